package snippet

import (
	"slices"
	"strings"

	"github.com/intunegen/intunegen/gen/ir"
	"github.com/intunegen/intunegen/spec"
)

// This file adds the call at the end of a path.

// callText maps calls to their names in the terms of HTTP.
func callText(m *ir.Method) string {
	switch m.Call {
	case ir.Action:
		return "action " + m.Segment
	case ir.Function:
		return "function " + m.Segment
	}
	return verbs[m.Call]
}

// callText returns the name of the request's call.
func (s *state) callText() string {
	if h := s.program.Helper; h != nil {
		return s.request.Method + " of " + strings.TrimPrefix(h.Segments, "/")
	}
	return callText(s.call())
}

// verbs maps the calls of a resource to their HTTP methods.
var verbs = map[ir.Call]string{ir.Get: "GET", ir.List: "GET", ir.Create: "POST", ir.Update: "PATCH", ir.Replace: "PUT", ir.Delete: "DELETE"}

// end adds the call for the request's method at the end of the path.
func (s *state) end(seg segment) *spec.Error {
	if m := s.verb(s.request.Method); m != nil {
		s.add(m)
		return nil
	}
	var has []string
	for _, m := range s.methods {
		if verbs[m.Call] != "" {
			has = append(has, verbs[m.Call])
		}
	}
	remedy := "correct the path"
	if has != nil {
		remedy = "the description has " + strings.Join(has, ", ") + " of it"
	}
	what := "a single "
	if s.at.Collection {
		what = "a collection of "
	}
	return s.request.errorf(seg.start, remedy, "the description has no %s of %s%s", s.request.Method, what, s.at.Model.Wire)
}

// verb returns the call for an HTTP method. After a cast it may also be a call of the base type.
func (s *state) verb(method string) *ir.Method {
	is := func(m *ir.Method) bool { return verbs[m.Call] == method }
	if i := slices.IndexFunc(s.methods, is); i >= 0 {
		return s.methods[i]
	}
	if s.cast() == nil || s.before == nil {
		return nil
	}
	i := slices.IndexFunc(s.before.Methods, is)
	if i < 0 {
		return nil
	}
	s.of = s.before
	return s.before.Methods[i]
}

// operation adds the call of an action or function. It takes the overload that fits best.
func (s *state) operation(seg segment, overloads []*ir.Method) *spec.Error {
	verb := map[ir.Call]string{ir.Action: "POST", ir.Function: "GET"}
	overloads = slices.DeleteFunc(slices.Clone(overloads), func(m *ir.Method) bool { return verb[m.Call] != s.request.Method })
	if len(overloads) == 0 {
		return s.request.errorf(s.request.urlAt-1, "POST to actions and GET functions", "%s does not take %s", seg.name, s.request.Method)
	}
	given, err := s.given(seg, overloads[0])
	if err != nil {
		return err
	}
	best := slices.MinFunc(overloads, func(a, b *ir.Method) int { return misses(a, given) - misses(b, given) })
	s.add(best)
	s.parameters = given
	return nil
}

// given returns the names of the arguments of an operation. A function has them in the URL, an
// action in the body.
func (s *state) given(seg segment, m *ir.Method) (*node, *spec.Error) {
	if m.Call == ir.Action {
		return s.body, nil
	}
	all := &node{span: seg.span, kind: 'o'}
	if seg.inside == nil {
		return all, nil
	}
	for _, a := range s.request.arguments(*seg.inside) {
		if a.name == "" {
			return nil, s.request.errorf(a.literal.start, "write name=value", "an argument of %s has no name", seg.name)
		}
		n, err := s.literal(a.literal)
		if err != nil {
			return nil, err
		}
		all.members = append(all.members, member{a.name, a.literal.start, n})
	}
	return all, nil
}

// misses counts the names that only one of an overload and the request has.
func misses(m *ir.Method, given *node) int {
	var fields []*ir.Field
	if m.Params != nil {
		fields = m.Params.Fields
	}
	if given == nil {
		return len(fields)
	}
	missing := len(given.members)
	for _, f := range fields {
		if given.find(f.Wire) != nil {
			missing--
		} else {
			missing++
		}
	}
	return missing
}
