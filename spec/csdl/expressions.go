package csdl

import (
	"strings"

	"github.com/intunegen/intunegen/spec"
)

// A context says whether the type of an expression is known from its place. Where it is not, as in
// a comparison, an enumeration member must name its type.
type context bool

const (
	typed   context = true
	untyped context = false
)

// A composite says how an element with operands becomes an object: "$And": [a, b], "$Not": a.
type composite struct {
	least, most int
	single      bool // one operand, which stands without list
}

const unbounded = 1 << 30

// composites are the expressions that hold expressions (CSDL XML 4.01, section 14.4).
var composites = map[string]composite{
	"And": {2, unbounded, false}, "Or": {2, unbounded, false}, "Not": {1, 1, true},
	"Eq": {2, 2, false}, "Ne": {2, 2, false}, "Gt": {2, 2, false}, "Ge": {2, 2, false}, "Lt": {2, 2, false},
	"Le": {2, 2, false}, "Has": {2, 2, false}, "In": {2, 2, false}, "Neg": {1, 1, true}, "Add": {2, 2, false},
	"Sub": {2, 2, false}, "Mul": {2, 2, false}, "Div": {2, 2, false}, "DivBy": {2, 2, false}, "Mod": {2, 2, false},
	"If": {2, 3, false}, "Apply": {0, unbounded, false}, "Cast": {1, 1, true}, "IsOf": {1, 1, true},
	"UrlRef": {1, 1, true}, "LabeledElement": {1, 1, true},
}

// operands returns the expressions of an element: those written as attributes, then its children. A
// child that other takes is none of them.
func (r *reader) operands(e *element, in context, other func(*element) bool) []spec.Value {
	var values []spec.Value
	for i := range e.attrs {
		if c, ok := constants[e.attrs[i].Name.Local]; ok && e.attrs[i].Name.Space == "" {
			values = append(values, r.constant(e, c, e.attrs[i].Value, in))
		}
	}
	r.each(e, func(c *element) {
		if other(c) {
			return
		}
		if v, ok := r.expression(c, in); ok {
			values = append(values, v)
		}
	})
	return values
}

// expression reads an element that is an expression.
func (r *reader) expression(e *element, in context) (spec.Value, bool) {
	if c, ok := constants[e.name]; ok && e.name != "UrlRef" {
		return r.constant(e, c, r.text(e), in), true
	}
	if shape, ok := composites[e.name]; ok {
		return r.composite(e, shape, in), true
	}
	switch e.name {
	case "Null":
		return r.null(e), true
	case "Collection":
		return r.collection(e, in), true
	case "Record":
		return r.record(e), true
	case "LabeledElementReference":
		return object(e, spec.Member{Name: "$LabeledElementReference", Value: text(e, strings.TrimSpace(r.text(e)))}), true
	}
	r.fault(e, "correct or remove it", "expression %s is not known", e.name)
	return spec.Value{}, false
}

// composite reads an expression with operands, the annotations inside it, and what its attributes
// add.
func (r *reader) composite(e *element, shape composite, in context) spec.Value {
	inner := untyped
	if e.name == "If" || e.name == "LabeledElement" {
		inner = in
	}
	v := object(e, r.before(e)...)
	values := r.operands(e, inner, func(c *element) bool { return r.annotationMember(c, &v) })
	if len(values) < shape.least || len(values) > shape.most {
		r.fault(e, "correct its operands", "expression %s has %d operands", e.name, len(values))
	}
	operand := spec.Value{Kind: spec.List, List: values, Pos: e.pos}
	if shape.single && len(values) > 0 {
		operand = values[0]
	}
	v.Members = append(v.Members, spec.Member{Name: "$" + e.name, Value: operand})
	if e.name == "LabeledElement" {
		v.Members = append(v.Members, spec.Member{Name: "$Name", Value: text(e, r.required(e, "Name"))})
	}
	return v
}

// before returns the members that come before the operands: a function's name, the type of Cast and
// IsOf.
func (r *reader) before(e *element) []spec.Member {
	switch e.name {
	case "Apply":
		return []spec.Member{{Name: "$Function", Value: text(e, r.required(e, "Function"))}}
	case "Cast", "IsOf":
		return r.typeMembers(e)
	}
	return nil
}

// typeMembers returns the type of a Cast or IsOf as members. Edm.String is what an absent $Type
// means.
func (r *reader) typeMembers(e *element) []spec.Member {
	var out []spec.Member
	add := func(name string, v spec.Value) {
		v.Pos = e.pos
		out = append(out, spec.Member{Name: name, Value: v})
	}
	name, collection := splitCollection(r.required(e, "Type"))
	if name != "Edm.String" {
		add("$Type", spec.Text(name))
	}
	if collection {
		add("$Collection", spec.Value{Kind: spec.Bool, Text: "true"})
	}
	for _, facet := range r.shared(r.givenFacets(e)).Members() {
		add(facet.Name, facet.Value)
	}
	return out
}

// annotationMember takes a child that is an annotation into an object.
func (r *reader) annotationMember(c *element, v *spec.Value) bool {
	if c.name != "Annotation" {
		return false
	}
	v.Members = append(v.Members, members("", []*spec.Annotation{r.annotation(c)})...)
	return true
}

func (r *reader) null(e *element) spec.Value {
	v := object(e)
	r.each(e, func(c *element) {
		if !r.annotationMember(c, &v) {
			r.unknown(c, e)
		}
	})
	if len(v.Members) == 0 {
		return spec.Value{Kind: spec.Null, Pos: e.pos}
	}
	v.Members = append(v.Members, spec.Member{Name: "$Null", Value: spec.Value{Kind: spec.Null, Pos: e.pos}})
	return v
}

func (r *reader) collection(e *element, in context) spec.Value {
	items := r.operands(e, in, func(*element) bool { return false })
	return spec.Value{Kind: spec.List, List: items, Pos: e.pos}
}

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

// typeURI returns a type's name as a URI: a fragment of this document, or of the one that it is
// included from.
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

// annotationLike reads a PropertyValue, which has the shape of an annotation with a property in the
// place of the term.
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

// unique removes repeated members of a record, which no JSON could carry.
func (r *reader) unique(e *element, v *spec.Value) {
	seen := map[string]bool{}
	kept := v.Members[:0]
	for _, m := range v.Members {
		if seen[m.Name] {
			r.fault(e, "keep one", "record has %s twice", m.Name)
			continue
		}
		seen[m.Name] = true
		kept = append(kept, m)
	}
	v.Members = kept
}

func object(e *element, list ...spec.Member) spec.Value {
	return spec.Value{Kind: spec.Object, Members: list, Pos: e.pos}
}

func text(e *element, s string) spec.Value { return spec.Value{Kind: spec.String, Text: s, Pos: e.pos} }
