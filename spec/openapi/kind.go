package openapi

import (
	yaml "github.com/oasdiff/yaml3"
)

// several is the kind of a schema whose values are of kinds without a common type.
const several = "several"

// kindOf returns the kind of a schema's values other than null, or "" when it has none. null
// reports whether the schema allows null.
func kindOf(n *yaml.Node) (kind string, null bool) {
	null = isTrue(n, "nullable")
	t := get(n, "type")
	if t == nil {
		kind, inner := kindOfConstants(n)
		return kind, null || inner
	}
	if t.Kind == yaml.ScalarNode {
		return t.Value, null || t.Value == "null"
	}
	for _, item := range items(t) {
		if item.Value == "null" {
			null = true
		} else {
			kind = either(kind, item.Value)
		}
	}
	return kind, null
}

// either returns the kind of values that are of kind a or of kind b. A number that may also be a
// string is a number, as in alternatives.
func either(a, b string) string {
	switch {
	case a == "" || a == b:
		return b
	case numeric(a) && numeric(b):
		return "number"
	case numeric(a) && b == "string":
		return a
	case a == "string" && numeric(b):
		return b
	}
	return several
}

// kindOfConstants returns the kind of the values that a schema without a type lists. null reports
// whether null is one of them.
func kindOfConstants(n *yaml.Node) (kind string, null bool) {
	constants := items(get(n, "enum"))
	if constant := get(n, "const"); constant != nil {
		constants = []*yaml.Node{constant}
	}
	for _, c := range constants {
		switch own := kindOfConstant(c); {
		case own == "null":
			null = true
		case kind == "" || kind == own:
			kind = own
		case numeric(kind) && numeric(own):
			kind = "number"
		default:
			kind = several
		}
	}
	return kind, null
}

var kindOfTag = map[string]string{"!!null": "null", "!!bool": "boolean", "!!int": "integer", "!!float": "number"}

func kindOfConstant(n *yaml.Node) string {
	if n.Kind != yaml.ScalarNode {
		return several
	}
	if kind, ok := kindOfTag[n.Tag]; ok {
		return kind
	}
	return "string"
}

func numeric(kind string) bool { return kind == "integer" || kind == "number" }
