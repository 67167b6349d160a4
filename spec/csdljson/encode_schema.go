package csdljson

import (
	"strconv"

	"github.com/intunegen/intunegen/spec"
)

func (e *encoder) schema(s *spec.Schema) spec.Value {
	o := e.object()
	o.str("$Alias", s.Alias)
	o.annotations("", s.Annotations)
	d := &definitions{o, map[string]bool{}}
	e.define(d, s)
	for _, group := range groups(s.Operations, func(op *spec.Operation) string { return op.Name }) {
		d.list(group[0].Name, e.operations(group))
	}
	e.targets(o, s.Targets)
	return o.v
}

// A definitions holds the definitions of a schema, and the names of those that are no operations.
// Terms, operations and the container may have the name of a type, and are in a list beside it
// then.
type definitions struct {
	o     *object
	names map[string]bool
}

// other adds a term or a container.
func (d *definitions) other(name string, v spec.Value) {
	switch {
	case d.names[name] && v.Kind == spec.List:
		d.list(name, v.List)
	case d.names[name]:
		d.list(name, []spec.Value{v})
	default:
		d.o.set(name, v)
		d.names[name] = true
	}
}

// list adds definitions in a list, which may be there.
func (d *definitions) list(name string, items []spec.Value) {
	if d.names[name] {
		name += "()"
		if there := d.o.v.Get(name); there != nil {
			there.List = append(there.List, items...)
			return
		}
	}
	d.o.list(name, items)
}

// define appends the types, terms and the container of a schema.
func (e *encoder) define(d *definitions, s *spec.Schema) {
	define := func(name string, pos spec.Position, v spec.Value) {
		if d.names[name] {
			e.errs.Add(spec.Errorf(pos, "rename one", "schema %s has a second %s", s.Namespace, name))
			return
		}
		d.names[name] = true
		d.o.set(name, v)
	}
	for _, t := range s.Types {
		define(t.Name, t.Pos, e.structuredType(t))
	}
	for _, t := range s.Enums {
		define(t.Name, t.Pos, e.enumType(t))
	}
	for _, t := range s.TypeDefs {
		define(t.Name, t.Pos, e.typeDefinition(t))
	}
	for _, group := range groups(s.Terms, func(t *spec.Term) string { return t.Name }) {
		d.other(group[0].Name, e.terms(group))
	}
	if ec := s.Container; ec != nil {
		d.other(ec.Name, e.container(ec))
	}
}

// groups splits a list into runs of items with the same name.
func groups[T any](list []T, name func(T) string) [][]T {
	var out [][]T
	for i, item := range list {
		if i > 0 && name(list[i-1]) == name(item) {
			out[len(out)-1] = append(out[len(out)-1], item)
			continue
		}
		out = append(out, []T{item})
	}
	return out
}

func (e *encoder) targets(o *object, list []*spec.Target) {
	if len(list) == 0 {
		return
	}
	all := e.object()
	for _, t := range list {
		target := e.object()
		target.annotations("", t.Annotations)
		all.set(t.Path, target.v)
	}
	o.set("$Annotations", all.v)
}

func (e *encoder) structuredType(t *spec.StructuredType) spec.Value {
	o := e.object()
	o.str("$Kind", structuredKind(t))
	o.str("$BaseType", t.Base)
	o.flag("$Abstract", t.Abstract, false)
	o.flag("$OpenType", t.Open, false)
	o.flag("$HasStream", t.HasStream, false)
	var key []spec.Value
	for _, part := range t.Key {
		v := spec.Text(part.Path)
		if part.Alias != "" {
			v = spec.Value{Kind: spec.Object, Members: []spec.Member{{Name: part.Alias, Value: v}}}
		}
		key = append(key, v)
	}
	o.list("$Key", key)
	o.annotations("", t.Annotations)
	for _, p := range t.Properties {
		o.add(p.Name, p.Pos, e.property(p))
	}
	for _, n := range t.Navigations {
		o.add(n.Name, n.Pos, e.navigation(n))
	}
	return o.v
}

func structuredKind(t *spec.StructuredType) string {
	if t.Entity {
		return "EntityType"
	}
	return "ComplexType"
}

func (e *encoder) property(p *spec.Property) spec.Value {
	o := e.object()
	o.typeRef(&p.Type)
	o.defaultValue(p.Default, p.Type.Name)
	o.annotations("", p.Annotations)
	return o.v
}

func (e *encoder) navigation(n *spec.NavigationProperty) spec.Value {
	o := e.object()
	o.str("$Kind", "NavigationProperty")
	o.typeRef(&n.Type)
	o.flag("$ContainsTarget", n.Contains, false)
	o.str("$Partner", n.Partner)
	if len(n.Constraints) > 0 {
		all := e.object()
		for _, c := range n.Constraints {
			all.add(c.Property, c.Pos, spec.Text(c.Referenced))
			all.annotations(c.Property, c.Annotations)
		}
		o.set("$ReferentialConstraint", all.v)
	}
	o.str("$OnDelete", n.OnDelete)
	o.annotations("$OnDelete", n.OnDeleteAnnotations)
	o.annotations("", n.Annotations)
	return o.v
}

func (e *encoder) enumType(t *spec.EnumType) spec.Value {
	o := e.object()
	o.str("$Kind", "EnumType")
	o.str("$UnderlyingType", t.Underlying)
	o.flag("$IsFlags", t.Flags, false)
	o.annotations("", t.Annotations)
	for _, m := range t.Members {
		o.add(m.Name, m.Pos, spec.Value{Kind: spec.Number, Text: strconv.FormatInt(m.Value, 10)})
		o.annotations(m.Name, m.Annotations)
	}
	return o.v
}
