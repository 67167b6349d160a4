package csdljson

import "github.com/intunegen/intunegen/spec"

func (e *encoder) operations(group []*spec.Operation) []spec.Value {
	var out []spec.Value
	for _, op := range group {
		out = append(out, e.operation(op))
	}
	return out
}

func (e *encoder) operation(op *spec.Operation) spec.Value {
	o := e.object()
	kind := "Action"
	if op.Function {
		kind = "Function"
	}
	o.str("$Kind", kind)
	o.flag("$IsBound", op.Bound, false)
	o.flag("$IsComposable", op.Composable, false)
	o.str("$EntitySetPath", op.EntitySetPath)
	var params []spec.Value
	for _, p := range op.Parameters {
		item := e.object()
		item.str("$Name", p.Name)
		item.typeRef(&p.Type)
		item.annotations("", p.Annotations)
		params = append(params, item.v)
	}
	o.list("$Parameter", params)
	if op.Return != nil {
		ret := e.object()
		ret.typeRef(&op.Return.Type)
		ret.annotations("", op.Return.Annotations)
		o.set("$ReturnType", ret.v)
	}
	o.annotations("", op.Annotations)
	return o.v
}

func (e *encoder) container(ec *spec.EntityContainer) spec.Value {
	o := e.object()
	o.str("$Kind", "EntityContainer")
	o.str("$Extends", ec.Extends)
	o.annotations("", ec.Annotations)
	for _, es := range ec.EntitySets {
		o.add(es.Name, es.Pos, e.entitySet(es))
	}
	for _, si := range ec.Singletons {
		o.add(si.Name, si.Pos, e.singleton(si))
	}
	for _, oi := range ec.ActionImports {
		o.add(oi.Name, oi.Pos, e.operationImport(oi, "$Action"))
	}
	for _, oi := range ec.FunctionImports {
		o.add(oi.Name, oi.Pos, e.operationImport(oi, "$Function"))
	}
	return o.v
}

func (e *encoder) entitySet(es *spec.EntitySet) spec.Value {
	o := e.object()
	o.flag("$Collection", true, false)
	o.str("$Type", es.Type)
	o.flag("$IncludeInServiceDocument", !es.Hidden, true)
	o.bindings(es.Bindings)
	o.annotations("", es.Annotations)
	return o.v
}

func (e *encoder) singleton(si *spec.Singleton) spec.Value {
	o := e.object()
	o.str("$Type", si.Type)
	o.flag("$Nullable", si.Nullable, false)
	o.bindings(si.Bindings)
	o.annotations("", si.Annotations)
	return o.v
}

func (e *encoder) operationImport(oi *spec.OperationImport, kind string) spec.Value {
	o := e.object()
	o.str(kind, oi.Operation)
	o.str("$EntitySet", oi.EntitySet)
	o.flag("$IncludeInServiceDocument", oi.InDocument, false)
	o.annotations("", oi.Annotations)
	return o.v
}

func (o *object) bindings(list []spec.Binding) {
	if len(list) == 0 {
		return
	}
	all := o.e.object()
	for _, b := range list {
		all.add(b.Path, b.Pos, spec.Text(b.Target))
	}
	o.set("$NavigationPropertyBinding", all.v)
}
