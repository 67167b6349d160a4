package snippet

import (
	"slices"
	"strings"

	"github.com/intunegen/intunegen/gen/ir"
)

// This file handles segments that a cast to a derived type hides.

// inherited returns the builder of a base type that has the segment. A builder of a derived type
// does not repeat inherited segments, and the builders of all types are of one kind.
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

// elsewhere returns a remedy for a segment that only a derived type has, or that is not a segment
// of its own.
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

// byFunction returns a remedy for a segment that a function of graph handles.
var byFunction = map[string]string{
	"$ref":   "write it after what refers to something else",
	"$value": "write it after a file, or after a property that is not a file",
	"$batch": "make the requests by themselves and add them to client.Batch()",
}

func has(methods []*ir.Method, segment string) bool {
	return slices.ContainsFunc(methods, func(m *ir.Method) bool { return m.Segment == segment })
}

// cast returns the last step if it is a cast to a derived type, else nil.
func (s *state) cast() *ir.Method {
	if n := len(s.program.Steps); n > 0 && s.program.Steps[n-1].Method.Call == ir.Cast {
		return s.program.Steps[n-1].Method
	}
	return nil
}
