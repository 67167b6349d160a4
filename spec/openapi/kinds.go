package openapi

import "github.com/intunegen/intunegen/spec"

// decideKinds decides which structured types are entities: those that paths lead to, that
// navigation properties lead to, that are known as such, and their bases and derived types. A
// property that leads to an entity is a navigation property.
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

// spread makes bases and derived types of entity types entity types.
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

// document assembles the neutral document, one schema for each namespace.
func (r *reader) document() *spec.Document {
	doc := &spec.Document{Version: "4.0", Pos: r.text.At(r.text.Root)}
	schemas := map[string]*spec.Schema{}
	in := func(namespace string) *spec.Schema {
		s := schemas[namespace]
		if s == nil {
			s = &spec.Schema{Namespace: namespace, Pos: doc.Pos}
			schemas[namespace] = s
			doc.Schemas = append(doc.Schemas, s)
		}
		return s
	}
	tag := func(list *[]*spec.Annotation, term string, holds bool) {
		if holds {
			*list = append(*list, &spec.Annotation{Term: term, Value: spec.Value{Kind: spec.Bool, Text: "true"}, Pos: doc.Pos})
		}
	}
	tag(&r.container.Annotations, spec.TermKeyAsSegment, r.keyAsSegment)
	main := in(r.mainNamespace())
	main.Container = r.container
	tag(&main.Annotations, spec.TermDefaultNamespace, r.shortNames)
	for _, m := range r.modelOrder {
		namespace, _ := splitName(m.name)
		in(namespace).Types = append(in(namespace).Types, m.finished(r))
	}
	for _, e := range r.enumOrder {
		namespace, _ := splitName(e.name)
		in(namespace).Enums = append(in(namespace).Enums, e.enum)
	}
	for _, d := range r.defs {
		namespace, _ := splitName(d.name)
		in(namespace).TypeDefs = append(in(namespace).TypeDefs, d.def)
	}
	for _, o := range r.operations {
		in(o.namespace).Operations = append(in(o.namespace).Operations, o.op)
	}
	for _, a := range r.added {
		s := in(a.namespace)
		if a.enum != nil {
			s.Enums = append(s.Enums, a.enum)
		} else {
			s.Types = append(s.Types, a.structured)
		}
	}
	return doc
}

// finished returns the type as a node of the neutral document.
func (m *model) finished(r *reader) *spec.StructuredType {
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
	for term, is := range map[string]bool{"Computed": own.computed, "Immutable": own.immutable && !own.computed} {
		if is {
			p.Annotations = append(p.Annotations, &spec.Annotation{Term: "Org.OData.Core.V1." + term, Value: spec.Value{Kind: spec.Bool, Text: "true"}, Pos: own.pos})
		}
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
