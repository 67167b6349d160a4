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
	op, f := x.overload(isFunction)
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
	x.server.examples[x.Method+" "+x.Path]++
	if op.Result == nil {
		return NoContent(), nil
	}
	return x.result(op, x.state.example(op.Result, nil))
}

// overload returns the operation that is called: the one that has all parameters that the path
// names.
func (x *request) overload(isFunction bool) (*graph.SchemaOperation, *fault) {
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
			return op, nil
		}
	}
	if known != nil || len(names) > 0 {
		return nil, badRequest("The function '%s' takes the parameters %s.", x.place.operation[0].Segment, strings.Join(known, ", "))
	}
	return nil, notAllowed(x.Method, x.Path)
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
	if reply, done, f := x.plainText(op); done {
		return reply, true, f
	}
	all := x.assigned(op)
	if all == nil {
		return Reply{}, false, nil
	}
	reply, f := x.assign(op, all, arguments)
	return reply, true, f
}
