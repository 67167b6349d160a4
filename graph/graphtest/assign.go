package graphtest

import (
	"strconv"
	"strings"

	"github.com/intunegen/intunegen/graph"
)

// A parts is a navigation property whose items an action writes, with the parameters that have
// them.
type parts struct {
	property   *graph.SchemaProperty
	parameters []*graph.SchemaProperty
}

// assigned returns what an action writes: the navigation property that the description says the
// action changes, or else, for the action assign and its kin, those that contain what a parameter
// has.
func (x *request) assigned(op *graph.SchemaOperation) []parts {
	if x.place.one == nil || x.place.many {
		return nil
	}
	var named, alike []parts
	for _, p := range x.place.one.typ.Properties() {
		of := parts{property: p}
		for _, q := range op.Parameters {
			if p.Navigation && p.Collection && q.Collection && q.Type != nil && q.Type == p.Type {
				of.parameters = append(of.parameters, q)
			}
		}
		switch {
		case of.parameters == nil:
		case p.ChangedBy == op.Segment:
			named = append(named, of)
		case strings.HasPrefix(op.Segment, "assign") && p.Contains:
			alike = append(alike, of)
		}
	}
	return append(named, alike...)
}

// assign writes the items in the body of an action: those of an action that updates are added or
// changed, all others replace what is there.
func (x *request) assign(op *graph.SchemaOperation, all []parts, arguments []member) (Reply, *fault) {
	owner := x.place.one.settle()
	for _, of := range all {
		raws, given := of.items(arguments)
		if !given && len(all) > 1 {
			continue // the body is about another property
		}
		if !strings.HasPrefix(op.Segment, "update") {
			x.state.clear(owner, of.property)
		}
		for _, raw := range raws {
			if f := x.state.write(owner, of.property, raw); f != nil {
				return Reply{}, f
			}
		}
	}
	for _, id := range texts(find(arguments, "deletedIds")) {
		if r := owner.list(all[0].property.Name).get(id); r != nil {
			r.remove()
		}
	}
	owner.derive()
	if op.Result == nil {
		return NoContent(), nil
	}
	return x.resultOfAssign(op, owner, all[0].property)
}

// items returns the raw items of the parameters, and reports whether one of these is in the body.
func (of parts) items(arguments []member) (raws [][]byte, given bool) {
	for _, p := range of.parameters {
		raw := find(arguments, p.Name)
		items, _ := itemsOf(raw)
		raws, given = append(raws, items...), given || raw != nil
	}
	return raws, given
}

// write changes the item of a collection that has the key of a raw value, or adds the value.
func (s *state) write(owner *resource, p *graph.SchemaProperty, raw []byte) *fault {
	t := s.model.info(p.Type)
	members, _ := membersOf(raw)
	in, f := s.model.read(raw, t, nil, inner)
	if f != nil {
		return f
	}
	if old := owner.list(p.Name).get(unquote(find(members, t.keys[0]))); old != nil {
		return s.change(old, in, setting)
	}
	_, f = s.insert(owner, p, in, creating)
	return f
}

// derive sets the properties that follow from the parts of a resource.
func (r *resource) derive() {
	count := func(property, of string, raw func(n int) []byte) {
		if r.typ.byName[property] != nil && r.typ.byName[of] != nil {
			r.rec = r.typ.recordOf(with(r.rec.members(), member{property, raw(len(r.list(of).all()))}))
		}
	}
	count("isAssigned", "assignments", func(n int) []byte { return strconv.AppendBool(nil, n > 0) })
	count("settingCount", "settings", func(n int) []byte { return strconv.AppendInt(nil, int64(n), 10) })
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
