package graphtest

import (
	"strings"

	"github.com/intunegen/intunegen/graph"
)

// A node is what a path in a filter leads to: an entity, or the raw value of a property.
type node struct {
	resource *resource
	raw      []byte
}

// A way is a path in a filter, followed over the types.
type way struct {
	start    string // the variable, "" for the item
	steps    []*graph.SchemaProperty
	property *graph.SchemaProperty // the last one
	typ      *typeInfo             // of it, nil for a primitive
	end      string                // "$count", "any", "all" or ""
}

// path reads a path, with a lambda at its end if there is one.
func (p *parser) path(text string) (typed, *fault) {
	w, f := p.way(text)
	if f != nil {
		return typed{}, f
	}
	switch w.end {
	case "any", "all":
		return p.lambda(w)
	case "$count":
		return typed{kind: numberKind, eval: func(e *env) operand {
			n := int64(len(w.nodes(e)))
			return operand{kind: numberKind, number: float64(n), whole: n, exact: true}
		}}, nil
	}
	if w.property == nil { // $it, or a variable of entities
		return typed{kind: objectKind, eval: func(*env) operand { return operand{kind: objectKind} }}, nil
	}
	k := kindOf(w.property)
	if w.property.Collection {
		return typed{}, badRequest("The collection '%s' can only be compared by any, all or $count.", text)
	}
	return typed{kind: k, property: w.property, eval: w.value(k)}, nil
}

// value returns the expression of the value at the end of a path. Paths of one property of the item
// are the usual ones.
func (w *way) value(k kind) expr {
	property := w.property
	if w.start == "" && len(w.steps) == 1 && !property.Navigation {
		return func(e *env) operand {
			if r := e.item.resource; r != nil {
				return operandOf(r.value(property.Name), property, k)
			}
			return operandOf(e.state.step(e.item, property).raw, property, k)
		}
	}
	return func(e *env) operand {
		n := w.node(e)
		if property.Navigation {
			if n.resource == nil {
				return null
			}
			return operand{kind: objectKind}
		}
		return operandOf(n.raw, property, k)
	}
}

// way follows a path over the types.
func (p *parser) way(text string) (*way, *fault) {
	w := &way{typ: p.typ}
	for i, name := range strings.Split(text, "/") {
		variable := p.vars[name]
		switch {
		case i == 0 && name == "$it":
		case i == 0 && variable != nil:
			w.start, w.typ, w.property = name, p.model.info(variable.Type), nil
			if w.typ == nil {
				one := *variable
				one.Collection = false
				w.property = &one
			}
		case w.end != "":
			return nil, p.syntax()
		case name == "$count" || name == "any" || name == "all":
			if w.property == nil || !w.property.Collection {
				return nil, badRequest("'%s' is for collections.", name)
			}
			w.end = name
		default:
			if f := p.stepType(w, name); f != nil {
				return nil, f
			}
		}
	}
	return w, nil
}

// stepType goes on to a property, or narrows to a derived type.
func (p *parser) stepType(w *way, name string) *fault {
	switch {
	case w.typ == nil || w.property != nil && w.property.Collection:
		return badRequest("Could not find a property named '%s'.", name)
	case strings.Contains(name, "."):
		t := p.model.named(name)
		if t == nil || !t.Is(w.typ.SchemaType) && !w.typ.Is(t.SchemaType) {
			return badRequest("The type '%s' is not defined, or not derived from '%s'.", name, w.typ.Name)
		}
		w.typ = t
		return nil
	}
	property := w.typ.byName[name]
	if property == nil {
		return noProperty(name, w.typ)
	}
	w.steps, w.property, w.typ = append(w.steps, property), property, p.model.info(property.Type)
	return nil
}

// node follows the path from the item.
func (w *way) node(e *env) node {
	n := e.item
	if w.start != "" {
		n = e.vars[w.start]
	}
	for _, step := range w.steps {
		n = e.state.step(n, step)
	}
	return n
}

// step returns what a property of a node leads to.
func (s *state) step(n node, p *graph.SchemaProperty) node {
	if n.resource != nil {
		switch {
		case p.Navigation && p.Collection:
			return node{resource: n.resource}
		case p.Navigation:
			return node{resource: n.resource.one(p.Name)}
		case n.resource.typ.byName[p.Name] == nil:
			return node{}
		}
		return node{raw: n.resource.value(p.Name)}
	}
	members, _ := membersOf(n.raw)
	return node{raw: find(members, p.Name)}
}

// holds reports whether a filter holds for a resource.
func (s *state) holds(filter expr, r *resource) (bool, *fault) {
	return filter(&env{state: s, item: node{resource: r}}).truth, nil
}
