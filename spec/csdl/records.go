package csdl

import (
	"strings"

	"github.com/intunegen/intunegen/spec"
)

func (r *reader) record(e *element) spec.Value {
	v := object(e)
	if name := e.attr("Type"); name != "" {
		v.Members = append(v.Members, spec.Member{Name: "@type", Value: text(e, r.typeURI(name))})
	}
	r.each(e, func(c *element) {
		switch {
		case c.name == "PropertyValue":
			v.Members = append(v.Members, r.propertyValue(c)...)
		case !r.annotationMember(c, &v):
			r.unknown(c, e)
		}
	})
	r.unique(e, &v)
	return v
}

// typeURI returns the URI of a type: a fragment of this document, or of the one that defines it.
func (r *reader) typeURI(name string) string {
	if dot := strings.LastIndexByte(name, '.'); dot >= 0 {
		return r.uris[name[:dot]] + "#" + name
	}
	return "#" + name
}

func (r *reader) propertyValue(e *element) []spec.Member {
	a := r.annotationLike(e)
	return append(members(a.Term, a.Annotations), spec.Member{Name: a.Term, Value: a.Value})
}

// annotationLike reads a PropertyValue, which is like an annotation with a property in place of the
// term.
func (r *reader) annotationLike(e *element) *spec.Annotation {
	renamed := &element{name: e.name, space: e.space, pos: e.pos}
	for _, attr := range e.attrs {
		if attr.Name.Local == "Property" {
			attr.Name.Local = "Term"
		}
		renamed.attrs = append(renamed.attrs, attr)
	}
	return r.annotation(renamed)
}

// unique reports repeated members of a record, which JSON cannot have.
func (r *reader) unique(e *element, v *spec.Value) {
	names := map[string]bool{}
	for _, m := range v.Members {
		if names[m.Name] {
			r.fault(e, "keep one", "record has %s twice", m.Name)
		}
		names[m.Name] = true
	}
}
