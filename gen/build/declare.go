package build

import (
	"cmp"
	"slices"

	"github.com/intunegen/intunegen/gen/ir"
	"github.com/intunegen/intunegen/spec"
)

// A types holds the models and enumerations of a package, in lists sorted by wire name and in maps
// from wire name.
type types struct {
	models []*ir.Model
	enums  []*ir.Enum
	model  map[string]*ir.Model
	enum   map[string]*ir.Enum
}

// declareTypes makes an empty model or an enumeration for each selected type. Models refer to one
// another, so they are filled later.
func (b *builder) declareTypes() *types {
	all := &types{model: map[string]*ir.Model{}, enum: map[string]*ir.Enum{}}
	for _, t := range structured(b.index) {
		if name := b.index.Name(t); b.selected.types[name] {
			all.model[name] = b.declareModel(name, t)
			all.models = append(all.models, all.model[name])
		}
	}
	for _, schema := range b.index.Doc.Schemas {
		for _, e := range schema.Enums {
			if name := b.index.Name(e); b.selected.enums[name] && b.index.Enums[name] == e {
				all.enum[name] = b.buildEnum(name, e)
				all.enums = append(all.enums, all.enum[name])
			}
		}
	}
	slices.SortFunc(all.models, func(a, b *ir.Model) int { return cmp.Compare(a.Wire, b.Wire) })
	slices.SortFunc(all.enums, func(a, b *ir.Enum) int { return cmp.Compare(a.Wire, b.Wire) })
	return all
}

func (b *builder) declareModel(name string, t *spec.StructuredType) *ir.Model {
	m := &ir.Model{Wire: name, Entity: t.Entity, Abstract: t.Abstract, Open: t.Open, Media: t.HasStream, TypeText: name,
		Page: b.page(t.Annotations), View: b.view(), Doc: b.description(t.Annotations, name), Earlier: earlier(t.Annotations)}
	if t.Entity {
		m.TypeText = "#" + name
	}
	for _, k := range t.Key {
		m.Key = append(m.Key, k.Path)
	}
	return m
}

func (b *builder) buildEnum(name string, e *spec.EnumType) *ir.Enum {
	enum := &ir.Enum{Wire: name, Flags: e.Flags, Page: b.page(e.Annotations), View: b.view(), Doc: b.description(e.Annotations, name),
		Earlier: earlier(e.Annotations)}
	for _, m := range e.Members {
		member := &ir.Member{Wire: m.Name, Value: m.Value, Doc: b.description(m.Annotations, name+"/"+m.Name)}
		for _, name := range earlier(m.Annotations) {
			member.Aliases = append(member.Aliases, &ir.Alias{Wire: name, Constant: true})
		}
		enum.Members = append(enum.Members, member)
	}
	return enum
}

// earlier returns the names that a node had before it was renamed.
func earlier(list []*spec.Annotation) []string {
	if a := spec.Find(list, spec.TermAlias); a != nil {
		return a.Value.Strings()
	}
	return nil
}

// page returns the name of the documentation page that the annotations give.
func (b *builder) page(list []*spec.Annotation) string {
	if a := spec.Find(list, spec.TermPage); a != nil {
		return a.Value.Str()
	}
	return ""
}

// view returns the version of the documentation: "graph-rest-1.0" for a service at "/v1.0".
func (b *builder) view() string {
	if b.opts.Path == "/v1.0" {
		return "graph-rest-1.0"
	}
	return "graph-rest-beta"
}
