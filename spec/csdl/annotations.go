package csdl

import "github.com/intunegen/intunegen/spec"

// annotationOr appends a child to list if it is an annotation, and reports any other child.
func (r *reader) annotationOr(child, parent *element, list *[]*spec.Annotation) {
	if child.name != "Annotation" {
		r.unknown(child, parent)
		return
	}
	*list = append(*list, r.annotation(child))
}

// annotation reads an annotation. Without a value it has the default of its term. That is true for
// nearly all terms, because they are tags, so that true is used here, as in OASIS's conversion to
// JSON.
func (r *reader) annotation(e *element) *spec.Annotation {
	a := &spec.Annotation{Term: r.required(e, "Term"), Qualifier: e.attr("Qualifier"), Pos: e.pos}
	values := r.operands(e, typed, func(c *element) bool {
		if c.name != "Annotation" {
			return false
		}
		a.Annotations = append(a.Annotations, r.annotation(c))
		return true
	})
	switch len(values) {
	case 0:
		a.Value = spec.Value{Kind: spec.Bool, Text: "true", Pos: e.pos}
	case 1:
		a.Value = values[0]
	default:
		a.Value = values[0]
		r.fault(e, "keep one", "annotation %s has %d values", a.Term, len(values))
	}
	return a
}

// members returns annotations as members in CSDL JSON, whose names start with prefix.
func members(prefix string, list []*spec.Annotation) []spec.Member {
	var out []spec.Member
	for _, a := range list {
		name := prefix + "@" + a.Term
		if a.Qualifier != "" {
			name += "#" + a.Qualifier
		}
		out = append(out, members(name, a.Annotations)...)
		out = append(out, spec.Member{Name: name, Value: a.Value})
	}
	return out
}
