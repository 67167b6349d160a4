package csdljson

import (
	"strings"

	"github.com/intunegen/intunegen/spec"
)

func (d *decoder) operation(name string, v *spec.Value, function bool) *spec.Operation {
	op := &spec.Operation{Function: function, Name: name, Bound: d.flag(v, "$IsBound", false), Composable: d.flag(v, "$IsComposable", false),
		EntitySetPath: d.str(v, "$EntitySetPath"), Pos: v.Pos}
	for _, item := range d.list(v, "$Parameter") {
		p := &spec.Parameter{Name: d.required(item, "$Name"), Type: d.typeRef(item), Pos: item.Pos}
		d.rest(item, "a parameter", &p.Annotations, append(typeMembers, "$Name")...)
		op.Parameters = append(op.Parameters, p)
	}
	if m := v.Get("$ReturnType"); m != nil {
		op.Return = &spec.ReturnType{Type: d.typeRef(m), Pos: m.Pos}
		d.rest(m, "a return type", &op.Return.Annotations, typeMembers...)
	}
	d.rest(v, "an operation", &op.Annotations, "$Kind", "$IsBound", "$IsComposable", "$EntitySetPath", "$Parameter", "$ReturnType")
	return op
}

func (d *decoder) container(name string, v *spec.Value) *spec.EntityContainer {
	ec := &spec.EntityContainer{Name: name, Extends: d.str(v, "$Extends"), Pos: v.Pos}
	ec.Annotations = d.annotations(v, "")
	for i := range v.Members {
		switch name, m := v.Members[i].Name, &v.Members[i].Value; {
		case name == "$Kind", name == "$Extends", strings.HasPrefix(name, "@"):
		case strings.ContainsAny(name, "$@"):
			d.unknown(m, name, "a container")
		case d.is(m, spec.Object, name):
			d.child(ec, name, m)
		}
	}
	return ec
}

// child adds a child of a container, whose kind follows from its members.
func (d *decoder) child(ec *spec.EntityContainer, name string, v *spec.Value) {
	switch {
	case v.Get("$Action") != nil:
		ec.ActionImports = append(ec.ActionImports, d.operationImport(name, v, "$Action"))
	case v.Get("$Function") != nil:
		ec.FunctionImports = append(ec.FunctionImports, d.operationImport(name, v, "$Function"))
	case d.flag(v, "$Collection", false):
		es := &spec.EntitySet{Name: name, Type: d.required(v, "$Type"), Hidden: !d.flag(v, "$IncludeInServiceDocument", true),
			Bindings: d.bindings(v), Pos: v.Pos}
		d.rest(v, "an entity set", &es.Annotations, "$Collection", "$Type", "$IncludeInServiceDocument", "$NavigationPropertyBinding")
		ec.EntitySets = append(ec.EntitySets, es)
	default:
		si := &spec.Singleton{Name: name, Type: d.required(v, "$Type"), Nullable: d.flag(v, "$Nullable", false), Bindings: d.bindings(v), Pos: v.Pos}
		d.rest(v, "a singleton", &si.Annotations, "$Type", "$Nullable", "$NavigationPropertyBinding")
		ec.Singletons = append(ec.Singletons, si)
	}
}

func (d *decoder) operationImport(name string, v *spec.Value, kind string) *spec.OperationImport {
	oi := &spec.OperationImport{Name: name, Operation: d.required(v, kind), EntitySet: d.str(v, "$EntitySet"), Pos: v.Pos}
	known := []string{kind, "$EntitySet"}
	if kind == "$Function" {
		oi.InDocument = d.flag(v, "$IncludeInServiceDocument", false)
		known = append(known, "$IncludeInServiceDocument")
	}
	d.rest(v, "an import", &oi.Annotations, known...)
	return oi
}

func (d *decoder) bindings(v *spec.Value) []spec.Binding {
	var out []spec.Binding
	for _, pair := range d.pairs(v, "$NavigationPropertyBinding") {
		out = append(out, spec.Binding{Path: pair.Name, Target: pair.Value.Text, Pos: pair.Value.Pos})
	}
	return out
}
