package graphtest

import (
	"slices"
	"strings"

	"github.com/intunegen/intunegen/graph"
)

// assigned returns the navigation property whose items an action replaces: the one that the
// description says the action changes, or else, for the action assign and its kin, the one that
// contains the type of the parameter.
func (x *request) assigned(op *graph.SchemaOperation) *graph.SchemaProperty {
	if x.place.one == nil || x.place.many {
		return nil
	}
	t := x.place.one.typ
	var found *graph.SchemaProperty
	for _, p := range t.Properties() {
		takes := slices.ContainsFunc(op.Parameters, func(q *graph.SchemaProperty) bool { return q.Collection && q.Type != nil && q.Type == p.Type })
		switch {
		case !p.Navigation || !p.Collection || !takes:
		case p.ChangedBy == op.Segment:
			return p
		case strings.HasPrefix(op.Segment, "assign") && p.Contains:
			found = p
		}
	}
	return found
}

// assign replaces the items of a navigation property by those in the body.
func (x *request) assign(op *graph.SchemaOperation, p *graph.SchemaProperty, arguments []member) (Reply, *fault) {
	m := x.state.model
	owner := x.place.one.settle()
	var items []*input
	for _, parameter := range op.Parameters {
		raws, _ := itemsOf(find(arguments, parameter.Name))
		for _, raw := range raws {
			if parameter.Type != p.Type {
				break
			}
			in, f := m.read(raw, m.info(p.Type), nil, inner)
			if f != nil {
				return Reply{}, f
			}
			items = append(items, in)
		}
	}
	x.state.clear(owner, p)
	for _, in := range items {
		if _, f := x.state.insert(owner, p, in, creating); f != nil {
			return Reply{}, f
		}
	}
	if op.Result == nil {
		return NoContent(), nil
	}
	return x.resultOfAssign(op, owner, p)
}

// resultOfAssign returns what was assigned, or an example of another result.
func (x *request) resultOfAssign(op *graph.SchemaOperation, owner *resource, p *graph.SchemaProperty) (Reply, *fault) {
	if op.Result.Type != p.Type || !op.Result.Collection {
		return x.result(op, x.state.example(op.Result, nil))
	}
	w := writer{state: x.state, call: x.Call, b: []byte{'['}}
	for i, item := range owner.list(p.Name).all() {
		if i > 0 {
			w.b = append(w.b, ',')
		}
		if f := w.resource(item, nil, nil); f != nil {
			return Reply{}, f
		}
	}
	return x.result(op, append(w.b, ']'))
}
