package build

import (
	"strings"

	"github.com/intunegen/intunegen/gen/ir"
)

// template returns what a method adds to the path template.
func template(m *ir.Method) string {
	switch m.Call {
	case ir.Nav, ir.Cast, ir.Action:
		return "/" + m.Segment
	case ir.Function:
		return "/" + m.Template
	case ir.Key:
		return keyTemplate(m)
	}
	return ""
}

// keyTemplate returns what a key adds to the path template: "/{mobileAppId}", or behind the set
// "({Code})" or "(a={a},b={b})".
func keyTemplate(m *ir.Method) string {
	switch {
	case len(m.Keys) > 1:
		return arguments(m.Keys)
	case m.KeyAsSegment:
		return "/{" + m.KeyName() + "}"
	}
	return "({" + m.Keys[0].Wire + "})"
}

// functionTemplate returns the path segment of a function call in a template: "name(a={a},b={b})".
// Without parameters Graph leaves the parentheses away.
func (s *builder) functionTemplate(m *ir.Method) string {
	switch {
	case m.Params != nil:
		return m.Segment + arguments(m.Params.Fields)
	case s.isGraph():
		return m.Segment
	}
	return m.Segment + "()"
}

func arguments(fields []*ir.Field) string {
	var parts []string
	for _, f := range fields {
		parts = append(parts, f.Wire+"={"+f.Wire+"}")
	}
	return "(" + strings.Join(parts, ",") + ")"
}
