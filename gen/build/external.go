package build

import (
	"maps"
	"slices"
	"strings"

	"github.com/intunegen/intunegen/gen/ir"
)

// externalTypes lists the types that what is built names and the description does not define,
// sorted. Types of Edm are defined: those that are not scalars hold any value.
func (s *builder) externalTypes(pkg *ir.Package) []string {
	all := map[string]bool{}
	note := func(name string) {
		for def := s.index.Defs[name]; def != nil; def = s.index.Defs[name] {
			name = s.index.Resolve(def.Underlying.Name)
		}
		if !strings.HasPrefix(name, "Edm.") && s.index.Types[name] == nil && s.index.Enums[name] == nil {
			all[name] = true
		}
	}
	for _, m := range pkg.Models {
		if base := s.index.Types[m.Wire].Base; base != "" {
			note(s.index.Resolve(base))
		}
		noteFields(m.Fields, note)
	}
	for _, p := range pkg.Params {
		noteFields(p.Fields, note)
	}
	for _, methods := range append([][]*ir.Method{pkg.Roots}, methodsOf(pkg.Builders)...) {
		for _, m := range methods {
			noteFields(m.Keys, note)
			if m.Result != nil {
				note(m.Result.Edm)
			}
		}
	}
	return slices.Sorted(maps.Keys(all))
}

func noteFields(fields []*ir.Field, note func(string)) {
	for _, f := range fields {
		if f.Type.Edm != "" {
			note(f.Type.Edm)
		}
	}
}

func methodsOf(builders []*ir.Builder) [][]*ir.Method {
	var all [][]*ir.Method
	for _, b := range builders {
		all = append(all, b.Methods)
	}
	return all
}
