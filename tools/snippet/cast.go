package snippet

import (
	"slices"
	"strings"

	"github.com/intunegen/intunegen/gen/ir"
)

// This file reaches what casts hide.

// inherited returns the builder of a base type, behind a cast, that has the segment: casts do not repeat what is inherited, but the builders
// of all types are of one kind.
func (s *state) inherited(name string) *ir.Builder {
	cast := s.cast()
	if cast == nil || s.before == nil || s.of != nil {
		return nil
	}
	name = name[strings.LastIndexByte(name, '.')+1:]
	if has(s.before.Methods, name) {
		return s.before
	}
	for _, m := range s.before.Methods {
		if m.Call == ir.Cast && has(m.To.Methods, name) && slices.Contains(m.To.Model.Derived, cast.To.Model) {
			return m.To
		}
	}
	return nil
}

// elsewhere says how to reach what only a derived type has, or what is no segment of its own.
func (s *state) elsewhere(name string) string {
	if remedy := byFunction[name]; remedy != "" {
		return remedy
	}
	var casts []string
	for _, m := range s.methods {
		if m.Call == ir.Cast && has(m.To.Methods, name) {
			casts = append(casts, m.Segment)
		}
	}
	if casts == nil {
		return ""
	}
	return "insert the segment of the derived type that has it, as " + strings.Join(casts[:min(3, len(casts))], ", ")
}

// byFunction says what to do with what is no segment here.
var byFunction = map[string]string{
	"$ref":   "write it behind what refers to something else",
	"$value": "write it behind a file, or a property that is none",
	"$batch": "make the requests by themselves and add them to client.Batch()",
}

func has(methods []*ir.Method, segment string) bool {
	return slices.ContainsFunc(methods, func(m *ir.Method) bool { return m.Segment == segment })
}

// cast returns the last step if it went on to a derived type.
func (s *state) cast() *ir.Method {
	if n := len(s.program.Steps); n > 0 && s.program.Steps[n-1].Method.Call == ir.Cast {
		return s.program.Steps[n-1].Method
	}
	return nil
}
