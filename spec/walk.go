package spec

// eachAnnotations calls visit with every list of annotations of the document, including annotations
// of annotations.
func (d *Document) eachAnnotations(visit func(*[]*Annotation)) {
	w := annotationWalk{visit}
	for _, ref := range d.References {
		w.list(&ref.Annotations)
		for i := range ref.Includes {
			w.list(&ref.Includes[i].Annotations)
		}
	}
	for _, s := range d.Schemas {
		w.schema(s)
	}
}

type annotationWalk struct{ visit func(*[]*Annotation) }

func (w annotationWalk) list(list *[]*Annotation) {
	w.visit(list)
	for _, a := range *list {
		if len(a.Annotations) > 0 {
			w.list(&a.Annotations)
		}
	}
}

func (w annotationWalk) schema(s *Schema) {
	w.list(&s.Annotations)
	for _, t := range s.Types {
		w.structuredType(t)
	}
	for _, e := range s.Enums {
		w.list(&e.Annotations)
		for _, m := range e.Members {
			w.list(&m.Annotations)
		}
	}
	for _, d := range s.TypeDefs {
		w.list(&d.Annotations)
	}
	for _, t := range s.Terms {
		w.list(&t.Annotations)
	}
	for _, op := range s.Operations {
		w.operation(op)
	}
	for _, t := range s.Targets {
		w.list(&t.Annotations)
	}
	if s.Container != nil {
		w.container(s.Container)
	}
}

func (w annotationWalk) structuredType(t *StructuredType) {
	w.list(&t.Annotations)
	for _, p := range t.Properties {
		w.list(&p.Annotations)
	}
	for _, n := range t.Navigations {
		w.list(&n.Annotations)
		w.list(&n.OnDeleteAnnotations)
		for i := range n.Constraints {
			w.list(&n.Constraints[i].Annotations)
		}
	}
}

func (w annotationWalk) operation(op *Operation) {
	w.list(&op.Annotations)
	for _, p := range op.Parameters {
		w.list(&p.Annotations)
	}
	if op.Return != nil {
		w.list(&op.Return.Annotations)
	}
}

func (w annotationWalk) container(ec *EntityContainer) {
	w.list(&ec.Annotations)
	for _, es := range ec.EntitySets {
		w.list(&es.Annotations)
	}
	for _, si := range ec.Singletons {
		w.list(&si.Annotations)
	}
	for _, list := range [][]*OperationImport{ec.ActionImports, ec.FunctionImports} {
		for _, oi := range list {
			w.list(&oi.Annotations)
		}
	}
}
