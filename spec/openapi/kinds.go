package openapi

import "github.com/intunegen/intunegen/spec"

// decideKinds decides which structured types are entity types: those that paths or navigation
// properties lead to, those that are entity types in the other description, and their base types
// and derived types. A property whose type is an entity type is a navigation property.
func (r *reader) decideKinds() {
	for _, m := range r.modelOrder {
		for _, own := range m.members {
			if target := r.models[own.typ.Name]; own.marked && target != nil {
				target.toldKind = true
			}
		}
	}
	r.spread()
	for _, m := range r.modelOrder {
		if m.toldKind {
			continue
		}
		known := r.known.Types[m.name]
		r.gaps.note(gapKind, known != nil)
		m.entity = known != nil && known.Entity
	}
	r.spread()
	for _, m := range r.modelOrder {
		for _, own := range m.members {
			target := r.models[own.typ.Name]
			own.navigation = target != nil && target.entity
		}
	}
}

// spread makes the base types and derived types of entity types entity types.
func (r *reader) spread() {
	for changed := true; changed; {
		changed = false
		for _, m := range r.modelOrder {
			m.entity = m.entity || m.toldKind
			if base := r.models[m.base]; base != nil && base.isEntity() != m.isEntity() {
				base.entity, m.entity, changed = true, true, true
				base.toldKind, m.toldKind = true, true
			}
		}
	}
}

func (m *model) isEntity() bool { return m.entity || m.toldKind }

// schemas are the schemas of a document by namespace.
type schemas struct {
	doc         *spec.Document
	byNamespace map[string]*spec.Schema
}

// in returns the schema of a namespace, and adds it to the document where it is new.
func (all schemas) in(namespace string) *spec.Schema {
	s := all.byNamespace[namespace]
	if s == nil {
		s = &spec.Schema{Namespace: namespace, Pos: all.doc.Pos}
		all.byNamespace[namespace] = s
		all.doc.Schemas = append(all.doc.Schemas, s)
	}
	return s
}

// of returns the schema of the namespace in a qualified name.
func (all schemas) of(qualified string) *spec.Schema {
	namespace, _ := splitName(qualified)
	return all.in(namespace)
}

// document assembles the neutral document, with one schema for each namespace.
func (r *reader) document() *spec.Document {
	all := schemas{&spec.Document{Version: "4.0", Pos: r.text.At(r.text.Root)}, map[string]*spec.Schema{}}
	main := all.in(r.mainNamespace())
	main.Container = r.container
	if r.keyAsSegment {
		r.container.Annotations = append(r.container.Annotations, tag(spec.TermKeyAsSegment, all.doc.Pos))
	}
	if r.shortNames {
		main.Annotations = append(main.Annotations, tag(spec.TermDefaultNamespace, all.doc.Pos))
	}
	for _, m := range r.modelOrder {
		s := all.of(m.name)
		s.Types = append(s.Types, m.finished())
	}
	for _, e := range r.enumOrder {
		s := all.of(e.name)
		s.Enums = append(s.Enums, e.enum)
	}
	for _, d := range r.defs {
		s := all.of(d.name)
		s.TypeDefs = append(s.TypeDefs, d.def)
	}
	for _, o := range r.operations {
		s := all.in(o.namespace)
		s.Operations = append(s.Operations, o.op)
	}
	for _, a := range r.added {
		s := all.in(a.namespace)
		if a.enum != nil {
			s.Enums = append(s.Enums, a.enum)
		} else {
			s.Types = append(s.Types, a.structured)
		}
	}
	return all.doc
}

// tag returns an annotation with the value true.
func tag(term string, at spec.Position) *spec.Annotation {
	return &spec.Annotation{Term: term, Value: spec.Value{Kind: spec.Bool, Text: "true"}, Pos: at}
}

// finished returns the type as a node of the neutral document.
func (m *model) finished() *spec.StructuredType {
	_, short := splitName(m.name)
	t := &spec.StructuredType{Entity: m.entity, Name: short, Base: m.base, Abstract: m.abstract, Open: m.open, HasStream: m.stream, Annotations: m.annotations, Pos: m.pos}
	if m.entity {
		for _, name := range m.key {
			t.Key = append(t.Key, spec.KeyProperty{Path: name, Pos: m.pos})
		}
	}
	for _, own := range m.members {
		if own.navigation {
			t.Navigations = append(t.Navigations, own.navigating())
		} else {
			t.Properties = append(t.Properties, own.property())
		}
	}
	return t
}

func (own *member) property() *spec.Property {
	p := &spec.Property{Name: own.name, Type: own.typ.TypeRef, Default: own.fallback, Annotations: own.annotations, Pos: own.pos}
	switch {
	case own.computed:
		p.Annotations = append(p.Annotations, tag(spec.TermComputed, own.pos))
	case own.immutable:
		p.Annotations = append(p.Annotations, tag("Org.OData.Core.V1.Immutable", own.pos))
	}
	return p
}

func (own *member) navigating() *spec.NavigationProperty {
	n := &spec.NavigationProperty{Name: own.name, Type: own.typ.TypeRef, Annotations: own.annotations, Pos: own.pos}
	if n.Type.Collection {
		n.Type.Nullable = false
	}
	n.Contains = own.contains != nil && *own.contains
	return n
}
