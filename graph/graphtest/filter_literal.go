package graphtest

import (
	"strings"

	"github.com/intunegen/intunegen/graph"
)

func literalOf(o operand, text string) typed {
	return typed{kind: o.kind, literal: true, text: text, eval: func(*env) operand { return o }}
}

// plainLiteral reads a literal without quotes.
func plainLiteral(text string) (typed, bool) {
	switch text {
	case "null":
		return literalOf(null, text), true
	case "true", "false":
		return literalOf(truth(text == "true"), text), true
	}
	if n, ok := numberOf(text); ok {
		return literalOf(n, text), true
	}
	if at, ok := parseText(text, timeKind); ok {
		return literalOf(at, text), true
	}
	if fitsText(text, "Guid") {
		return literalOf(textOf(strings.ToLower(text)), text), true
	}
	if fitsText(text, "TimeOfDay") {
		return literalOf(textOf(text), text), true
	}
	return typed{}, false
}

// typedLiteral reads a literal with its type before it: a member of an enumeration, a duration, or
// one in the form of OData 2.
func (p *parser) typedLiteral(l lexeme) (typed, *fault) {
	prefix, value, _ := strings.Cut(l.text, "'")
	kinds := map[string]kind{"duration": durationKind, "datetimeoffset": timeKind, "datetime": timeKind, "date": timeKind,
		"guid": textKind, "binary": textKind, "time": textKind, "timeofday": textKind}
	if k, ok := kinds[prefix]; ok {
		if o, ok := parseText(value, k); ok {
			return literalOf(o, value), nil
		}
	}
	if e := p.model.enum(prefix); e != nil {
		if _, ok := enumValue(e, value); !ok {
			return typed{}, badRequest("The string '%s' is not a valid enumeration type constant.", value)
		}
		return literalOf(operand{kind: enumKind, text: value, enum: e}, value), nil
	}
	return typed{}, badRequest("Unrecognized '%s' literal '%s'.", prefix, value)
}

// enum returns the enumeration with a name, with or without the main namespace.
func (m *model) enum(name string) *graph.SchemaEnum {
	if e := m.Enums[name]; e != nil {
		return e
	}
	return m.Enums[m.Namespace+"."+name]
}
