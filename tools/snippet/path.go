package snippet

import (
	"slices"
	"strings"

	"github.com/intunegen/intunegen/gen/ir"
	"github.com/intunegen/intunegen/spec"
)

// walk follows the path over the builders of the package, and adds a step for each segment.
func (s *state) walk() *spec.Error {
	segments, err := s.request.segments()
	if err != nil {
		return err.(*spec.Error)
	}
	for i, seg := range segments {
		last := i == len(segments)-1
		if ends, fault := s.helper(segments[i:]); ends || fault != nil {
			return fault
		}
		if fault := s.step(seg, last); fault != nil {
			return fault
		}
		if i == len(segments)-2 && segments[i+1].name == "$count" && s.isNarrowed() {
			continue
		}
		if s.program.OfType != nil && !last {
			return s.request.errorf(segments[i+1].start, "put what follows in front of the type", "nothing follows the type of a list")
		}
		if len(s.program.Steps) > 0 && s.call() != nil && !last {
			return s.request.errorf(segments[i+1].start, "end the path with the action or function", "nothing follows the %s", callText(s.call()))
		}
	}
	if s.call() != nil {
		return nil
	}
	return s.end(segments[len(segments)-1])
}

// call returns the step that makes the request, or nil before there is one.
func (s *state) call() *ir.Method {
	if n := len(s.program.Steps); n > 0 && s.program.Steps[n-1].Method.To == nil {
		return s.program.Steps[n-1].Method
	}
	return nil
}

func (s *state) add(m *ir.Method, keys ...*ir.Value) {
	s.program.Steps = append(s.program.Steps, &ir.Step{Method: m, Keys: keys, Of: s.of})
	if s.of = nil; m.To != nil {
		s.before, s.at, s.methods = s.at, m.To, m.To.Methods
	}
}

// step follows one segment: a navigation, an operation, or the key of an item.
func (s *state) step(seg segment, last bool) *spec.Error {
	if m := s.way(seg.name); m != nil {
		s.add(m)
		if seg.inside == nil || strings.TrimSpace(string(s.request.text[seg.inside.start:seg.inside.end])) == "" {
			return nil
		}
		return s.key(s.keyMethod(), seg)
	}
	if ops := s.operations(seg.name); len(ops) > 0 {
		return s.operation(seg, ops)
	}
	if m := s.derived(seg.name); m != nil && s.request.Method == "GET" {
		s.program.OfType = m
		return nil
	}
	if m := s.count(); m != nil && seg.name == "$count" {
		s.add(m)
		return nil
	}
	if key := s.keyMethod(); key != nil {
		return s.plainKey(key, seg)
	}
	if b := s.inherited(seg.name); b != nil {
		s.of, s.at, s.methods = b, b, b.Methods
		return s.step(seg, last)
	}
	return s.unknown(seg)
}

// way returns the method for a property, set or derived type of that name, or nil.
func (s *state) way(name string) *ir.Method {
	for _, m := range s.methods {
		if m.Call == ir.Nav && m.Segment == name || m.Call == ir.Cast && sameType(m.Segment, name) {
			return m
		}
	}
	return nil
}

// derived returns the derived type of that name to which the current list can be cast, or nil.
func (s *state) derived(name string) *ir.Model {
	if s.at == nil || !s.at.Collection {
		return nil
	}
	i := slices.IndexFunc(s.at.Model.Derived, func(m *ir.Model) bool { return sameType(m.Wire, name) })
	if i < 0 {
		return nil
	}
	return s.at.Model.Derived[i]
}

// sameType reports whether a segment is the name of a type, qualified by its namespace or by the
// alias that Microsoft uses.
func sameType(wire, segment string) bool {
	return wire == segment || wire == "microsoft."+segment && strings.HasPrefix(segment, "graph.")
}

func (s *state) operations(name string) []*ir.Method {
	short := name[strings.LastIndexByte(name, '.')+1:]
	var all []*ir.Method
	for _, m := range s.methods {
		if (m.Call == ir.Action || m.Call == ir.Function) && (m.Segment == name || m.Segment == short) {
			all = append(all, m)
		}
	}
	return all
}

func (s *state) keyMethod() *ir.Method {
	i := slices.IndexFunc(s.methods, func(m *ir.Method) bool { return m.Call == ir.Key })
	if i < 0 {
		return nil
	}
	return s.methods[i]
}

// count returns the method that counts a collection, or nil.
func (s *state) count() *ir.Method {
	i := slices.IndexFunc(s.methods, func(m *ir.Method) bool { return m.Call == ir.Count })
	if i < 0 || s.request.Method != "GET" {
		return nil
	}
	return s.methods[i]
}

// unknown reports a segment that leads nowhere, with the segments that are possible there.
func (s *state) unknown(seg segment) *spec.Error {
	var known []string
	for _, m := range s.methods {
		if m.Segment != "" {
			known = append(known, m.Segment)
		}
	}
	where := "the root of the service"
	if s.at != nil {
		where = s.at.Model.Wire
	}
	remedy := nearest("path", seg.name, known)
	if elsewhere := s.elsewhere(seg.name); elsewhere != "" {
		remedy = elsewhere
	}
	return s.request.errorf(seg.start, remedy, "%s has no %s", where, seg.name)
}
