package csdl

import "github.com/intunegen/intunegen/spec"

func (r *reader) operation(e *element) *spec.Operation {
	op := &spec.Operation{Function: e.name == "Function", Name: r.required(e, "Name"), Bound: r.flag(e, "IsBound", false),
		Composable: r.flag(e, "IsComposable", false), EntitySetPath: e.attr("EntitySetPath"), Pos: e.pos}
	r.each(e, func(c *element) {
		switch c.name {
		case "Parameter":
			op.Parameters = append(op.Parameters, r.parameter(c))
		case "ReturnType":
			if op.Return != nil {
				r.fault(c, "remove one", "%s has a second ReturnType", op.Name)
			}
			op.Return = r.returnType(c)
		default:
			r.annotationOr(c, e, &op.Annotations)
		}
	})
	return op
}

func (r *reader) parameter(e *element) *spec.Parameter {
	p := &spec.Parameter{Name: r.required(e, "Name"), Type: r.typeRef(e), Pos: e.pos}
	r.each(e, func(c *element) { r.annotationOr(c, e, &p.Annotations) })
	return p
}

func (r *reader) returnType(e *element) *spec.ReturnType {
	t := &spec.ReturnType{Type: r.typeRef(e), Pos: e.pos}
	r.each(e, func(c *element) { r.annotationOr(c, e, &t.Annotations) })
	return t
}

func (r *reader) container(e *element, s *spec.Schema) {
	if s.Container != nil {
		r.fault(e, "merge the two", "schema %s has a second EntityContainer", s.Namespace)
	}
	ec := &spec.EntityContainer{Name: r.required(e, "Name"), Extends: e.attr("Extends"), Pos: e.pos}
	s.Container = ec
	r.each(e, func(c *element) {
		switch c.name {
		case "EntitySet":
			ec.EntitySets = append(ec.EntitySets, r.entitySet(c))
		case "Singleton":
			ec.Singletons = append(ec.Singletons, r.singleton(c))
		case "ActionImport":
			ec.ActionImports = append(ec.ActionImports, r.operationImport(c, "Action"))
		case "FunctionImport":
			ec.FunctionImports = append(ec.FunctionImports, r.operationImport(c, "Function"))
		default:
			r.annotationOr(c, e, &ec.Annotations)
		}
	})
}

func (r *reader) entitySet(e *element) *spec.EntitySet {
	es := &spec.EntitySet{Name: r.required(e, "Name"), Type: r.required(e, "EntityType"),
		Hidden: !r.flag(e, "IncludeInServiceDocument", true), Pos: e.pos}
	r.bound(e, &es.Bindings, &es.Annotations)
	return es
}

func (r *reader) singleton(e *element) *spec.Singleton {
	si := &spec.Singleton{Name: r.required(e, "Name"), Type: r.required(e, "Type"), Nullable: r.flag(e, "Nullable", false), Pos: e.pos}
	r.bound(e, &si.Bindings, &si.Annotations)
	return si
}

// bound reads the children of an entity set or singleton.
func (r *reader) bound(e *element, bindings *[]spec.Binding, annotations *[]*spec.Annotation) {
	r.each(e, func(c *element) {
		if c.name == "NavigationPropertyBinding" {
			*bindings = append(*bindings, spec.Binding{Path: r.required(c, "Path"), Target: r.required(c, "Target"), Pos: c.pos})
			return
		}
		r.annotationOr(c, e, annotations)
	})
}

// operationImport reads an ActionImport or FunctionImport. kind is the attribute with the name of
// the operation.
func (r *reader) operationImport(e *element, kind string) *spec.OperationImport {
	oi := &spec.OperationImport{Name: r.required(e, "Name"), Operation: r.required(e, kind), EntitySet: e.attr("EntitySet"), Pos: e.pos}
	if kind == "Function" {
		oi.InDocument = r.flag(e, "IncludeInServiceDocument", false)
	}
	r.each(e, func(c *element) { r.annotationOr(c, e, &oi.Annotations) })
	return oi
}
