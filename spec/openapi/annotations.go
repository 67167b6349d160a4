package openapi

import (
	yaml "github.com/oasdiff/yaml3"

	"github.com/intunegen/intunegen/spec"
)

// This file reads descriptions, deprecations and links to documentation.

// describe returns a description as an annotation, or nil for "".
func describe(text string) []*spec.Annotation {
	if text == "" {
		return nil
	}
	return []*spec.Annotation{{Term: spec.TermDescription, Value: spec.Text(text)}}
}

// annotationsOf returns the description, deprecation and documentation of an operation.
func annotationsOf(n *yaml.Node) []*spec.Annotation {
	return append(describe(str(n, "description")), notices(n)...)
}

// notices returns the deprecation and the link to the documentation of a schema or an operation.
func notices(n *yaml.Node) []*spec.Annotation {
	var list []*spec.Annotation
	if details := get(n, "x-ms-deprecation"); details != nil || isTrue(n, "deprecated") {
		list = append(list, &spec.Annotation{Term: spec.TermRevisions, Value: listOf(revision(details)...)})
	}
	if url := str(get(n, "externalDocs"), "url"); url != "" {
		list = append(list, &spec.Annotation{Term: spec.TermLinks, Value: listOf(
			spec.Member{Name: "rel", Value: spec.Text(spec.RelHelp)}, spec.Member{Name: "href", Value: spec.Text(url)})})
	}
	return list
}

// revision converts x-ms-deprecation to the members of a revision of OData's Core vocabulary.
func revision(details *yaml.Node) []spec.Member {
	members := []spec.Member{{Name: "Kind", Value: spec.Text("Deprecated")}}
	for _, name := range [][2]string{{"Version", "version"}, {"Date", "date"}, {"RemovalDate", "removalDate"}, {"Description", "description"}} {
		if text := str(details, name[1]); text != "" {
			members = append(members, spec.Member{Name: name[0], Value: spec.Text(text)})
		}
	}
	return members
}

// listOf returns a list of one object.
func listOf(members ...spec.Member) spec.Value {
	return spec.Value{Kind: spec.List, List: []spec.Value{{Kind: spec.Object, Members: members}}}
}
