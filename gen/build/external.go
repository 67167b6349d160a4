package build

import (
	"maps"
	"slices"
	"strings"

	"github.com/intunegen/intunegen/gen/ir"
)

// externalTypes lists, sorted, the types that the package refers to and the description does not
// define. The types of namespace Edm count as defined.
func (b *builder) externalTypes(pkg *ir.Package) []string {
	all := map[string]bool{}
	note := func(name string) {
		if def := b.index.Defs[name]; def != nil {
			name = b.index.Resolve(def.Underlying.Name)
		}
		if !strings.HasPrefix(name, "Edm.") && b.index.Types[name] == nil && b.index.Enums[name] == nil {
			all[name] = true
		}
	}
	for _, m := range pkg.Models {
		if base := b.index.Types[m.Wire].Base; base != "" {
			note(b.index.Resolve(base))
		}
		noteFields(m.Fields, note)
	}
	for _, p := range pkg.Params {
		noteFields(p.Fields, note)
	}
	for _, m := range pkg.AllMethods() {
		noteFields(m.Keys, note)
		if m.Result != nil {
			note(m.Result.Edm)
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
