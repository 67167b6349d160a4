package build

import (
	"cmp"
	"slices"

	"github.com/intunegen/intunegen/gen/ir"
	"github.com/intunegen/intunegen/spec"
)

// A types has the models and enumerations of a package: sorted by wire name, and by that name.
type types struct {
	models []*ir.Model
	enums  []*ir.Enum
	model  map[string]*ir.Model
	enum   map[string]*ir.Enum
}

// declareTypes makes an empty model or an enumeration for each selected type. Models refer to one
// another, so that they are filled later.
func (s *builder) declareTypes() *types {
	all := &types{model: map[string]*ir.Model{}, enum: map[string]*ir.Enum{}}
	for _, t := range structured(s.index) {
		if name := s.index.Name(t); s.selected.types[name] && all.model[name] == nil {
			all.model[name] = s.declareModel(name, t)
			all.models = append(all.models, all.model[name])
		}
	}
	for _, schema := range s.index.Doc.Schemas {
		for _, e := range schema.Enums {
			if name := s.index.Name(e); s.selected.enums[name] && all.enum[name] == nil {
				all.enum[name] = s.buildEnum(name, e)
				all.enums = append(all.enums, all.enum[name])
			}
		}
	}
	slices.SortFunc(all.models, func(a, b *ir.Model) int { return cmp.Compare(a.Wire, b.Wire) })
	slices.SortFunc(all.enums, func(a, b *ir.Enum) int { return cmp.Compare(a.Wire, b.Wire) })
	return all
}

func (s *builder) declareModel(name string, t *spec.StructuredType) *ir.Model {
	m := &ir.Model{Wire: name, Entity: t.Entity, Abstract: t.Abstract, Open: t.Open, TypeText: name,
		Page: s.page(t.Annotations), Doc: s.description(t.Annotations, name), Earlier: earlier(t.Annotations)}
	if t.Entity {
		m.TypeText = "#" + name
	}
	return m
}

func (s *builder) buildEnum(name string, e *spec.EnumType) *ir.Enum {
	enum := &ir.Enum{Wire: name, Flags: e.Flags, Page: s.page(e.Annotations), Doc: s.description(e.Annotations, name),
		Earlier: earlier(e.Annotations)}
	for _, m := range e.Members {
		member := &ir.Member{Wire: m.Name, Value: m.Value, Doc: s.description(m.Annotations, name+"/"+m.Name)}
		for _, name := range earlier(m.Annotations) {
			member.Aliases = append(member.Aliases, &ir.Alias{Wire: name, Constant: true})
		}
		enum.Members = append(enum.Members, member)
	}
	return enum
}

// earlier returns the names that a node had.
func earlier(list []*spec.Annotation) []string {
	if a := spec.Find(list, spec.TermAlias); a != nil {
		return a.Value.Strings()
	}
	return nil
}

// page returns the name of the documentation page that the annotations give.
func (s *builder) page(list []*spec.Annotation) string {
	if a := spec.Find(list, spec.TermPage); a != nil {
		return a.Value.Str()
	}
	return ""
}
