package graphtest

import (
	"net/http"
	"slices"
	"strings"

	"github.com/intunegen/intunegen/graph"
)

// call answers the call of an action or function that no handler answers.
func (x *request) call(isFunction bool) (Reply, *fault) {
	p := x.place
	op, given, f := x.overload(isFunction)
	if f != nil {
		return Reply{}, f
	}
	if p.by != nil && (!p.many && p.one == nil || p.many && p.owner == nil) {
		return Reply{}, notFound()
	}
	var arguments []member
	if !isFunction {
		if arguments, f = x.arguments(op); f != nil {
			return Reply{}, f
		}
	}
	if reply, done, f := x.behave(op, arguments); done || f != nil {
		return reply, f
	}
	_ = given
	x.server.examples[x.Method+" "+x.Path]++
	if op.Result == nil {
		return NoContent(), nil
	}
	return x.result(op, x.state.example(op.Result, nil))
}

// overload returns the operation that is called: the one that has all parameters that the path
// names.
func (x *request) overload(isFunction bool) (*graph.SchemaOperation, []string, *fault) {
	var names []string
	for _, argument := range splitArguments(x.place.arguments) {
		name, _, _ := strings.Cut(argument, "=")
		names = append(names, strings.TrimSpace(name))
	}
	var known []string
	for _, op := range x.place.operation {
		if op.Function != isFunction {
			continue
		}
		known = nil
		for _, p := range op.Parameters {
			known = append(known, p.Name)
		}
		if !isFunction || !slices.ContainsFunc(names, func(name string) bool { return !slices.Contains(known, name) }) && hasRequired(op, names) {
			return op, names, nil
		}
	}
	if known != nil || len(names) > 0 {
		return nil, nil, badRequest("The function '%s' takes the parameters %s.", x.place.operation[0].Segment, strings.Join(known, ", "))
	}
	return nil, nil, notAllowed(x.Method, x.Path)
}

func hasRequired(op *graph.SchemaOperation, names []string) bool {
	for _, p := range op.Parameters {
		if p.Required && !slices.Contains(names, p.Name) {
			return false
		}
	}
	return true
}

// arguments checks the body of an action.
func (x *request) arguments(op *graph.SchemaOperation) ([]member, *fault) {
	if len(x.Body) == 0 {
		return nil, nil
	}
	raw, f := x.body()
	if f != nil {
		return nil, f
	}
	all, ok := membersOf(raw)
	if !ok {
		return nil, badRequest("The body is not a JSON object with names of its own.")
	}
	for _, each := range all {
		i := slices.IndexFunc(op.Parameters, func(p *graph.SchemaProperty) bool { return p.Name == each.name })
		switch {
		case strings.Contains(each.name, "@"):
		case i < 0:
			return nil, badRequest("The parameter '%s' in the request payload is not a valid parameter for the operation '%s'.", each.name, op.Segment)
		default:
			if f := x.checkParameter(each.raw, op.Parameters[i]); f != nil {
				return nil, f
			}
		}
	}
	return all, nil
}

// checkParameter checks an argument. Entities have the rules of a create.
func (x *request) checkParameter(raw []byte, p *graph.SchemaProperty) *fault {
	m := x.state.model
	if p.Type == nil || !p.Type.Entity || isNull(raw) {
		if isNull(raw) {
			return nil // whether a parameter may be null is not documented
		}
		return m.checkValue(raw, p, true)
	}
	raws, ok := [][]byte{raw}, true
	if p.Collection {
		raws, ok = itemsOf(raw)
	}
	if !ok {
		return cannotConvert(raw, "Collection("+p.TypeName+")")
	}
	for _, one := range raws {
		if _, f := m.read(one, m.info(p.Type), nil, inner); f != nil {
			return f
		}
	}
	return nil
}

// exampleReport is the file that an operation gives, in the form of Intune's reports.
const exampleReport = `{"TotalRowCount":1,"Schema":[{"Column":"Example","PropertyType":"String"}],"Values":[["Example value"]],"SessionId":""}`

// result returns the reply with the result of an operation.
func (x *request) result(op *graph.SchemaOperation, raw []byte) (Reply, *fault) {
	if op.Result.TypeName == "Edm.Stream" && !op.Result.Collection {
		return Reply{Status: http.StatusOK, Header: http.Header{"Content-Type": {"application/octet-stream"}}, Body: []byte(exampleReport)}, nil
	}
	kind := op.Result.TypeName
	if op.Result.Collection {
		kind = "Collection(" + kind + ")"
	}
	b := append([]byte{'{'}, x.context(kind)...)
	if op.Result.Type != nil && !op.Result.Collection && len(raw) > 1 && raw[0] == '{' {
		return jsonReply(http.StatusOK, append(b, raw[1:]...)), nil
	}
	return jsonReply(http.StatusOK, append(append(append(b, `"value":`...), raw...), '}')), nil
}

// behave does what an action is known to do. It reports whether there is such a thing.
func (x *request) behave(op *graph.SchemaOperation, arguments []member) (Reply, bool, *fault) {
	if reply, done, f := x.contentAction(op, arguments); done {
		return reply, true, f
	}
	p := x.assigned(op)
	if p == nil {
		return Reply{}, false, nil
	}
	reply, f := x.assign(op, p, arguments)
	return reply, true, f
}

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
