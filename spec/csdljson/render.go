package csdljson

import (
	"bytes"
	"strings"

	yaml "github.com/oasdiff/yaml3"

	"github.com/intunegen/intunegen/spec"
)

// lineWidth bounds the length of a line with a whole object or list.
const lineWidth = 120

// elementDepth is the depth of schema elements, below the root and the schema. Values down to this
// depth are in block style. Deeper values are on one line if they fit.
const elementDepth = 2

// render writes a value as YAML.
func render(root spec.Value) ([]byte, error) {
	var out bytes.Buffer
	enc := yaml.NewEncoder(&out)
	enc.SetIndent(2)
	if err := enc.Encode(layout(&root, 0, 0, false)); err != nil {
		return nil, err
	}
	if err := enc.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// layout returns the node of a value that is depth levels below the root and starts at a column.
// With flow, all of it is on one line.
func layout(v *spec.Value, depth, column int, flow bool) *yaml.Node {
	n := &yaml.Node{Value: v.Text}
	switch v.Kind {
	case spec.Object:
		n.Kind = yaml.MappingNode
	case spec.List:
		n.Kind = yaml.SequenceNode
	default:
		n.Kind = yaml.ScalarNode
		scalar(n, v.Kind)
		return n
	}
	flow = flow || depth > elementDepth && column+flowLength(v) <= lineWidth
	if flow {
		n.Style = yaml.FlowStyle
	}
	below := depth + 1
	if v.Kind == spec.List && depth == elementDepth {
		below = elementDepth // overloads are schema elements too
	}
	for i := range v.Members {
		m := &v.Members[i]
		name := &yaml.Node{Kind: yaml.ScalarNode, Value: m.Name}
		scalar(name, spec.String)
		start := 2*depth + scalarLength(m.Name, spec.String) + 2
		n.Content = append(n.Content, name, member(m, below, start, flow))
	}
	for i := range v.List {
		n.Content = append(n.Content, layout(&v.List[i], below, 2*depth+2, flow))
	}
	return n
}

// member lays out the value of a member. Each row of a list of facts is on one line of any length.
func member(m *spec.Member, depth, column int, flow bool) *yaml.Node {
	n := layout(&m.Value, depth, column, flow)
	if m.Value.Kind == spec.List && n.Style == 0 && strings.HasPrefix(m.Name, "@"+spec.FactNamespace+".") {
		for i := range m.Value.List {
			n.Content[i] = layout(&m.Value.List[i], depth+1, column, true)
		}
	}
	return n
}

// scalar sets the style of a scalar. A string is quoted if some version of YAML could read it as
// another value.
func scalar(n *yaml.Node, kind spec.Kind) {
	switch {
	case kind == spec.Null:
		n.Value = "null"
	case kind == spec.String:
		n.Tag = "!!str"
		if !isUnquoted(n.Value) {
			n.Style = yaml.DoubleQuotedStyle
		}
	}
}

// flowLength estimates the length of a value on one line.
func flowLength(v *spec.Value) int {
	switch v.Kind {
	case spec.Object, spec.List:
	default:
		return scalarLength(v.Text, v.Kind)
	}
	length := 2
	for i := range v.Members {
		length += scalarLength(v.Members[i].Name, spec.String) + 2 + flowLength(&v.Members[i].Value) + 2
	}
	for i := range v.List {
		length += flowLength(&v.List[i]) + 2
	}
	return length
}

func scalarLength(text string, kind spec.Kind) int {
	switch {
	case kind == spec.Null:
		return len("null")
	case kind == spec.String && !isUnquoted(text):
		return len(text) + 2
	}
	return len(text)
}
