package csdljson

import (
	"strings"

	"github.com/intunegen/intunegen/spec"
)

func (d *decoder) schema(namespace string, v *spec.Value) *spec.Schema {
	s := &spec.Schema{Namespace: namespace, Pos: v.Pos}
	if !d.is(v, spec.Object, "schema "+namespace) {
		return s
	}
	s.Alias = d.str(v, "$Alias")
	s.Annotations = d.annotations(v, "")
	for i := range v.Members {
		switch name, m := v.Members[i].Name, &v.Members[i].Value; {
		case name == "$Annotations":
			d.targets(m, s)
		case name == "$Alias", strings.HasPrefix(name, "@"):
		case strings.ContainsAny(name, "$@"):
			d.unknown(m, name, "a schema")
		case m.Kind == spec.List:
			for j := range m.List {
				d.element(s, strings.TrimSuffix(name, "()"), &m.List[j])
			}
		default:
			d.element(s, name, m)
		}
	}
	return s
}

func (d *decoder) targets(v *spec.Value, s *spec.Schema) {
	if !d.is(v, spec.Object, "$Annotations") {
		return
	}
	for i := range v.Members {
		t := &spec.Target{Path: v.Members[i].Name, Pos: v.Members[i].Value.Pos}
		d.rest(&v.Members[i].Value, "a target", &t.Annotations)
		s.Targets = append(s.Targets, t)
	}
}

// element adds an element to a schema.
func (d *decoder) element(s *spec.Schema, name string, v *spec.Value) {
	if !d.is(v, spec.Object, name) {
		return
	}
	switch kind := d.str(v, "$Kind"); kind {
	case "EntityType", "ComplexType":
		s.Types = append(s.Types, d.structuredType(name, v, kind == "EntityType"))
	case "EnumType":
		s.Enums = append(s.Enums, d.enumType(name, v))
	case "TypeDefinition":
		s.TypeDefs = append(s.TypeDefs, d.typeDefinition(name, v))
	case "Action", "Function":
		s.Operations = append(s.Operations, d.operation(name, v, kind == "Function"))
	case "Term":
		s.Terms = append(s.Terms, d.term(name, v))
	case "EntityContainer":
		if s.Container != nil {
			d.fault(v, "keep one", "schema %s has a second EntityContainer", s.Namespace)
		}
		s.Container = d.container(name, v)
	default:
		d.fault(v, "write EntityType, ComplexType, EnumType, TypeDefinition, Action, Function, Term or EntityContainer",
			"the $Kind of %s is %q", name, kind)
	}
}

func (d *decoder) structuredType(name string, v *spec.Value, entity bool) *spec.StructuredType {
	t := &spec.StructuredType{Entity: entity, Name: name, Base: d.str(v, "$BaseType"), Abstract: d.flag(v, "$Abstract", false),
		Open: d.flag(v, "$OpenType", false), HasStream: d.flag(v, "$HasStream", false), Pos: v.Pos}
	t.Annotations = d.annotations(v, "")
	for i := range v.Members {
		switch name, m := v.Members[i].Name, &v.Members[i].Value; {
		case name == "$Key":
			t.Key = d.key(m)
		case name == "$Kind", name == "$BaseType", name == "$Abstract", name == "$OpenType", name == "$HasStream", strings.HasPrefix(name, "@"):
		case strings.ContainsAny(name, "$@"):
			d.unknown(m, name, "a type")
		case m.Get("$Kind").Str() == "NavigationProperty":
			t.Navigations = append(t.Navigations, d.navigation(name, m))
		default:
			t.Properties = append(t.Properties, d.property(name, m))
		}
	}
	return t
}

func (d *decoder) key(v *spec.Value) []spec.KeyProperty {
	if !d.is(v, spec.List, "$Key") {
		return nil
	}
	var key []spec.KeyProperty
	for i := range v.List {
		switch part := &v.List[i]; {
		case part.Kind == spec.String:
			key = append(key, spec.KeyProperty{Path: part.Text, Pos: part.Pos})
		case part.Kind == spec.Object && len(part.Members) == 1 && part.Members[0].Value.Kind == spec.String:
			key = append(key, spec.KeyProperty{Path: part.Members[0].Value.Text, Alias: part.Members[0].Name, Pos: part.Pos})
		default:
			d.fault(part, "write a property's name, or {alias: path}", "the key has a part that is %s", kindNames[part.Kind])
		}
	}
	return key
}

func (d *decoder) property(name string, v *spec.Value) *spec.Property {
	p := &spec.Property{Name: name, Type: d.typeRef(v), Default: d.defaultValue(v), Pos: v.Pos}
	if kind := d.str(v, "$Kind"); kind != "" && kind != "Property" {
		d.fault(v, "write Property, NavigationProperty or nothing", "the $Kind of %s is %q", name, kind)
	}
	d.rest(v, "a property", &p.Annotations, append(typeMembers, "$Kind", "$DefaultValue")...)
	return p
}

func (d *decoder) navigation(name string, v *spec.Value) *spec.NavigationProperty {
	n := &spec.NavigationProperty{Name: name, Type: d.typeRef(v), Partner: d.str(v, "$Partner"),
		Contains: d.flag(v, "$ContainsTarget", false), OnDelete: d.str(v, "$OnDelete"), Pos: v.Pos}
	d.required(v, "$Type")
	if n.Type.Collection {
		n.Type.Nullable = false
	}
	for _, pair := range d.pairs(v, "$ReferentialConstraint") {
		n.Constraints = append(n.Constraints, spec.ReferentialConstraint{Property: pair.Name, Referenced: pair.Value.Text,
			Annotations: d.annotations(v.Get("$ReferentialConstraint"), pair.Name), Pos: pair.Value.Pos})
	}
	n.OnDeleteAnnotations = d.annotations(v, "$OnDelete")
	known := append(typeMembers, "$Kind", "$Partner", "$ContainsTarget", "$OnDelete", "$ReferentialConstraint")
	for _, m := range v.Members {
		if strings.HasPrefix(m.Name, "$OnDelete@") {
			known = append(known, m.Name)
		}
	}
	d.rest(v, "a navigation property", &n.Annotations, known...)
	return n
}
