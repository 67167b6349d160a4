package csdljson

import "github.com/intunegen/intunegen/spec"

// typeRef appends the members of a type reference. Edm.String is the default of $Type.
func (o *object) typeRef(t *spec.TypeRef) {
	if t.Name != "Edm.String" {
		o.str("$Type", t.Name)
	}
	o.flag("$Collection", t.Collection, false)
	o.flag("$Nullable", t.Nullable, false)
	o.facets(t.Facets, t.Name)
}

func (o *object) facets(f *spec.Facets, typeName string) {
	if f != nil && typeName == "Edm.Decimal" && f.Scale == "variable" {
		others := *f
		others.Scale = ""
		f = &others
	}
	o.v.Members = append(o.v.Members, f.Members()...)
}

// defaultValue appends a default value. It is a JSON literal if the type is not Edm.String and the
// text is one, else a string.
func (o *object) defaultValue(value *string, typeName string) {
	if value == nil {
		return
	}
	v := spec.Text(*value)
	switch {
	case typeName == "Edm.String":
	case *value == "true", *value == "false":
		v.Kind = spec.Bool
	case *value == "null":
		v = spec.Value{Kind: spec.Null}
	case jsonNumber.MatchString(*value):
		v.Kind = spec.Number
	}
	o.set("$DefaultValue", v)
}

func (e *encoder) typeDefinition(t *spec.TypeDefinition) spec.Value {
	o := e.object()
	o.str("$Kind", "TypeDefinition")
	o.str("$UnderlyingType", t.Underlying.Name)
	o.facets(t.Underlying.Facets, t.Underlying.Name)
	o.annotations("", t.Annotations)
	return o.v
}

// terms returns a term, or a list of the terms with the same name.
func (e *encoder) terms(group []*spec.Term) spec.Value {
	if len(group) == 1 {
		return e.term(group[0])
	}
	all := spec.Value{Kind: spec.List}
	for _, t := range group {
		all.List = append(all.List, e.term(t))
	}
	return all
}

func (e *encoder) term(t *spec.Term) spec.Value {
	o := e.object()
	o.str("$Kind", "Term")
	o.typeRef(&t.Type)
	o.str("$BaseTerm", t.Base)
	o.list("$AppliesTo", spec.Texts(t.AppliesTo).List)
	o.defaultValue(t.Default, t.Type.Name)
	o.annotations("", t.Annotations)
	return o.v
}
