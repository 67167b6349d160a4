package snippet

import (
	"slices"
	"strings"

	"github.com/intunegen/intunegen/gen/ir"
)

// This file handles segments that a cast to a derived type hides.

// inherited returns the builder before a cast if it has the segment. The builder of a derived type
// does not repeat those segments, and the builders of all types are of one kind.
func (s *state) inherited(name string) *ir.Builder {
	if s.cast() == nil || s.before == nil || s.of != nil {
		return nil
	}
	name = name[strings.LastIndexByte(name, '.')+1:]
	if has(s.before.Methods, name) {
		return s.before
	}
	return nil
}

// elsewhere returns a remedy for a segment that only a derived type has, or that is not a segment
// of its own.
func (s *state) elsewhere(name string) string {
	if remedy := byFunction[name]; remedy != "" {
		return remedy
	}
	var having []*ir.Model
	for _, m := range s.methods {
		if m.Call == ir.Cast && has(m.To.Methods, name) {
			having = append(having, m.To.Model)
		}
	}
	var casts []string
	for _, m := range having { // a type derived from another of them inherits the segment
		if !slices.ContainsFunc(having, func(base *ir.Model) bool { return slices.Contains(base.Derived, m) }) {
			casts = append(casts, m.Wire)
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
