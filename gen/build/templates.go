package build

import (
	"strings"

	"github.com/intunegen/intunegen/gen/ir"
)

// template returns the text that a method adds to the path template.
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

// keyTemplate returns the text that a key adds to the path template: "/{mobileAppId}" for a
// segment, "({Code})" or "(a={a},b={b})" for a key in parentheses.
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
// Graph omits the parentheses of a function without parameters.
func (b *builder) functionTemplate(m *ir.Method) string {
	switch {
	case m.Params != nil:
		return m.Segment + arguments(m.Params.Fields)
	case b.isGraph():
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
