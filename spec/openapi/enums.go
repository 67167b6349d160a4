package openapi

import (
	yaml "github.com/oasdiff/yaml3"

	"github.com/intunegen/intunegen/spec"
)

type namedEnum struct {
	name  string
	enum  *spec.EnumType
	flags bool // the description marks it as an enumeration of flags
}

// members returns the nodes of the member names of a schema that is an enumeration of strings.
func (r *reader) members(n *yaml.Node) []*yaml.Node {
	if kind, _ := kindOf(n); kind != "" && kind != "string" {
		return nil
	}
	var out []*yaml.Node
	for _, item := range items(get(n, "enum")) {
		if item.Kind == yaml.ScalarNode && item.Tag != "!!null" {
			out = append(out, item)
		}
	}
	for _, alt := range items(get(n, "oneOf")) {
		if c := get(alt, "const"); c != nil && c.Kind == yaml.ScalarNode {
			out = append(out, c)
		}
	}
	if out == nil {
		for _, value := range items(at2(n, "x-ms-enum", "values")) {
			if v := get(value, "value"); v != nil && v.Kind == yaml.ScalarNode {
				out = append(out, v)
			}
		}
	}
	return out
}

// readEnum reads an enumeration. OpenAPI has no numbers of members, so that they are counted.
func (r *reader) readEnum(c *component) {
	name := r.typeName(c)
	_, short := splitName(name)
	e := &spec.EnumType{Name: short, Pos: r.text.At(c.key), Annotations: r.shape(c.node).annotations()}
	texts := memberTexts(c.node)
	for i, node := range r.members(c.node) {
		e.Members = append(e.Members, &spec.EnumMember{Name: node.Value, Value: int64(i), Pos: r.text.At(node), Annotations: describe(texts[node.Value])})
	}
	flags := isTrue(get(c.node, "x-ms-enum-flags"), "isFlags") || isTrue(c.node, "x-ms-enum-flags")
	e.Flags = flags
	r.enums[name] = e
	r.enumOrder = append(r.enumOrder, namedEnum{name, e, flags})
}

// memberTexts maps the members to their descriptions in x-ms-enum.
func memberTexts(n *yaml.Node) map[string]string {
	texts := map[string]string{}
	for _, v := range items(at2(n, "x-ms-enum", "values")) {
		texts[str(v, "value")] = str(v, "description")
	}
	return texts
}

// fillEnums takes flags and numbers from the other description.
func (r *reader) fillEnums() {
	marked := false
	for _, e := range r.enumOrder {
		marked = marked || e.flags
	}
	for _, e := range r.enumOrder {
		known := r.known.Enums[e.name]
		r.gaps.note(gapValues, known != nil)
		if !marked { // a description that marks some flags marks all
			r.gaps.note(gapFlags, known != nil)
			e.enum.Flags = known != nil && known.Flags
		}
		if known != nil {
			number(e.enum, known)
		}
	}
}

// number gives the members of e the numbers in known. New members get the numbers after the last.
func number(e, known *spec.EnumType) {
	numbers := map[string]int64{}
	next := int64(0)
	for _, m := range known.Members {
		numbers[m.Name] = m.Value
		next = max(next, m.Value+1)
	}
	for _, m := range e.Members {
		if value, ok := numbers[m.Name]; ok {
			m.Value = value
			continue
		}
		m.Value = next
		next++
	}
}
