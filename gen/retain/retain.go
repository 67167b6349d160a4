// Package retain keeps properties of types and members of enumerations that a newer description no
// longer has. They stay in the Go, deprecated, so that programs compile until they have been
// changed.
package retain

import (
	"maps"
	"slices"
	"strings"

	"github.com/intunegen/intunegen/spec"
)

// Restore adds the parts that a document no longer has. It returns the index of a new document with
// them, and their paths, sorted. A part is not restored when its type or its owner is gone. When
// there is nothing to restore, Restore returns x.
func Restore(x *spec.Index, parts Parts) (*spec.Index, []string) {
	r := restorer{index: x, parts: parts}
	out := *x.Doc
	out.Schemas = nil
	for _, s := range x.Doc.Schemas {
		schema := *s
		schema.Types = each(s.Types, r.structured)
		schema.Enums = each(s.Enums, r.enum)
		out.Schemas = append(out.Schemas, &schema)
	}
	if len(r.restored) == 0 {
		return x, nil
	}
	slices.Sort(r.restored)
	restored := spec.NewIndex(&out)
	restored.CutAs(x)
	return restored, r.restored
}

func each[T any](list []T, do func(T) T) []T {
	var out []T
	for _, item := range list {
		out = append(out, do(item))
	}
	return out
}

type restorer struct {
	index    *spec.Index
	parts    Parts
	restored []string
}

// structured returns a type with its earlier properties.
func (r *restorer) structured(t *spec.StructuredType) *spec.StructuredType {
	owner := r.index.Name(t)
	out := *t
	out.Properties = slices.Clone(t.Properties)
	for _, name := range slices.Sorted(maps.Keys(r.parts[owner])) {
		part := r.parts[owner][name]
		if part.Member || r.declared(t, name) || !r.known(part.Type) {
			continue
		}
		p := part.property(name)
		p.Pos = t.Pos
		out.Properties = append(out.Properties, p)
		r.restored = append(r.restored, owner+"/"+name)
	}
	return &out
}

// declared reports whether a type or an ancestor declares a property of that name.
func (r *restorer) declared(t *spec.StructuredType, name string) bool {
	for up := t; up != nil; up = r.index.Base(up) {
		if slices.ContainsFunc(up.Properties, func(p *spec.Property) bool { return p.Name == name }) ||
			slices.ContainsFunc(up.Navigations, func(n *spec.NavigationProperty) bool { return n.Name == name }) {
			return true
		}
	}
	return false
}

func (r *restorer) known(name string) bool {
	return strings.HasPrefix(name, "Edm.") || r.index.Types[name] != nil || r.index.Enums[name] != nil || r.index.Defs[name] != nil
}

// enum returns an enumeration with its earlier members.
func (r *restorer) enum(e *spec.EnumType) *spec.EnumType {
	owner := r.index.Name(e)
	out := *e
	out.Members = slices.Clone(e.Members)
	for _, name := range slices.Sorted(maps.Keys(r.parts[owner])) {
		part := r.parts[owner][name]
		if !part.Member || slices.ContainsFunc(e.Members, func(m *spec.EnumMember) bool { return m.Name == name }) {
			continue
		}
		out.Members = append(out.Members, &spec.EnumMember{Name: name, Value: part.Value, Annotations: []*spec.Annotation{deprecated}, Pos: e.Pos})
		r.restored = append(r.restored, owner+"/"+name)
	}
	return &out
}

// deprecated is the annotation of restored parts.
var deprecated = &spec.Annotation{Term: "Org.OData.Core.V1.Description", Value: spec.Text("Deprecated: the service no longer describes it.")}
