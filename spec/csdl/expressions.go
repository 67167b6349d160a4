package csdl

import (
	"strings"

	"github.com/intunegen/intunegen/spec"
)

// A context states whether the position of an expression determines its type. Where it does not, as
// in a comparison, a member of an enumeration must name its type.
type context bool

const (
	typed   context = true
	untyped context = false
)

// A composite is a kind of expression with operands. In JSON it is an object: "$And": [a, b],
// "$Not": a.
type composite struct {
	least, most int  // number of operands
	single      bool // the operand is not in a list
}

const unbounded = 1 << 30

// composites are the expressions with operands (CSDL XML 4.01, section 14.4).
var composites = map[string]composite{
	"And": {2, unbounded, false}, "Or": {2, unbounded, false}, "Not": {1, 1, true},
	"Eq": {2, 2, false}, "Ne": {2, 2, false}, "Gt": {2, 2, false}, "Ge": {2, 2, false}, "Lt": {2, 2, false},
	"Le": {2, 2, false}, "Has": {2, 2, false}, "In": {2, 2, false}, "Neg": {1, 1, true}, "Add": {2, 2, false},
	"Sub": {2, 2, false}, "Mul": {2, 2, false}, "Div": {2, 2, false}, "DivBy": {2, 2, false}, "Mod": {2, 2, false},
	"If": {2, 3, false}, "Apply": {0, unbounded, false}, "Cast": {1, 1, true}, "IsOf": {1, 1, true},
	"UrlRef": {1, 1, true}, "LabeledElement": {1, 1, true},
}

// operands returns the expressions of an element: its attributes, then its children. A child for
// which other returns true is not an operand.
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
	r.fault(e, "correct or remove it", "%s is not a valid expression", e.name)
	return spec.Value{}, false
}

// composite reads an expression with operands, its annotations and its attributes.
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

// before returns the members before the operands: the function of Apply, the type of Cast and IsOf.
func (r *reader) before(e *element) []spec.Member {
	switch e.name {
	case "Apply":
		return []spec.Member{{Name: "$Function", Value: text(e, r.required(e, "Function"))}}
	case "Cast", "IsOf":
		return r.typeMembers(e)
	}
	return nil
}

// typeMembers returns the type of a Cast or IsOf as members. Edm.String is the default of $Type.
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

// annotationMember adds a child to an object if it is an annotation, and reports whether it is.
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

func object(e *element, list ...spec.Member) spec.Value {
	return spec.Value{Kind: spec.Object, Members: list, Pos: e.pos}
}

func text(e *element, s string) spec.Value { return spec.Value{Kind: spec.String, Text: s, Pos: e.pos} }
