package openapi

import (
	"regexp"
	"strings"

	yaml "github.com/oasdiff/yaml3"

	"github.com/intunegen/intunegen/spec"
)

// This file reads the parameters of functions that are named in the path: "f(a={a},b='@b',c=@c)".

// argument returns the parameter that holds the value of an argument, or nil. It has the name in
// the path, which may start with the @ of an alias, with or without that, or that of the argument.
func (r *reader) argument(item *yaml.Node, name, value string) *yaml.Node {
	bare := strings.TrimPrefix(value, "@")
	for _, candidate := range []string{value, bare, "@" + bare, name, "@" + name} {
		if node := r.parameter(item, candidate); node != nil && r.parameterSchema(node) != nil {
			return node
		}
	}
	return nil
}

// passing returns the annotations of an argument that say how it is passed: by an alias, which has
// no quotes in the path, or not at all where it is optional.
func passing(node *yaml.Node, value string) []*spec.Annotation {
	var list []*spec.Annotation
	if str(node, "in") == "query" && !isTrue(node, "required") {
		list = append(list, &spec.Annotation{Term: spec.TermOptional, Value: spec.Value{Kind: spec.Bool, Text: "true"}})
	}
	if strings.HasPrefix(value, "@") {
		mark := spec.Member{Name: spec.MarkAlias, Value: spec.Text("an alias in the path")}
		list = append(list, &spec.Annotation{Term: spec.TermMarks, Value: spec.Value{Kind: spec.Object, Members: []spec.Member{mark}}})
	}
	return list
}

// argumentType returns the type of an argument. That of a text with JSON is in its description, as
// converters from CSDL write it.
func (r *reader) argumentType(node *yaml.Node) spec.TypeRef {
	t := r.settled(r.typeOf(r.parameterSchema(node)))
	text := str(node, "description")
	collection := describesArray.MatchString(text)
	if t.Name != "Edm.String" || t.Collection || !collection && !describesObject.MatchString(text) {
		return t
	}
	t.Collection, t.Facets, t.Name = collection, nil, untyped
	if name := ofType.FindStringSubmatch(text); name != nil && r.isArgumentType(r.resolveName(name[1])) {
		t.Name = r.resolveName(name[1])
	}
	if t.Name == untyped {
		r.gaps.note(gapArgument, false)
	}
	if t.Collection {
		t.Nullable = false
	}
	return t
}

func (r *reader) isArgumentType(name string) bool { return spec.IsEdm(name) || r.isDefined(name) }

var (
	describesArray  = regexp.MustCompile(`(?i)\bJSON[ -]+(?:encoded +)?array\b|\barray in JSON\b|\bJSON-encoded (?:list|array)\b`)
	describesObject = regexp.MustCompile(`(?i)\bJSON[ -]+(?:encoded +)?object\b|\bobject in JSON\b`)
	ofType          = regexp.MustCompile(`\bof type ([A-Za-z_][\w.]*\w)`)
)
