package csdljson

import (
	"bytes"
	"regexp"
	"strings"

	yaml "github.com/oasdiff/yaml3"

	"github.com/intunegen/intunegen/spec"
	"github.com/intunegen/intunegen/spec/yamltext"
)

// maxDepth bounds the nesting of values. Annotation expressions nest; real ones stay under 30.
const maxDepth = 256

// maxValues bounds the number of values in a text, so that they fit into memory. All of Microsoft
// Graph has about 500,000.
const maxValues = 3_000_000

// Parse parses JSON or YAML. The position of an object's member is that of its name.
//
// YAML may have only what JSON has: no anchors, aliases, tags, merge keys or further documents, and
// no scalar that versions of YAML read differently.
func Parse(file string, data []byte) (spec.Value, error) {
	if bytes.Count(data, []byte(","))+bytes.Count(data, []byte(":"))+bytes.Count(data, []byte("\n")) > maxValues {
		return spec.Value{}, spec.Errorf(spec.Position{File: file}, "give a smaller description", "there may be more than %d values", maxValues)
	}
	text, err := yamltext.Parse(file, data)
	if err != nil {
		return spec.Value{}, err
	}
	p := &parser{text: text}
	v := p.value(text.Root, p.at(text.Root), 0)
	return v, p.errs.Err()
}

type parser struct {
	text *yamltext.File
	errs spec.Errors
}

func (p *parser) at(n *yaml.Node) spec.Position { return p.text.At(n) }

// value converts a node. at is the position of the value, which for a member is that of the name.
func (p *parser) value(n *yaml.Node, at spec.Position, depth int) spec.Value {
	v := spec.Value{Pos: at}
	switch {
	case depth > maxDepth:
		p.errs.Add(spec.Errorf(at, "", "values nest deeper than %d", maxDepth))
	case n.Kind == yaml.AliasNode || n.Anchor != "":
		p.errs.Add(spec.Errorf(p.at(n), "write the value out", "anchors and aliases are not allowed"))
	case n.Style&yaml.TaggedStyle != 0:
		p.errs.Add(spec.Errorf(p.at(n), "remove it", "tag %s is not allowed", n.Tag))
	case n.Kind == yaml.MappingNode:
		v.Kind = spec.Object
		p.members(n, &v, depth)
	case n.Kind == yaml.SequenceNode:
		v.Kind = spec.List
		for _, item := range n.Content {
			v.List = append(v.List, p.value(item, p.at(item), depth+1))
		}
	default:
		p.scalar(n, &v)
	}
	return v
}

func (p *parser) members(n *yaml.Node, v *spec.Value, depth int) {
	v.Members = make([]spec.Member, 0, len(n.Content)/2)
	lines := make(map[string]int, len(n.Content)/2)
	for i := 0; i+1 < len(n.Content); i += 2 {
		key := p.value(n.Content[i], p.at(n.Content[i]), depth+1)
		if key.Kind != spec.String {
			p.errs.Add(spec.Errorf(key.Pos, "write it in quotes", "a name must be a string"))
			continue
		}
		if first, double := lines[key.Text]; double {
			p.errs.Add(spec.Errorf(key.Pos, "keep one", "%s is already given in line %d", key.Text, first))
			continue
		}
		lines[key.Text] = key.Pos.Line
		v.Members = append(v.Members, spec.Member{Name: key.Text, Value: p.value(n.Content[i+1], key.Pos, depth+1)})
	}
}

// jsonNumber is the grammar of numbers in JSON.
var jsonNumber = regexp.MustCompile(`^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?$`)

func (p *parser) scalar(n *yaml.Node, v *spec.Value) {
	v.Text, v.Kind = n.Value, spec.String
	if n.Style != 0 {
		return
	}
	switch {
	case n.Value == "true", n.Value == "false":
		v.Kind = spec.Bool
	case n.Value == "null":
		v.Kind, v.Text = spec.Null, ""
	case jsonNumber.MatchString(n.Value):
		v.Kind = spec.Number
	case n.Value == "":
		p.errs.Add(spec.Errorf(v.Pos, `write {}, "" or null`, "the value is missing"))
	case n.Tag != "!!str" && n.Tag != "!!timestamp", oldWords[strings.ToLower(n.Value)]:
		p.errs.Add(spec.Errorf(p.at(n), "write strings in quotes, numbers and true, false, null as in JSON",
			"%s means different things in different versions of YAML", n.Value))
	}
}
