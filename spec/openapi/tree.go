package openapi

import (
	yaml "github.com/oasdiff/yaml3"

	"github.com/intunegen/intunegen/spec"
	"github.com/intunegen/intunegen/spec/yamltext"
)

// maxDepth bounds the nesting of a document. Real ones stay under 30.
const maxDepth = 200

// check reports what JSON does not have: anchors, aliases, tags, names that are not scalars and
// names that are given twice. It also reports nesting that is too deep. Later stages may walk the
// tree without a limit.
func check(text *yamltext.File, errs *spec.Errors) {
	c := checker{text: text, errs: errs}
	c.node(text.Root, 0)
}

type checker struct {
	text *yamltext.File
	errs *spec.Errors
}

func (c checker) node(n *yaml.Node, depth int) {
	switch {
	case depth > maxDepth:
		c.errs.Add(spec.Errorf(c.text.At(n), "give a flatter description", "values nest deeper than %d", maxDepth))
	case n.Kind == yaml.AliasNode || n.Anchor != "":
		c.errs.Add(spec.Errorf(c.text.At(n), "write the value out", "anchors and aliases are not allowed"))
	case n.Style&yaml.TaggedStyle != 0:
		c.errs.Add(spec.Errorf(c.text.At(n), "remove it", "tag %s is not allowed", n.Tag))
	case n.Kind == yaml.MappingNode:
		c.mapping(n, depth)
	case n.Kind == yaml.SequenceNode:
		for _, item := range n.Content {
			c.node(item, depth+1)
		}
	}
}

// fewNames is the number of names up to which each is compared with all others. A map is used for
// more.
const fewNames = 12

func (c checker) mapping(n *yaml.Node, depth int) {
	var lines map[string]int
	if len(n.Content) > 2*fewNames {
		lines = make(map[string]int, len(n.Content)/2)
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key := n.Content[i]
		if key.Kind != yaml.ScalarNode {
			c.errs.Add(spec.Errorf(c.text.At(key), "write a name", "a name must be a string"))
			continue
		}
		if first := earlier(n, i, lines); first > 0 {
			c.errs.Add(spec.Errorf(c.text.At(key), "keep one", "%s is already given in line %d", key.Value, first))
		}
		c.node(key, depth+1)
		c.node(n.Content[i+1], depth+1)
	}
}

// earlier returns the line of the first name in n that equals its i-th, or 0 when no earlier one
// does.
func earlier(n *yaml.Node, i int, lines map[string]int) int {
	key := n.Content[i]
	if lines != nil {
		first := lines[key.Value]
		if first == 0 {
			lines[key.Value] = key.Line
		}
		return first
	}
	for j := 0; j < i; j += 2 {
		if n.Content[j].Value == key.Value {
			return n.Content[j].Line
		}
	}
	return 0
}

// get returns a member of an object. It returns nil when n is not an object or lacks the member.
func get(n *yaml.Node, name string) *yaml.Node {
	if n == nil || n.Kind != yaml.MappingNode {
		return nil
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == name {
			return n.Content[i+1]
		}
	}
	return nil
}

// at2 returns a member of a member.
func at2(n *yaml.Node, name, inner string) *yaml.Node { return get(get(n, name), inner) }

// str returns the text of a scalar member, or "".
func str(n *yaml.Node, name string) string {
	if v := get(n, name); v != nil && v.Kind == yaml.ScalarNode {
		return v.Value
	}
	return ""
}

func isTrue(n *yaml.Node, name string) bool { return str(n, name) == "true" }

// each calls visit with the members of an object.
func each(n *yaml.Node, visit func(key, value *yaml.Node)) {
	if n == nil || n.Kind != yaml.MappingNode {
		return
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		visit(n.Content[i], n.Content[i+1])
	}
}

// items returns the items of a list.
func items(n *yaml.Node) []*yaml.Node {
	if n == nil || n.Kind != yaml.SequenceNode {
		return nil
	}
	return n.Content
}
