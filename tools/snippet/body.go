package snippet

import (
	"slices"
	"strings"

	"github.com/intunegen/intunegen/gen/ir"
)

const typeMember = "@odata.type"

// fillBody makes the argument of the call from the body, or from the arguments in the URL.
func (s *state) fillBody() {
	call, given := s.call(), s.body
	if s.program.Helper != nil {
		s.helped()
		if given = nil; call.Call != ir.Function {
			return
		}
	}
	switch {
	case call.Call == ir.Function:
		given = s.parameters
	case given == nil && (call.Call == ir.Create || call.Call == ir.Update || call.Call == ir.Replace):
		s.fail(len(s.request.text), "add the JSON that is sent", "the request has no body")
		return
	case given != nil && (verbs[call.Call] == "GET" || call.Call == ir.Delete):
		s.fail(given.start, "remove the body", "a %s has no body", s.request.Method)
		return
	}
	if given == nil || verbs[call.Call] == "GET" || call.Call == ir.Delete {
		return
	}
	if given.kind != 'o' {
		s.fail(given.start, "write an object", "the body is not an object")
		return
	}
	shape, ok := s.shape(call, given)
	if !ok {
		return
	}
	s.sent = shape.model
	s.program.Body = s.structure(shape, given)
	s.program.Body.Pointer = call.Call == ir.Create || call.Call == ir.Replace
}

// structure makes a struct from a JSON object.
func (s *state) structure(sh shape, n *node) *ir.Value {
	v := &ir.Value{Form: ir.ObjectValue, Go: sh.name}
	for _, m := range n.members {
		if m.name == typeMember {
			s.extraType(sh, v, m)
			continue
		}
		i := slices.IndexFunc(sh.fields, func(f *ir.Field) bool { return f.Wire == m.name })
		if i < 0 {
			s.beyond(sh, v, m)
			continue
		}
		s.property(sh, v, sh.fields[i], m)
	}
	return v
}

// extraType puts the @odata.type of a body into Extra when the description lacks the type or it is
// abstract. For other types the struct writes it.
func (s *state) extraType(sh shape, v *ir.Value, m member) {
	if sh.model == nil {
		return
	}
	if sh.model.Abstract || sh.model.Wire != m.text[strings.LastIndexByte(m.text, '#')+1:] {
		v.Extra = append(v.Extra, ir.Header{Name: typeMember, Value: s.request.raw(m.node)})
	}
}

func (s *state) property(sh shape, v *ir.Value, f *ir.Field, m member) {
	if sh.create && f.Class == ir.ReadOnly {
		s.withheld(sh, f, m)
		return
	}
	value, why := s.value(&f.Type, m.node)
	switch {
	case why == "" && value != nil:
		v.Members = append(v.Members, ir.Set{Field: f, Value: value})
	case why != "" && s.options.Extra && !sh.patch:
		s.note(m.start, "value", f.Wire+" "+why+"; it is sent by Extra")
		v.Extra = append(v.Extra, ir.Header{Name: m.name, Value: s.request.raw(m.node)})
	case why != "":
		s.fail(m.start, "correct the value", "%s %s", f.Wire, why)
	}
}

// beyond handles a member that is not a property of the struct: a reference, an annotation, or a
// member that only Extra can send.
func (s *state) beyond(sh shape, v *ir.Value, m member) {
	if sh.patch {
		if f := fieldOf(sh.model, m.name); f != nil {
			s.withheld(sh, f, m)
			return
		}
	}
	switch control := isControl(m.name); {
	case control && (sh.create || sh.patch) && !isBind(sh.model, m.name):
		what, verb := "annotations", "creates"
		if strings.HasPrefix(m.name, "#") {
			what = "operations"
		}
		if sh.patch {
			verb = "updates"
		}
		s.fail(m.at, "remove it", "%s are sent without %s such as %s", verb, what, m.name)
		return
	case !control && !s.options.Extra:
		s.fail(m.at, nearest("name", m.name, wireNames(sh.fields))+orExtra, "%s has no property %s", sh.wire, m.name)
		return
	case !control:
		s.note(m.at, "property", sh.wire+" has no property "+m.name+" that is sent; it is sent by Extra")
	}
	v.Extra = append(v.Extra, ir.Header{Name: m.name, Value: s.request.raw(m.node)})
}

const orExtra = ", or have it sent as it is by --extra"

// withheld handles a property that the request cannot send. With --extra it is left out.
func (s *state) withheld(sh shape, f *ir.Field, m member) {
	what := m.name + " of " + sh.wire + " is " + heldBack(f) + " and not sent"
	if s.options.Extra {
		s.note(m.at, "unsent", what)
		return
	}
	s.fail(m.at, "remove it, or have it left out by --extra", "%s", what)
}

// isControl reports whether a member is an annotation, or an operation that a service advertises.
func isControl(name string) bool { return strings.Contains(name, "@") || strings.HasPrefix(name, "#") }

// isBind reports whether a member refers to a resource by a navigation property, which may be one
// that the description does not know.
func isBind(model *ir.Model, name string) bool {
	property, ok := strings.CutSuffix(name, "@odata.bind")
	if !ok || property == "" || isControl(property) {
		return false
	}
	f := fieldOf(model, property)
	return f == nil || f.Navigation
}

func wireNames(fields []*ir.Field) []string {
	var names []string
	for _, f := range fields {
		names = append(names, f.Wire)
	}
	return names
}

func heldBack(f *ir.Field) string {
	switch {
	case f.Navigation:
		return "a navigation property"
	case f.CreateOnly:
		return "for creates only"
	}
	return "read-only"
}
