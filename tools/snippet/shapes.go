package snippet

import (
	"slices"
	"strings"

	"github.com/intunegen/intunegen/gen/ir"
)

// A shape is the struct for an object.
type shape struct {
	name   string // in Go
	wire   string // name in messages
	fields []*ir.Field
	patch  bool // it refuses its own properties in Extra
	create bool // it leaves out read-only properties and annotations
	model  *ir.Model
}

// shape returns the struct that the call takes: parameters, a model or a patch. It returns false
// when the call takes none, and after a fault.
func (s *state) shape(call *ir.Method, given *node) (shape, bool) {
	if call.Call == ir.Action || call.Call == ir.Function {
		return s.parametersShape(call, given)
	}
	m := s.typeOf(call.Model, given)
	switch {
	case m == nil:
		return shape{}, false
	case call.Call != ir.Update:
		return shape{name: m.Go, wire: m.Wire, fields: m.Fields, create: true, model: m}, true
	case m.Patch == nil:
		s.fail(given.start, "name a concrete type in "+typeMember, "%s cannot be updated by PATCH", m.Wire)
		return shape{}, false
	}
	return shape{name: m.Patch.Go, wire: m.Wire, fields: m.Patch.Fields, patch: true, model: m}, true
}

func (s *state) parametersShape(call *ir.Method, given *node) (shape, bool) {
	if call.Params == nil {
		if len(given.members) > 0 {
			s.fail(given.start, "remove them", "the %s has no parameters", callText(call))
		}
		return shape{}, false
	}
	return shape{name: call.Params.Go, wire: callText(call), fields: call.Params.Fields}, true
}

// typeOf returns the model of an object: the declared one, or the derived one that the object
// names.
func (s *state) typeOf(declared *ir.Model, n *node) *ir.Model {
	named := n.find(typeMember)
	if named == nil {
		if declared.Abstract {
			s.fail(n.start, "name the derived type in "+typeMember, "%s is abstract", declared.Wire)
			return nil
		}
		return declared
	}
	name := named.text[strings.LastIndexByte(named.text, '#')+1:]
	for _, m := range append([]*ir.Model{declared}, declared.Derived...) {
		if m.Wire == name && m.Abstract && s.options.Extra {
			s.note(named.start, "abstract type", name+" is abstract; services refuse it")
		}
		if m.Wire == name && (!m.Abstract || s.options.Extra) {
			return m
		}
	}
	if s.options.Extra && declared.Polymorphic && !s.known(name) {
		s.note(named.start, "type", "the description has no type "+name+"; its properties are sent by Extra")
		return declared
	}
	s.failType(declared, name, named)
	return nil
}

func (s *state) known(wire string) bool {
	return slices.ContainsFunc(s.pkg.Models, func(m *ir.Model) bool { return m.Wire == wire })
}

func (s *state) failType(declared *ir.Model, name string, named *node) {
	var possible []string
	for _, m := range append([]*ir.Model{declared}, declared.Derived...) {
		if !m.Abstract {
			possible = append(possible, m.Wire)
		}
	}
	what := "the description has no type " + name
	if s.known(name) {
		what = name + " cannot stand here"
	}
	remedy := nearest("type", name, possible)
	if name == declared.Wire {
		what = name + " is abstract, and services refuse it"
		remedy = "name one of its derived types, such as " + strings.Join(possible[:min(3, len(possible))], ", ") + ", or have it sent as it is by --extra"
	}
	s.fail(named.start, remedy, "%s", what)
}
