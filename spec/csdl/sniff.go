package csdl

import (
	"bytes"
	"strings"

	"github.com/intunegen/intunegen/spec"
)

// sniff returns an error for a text that is evidently not XML. The error says what the text is.
func sniff(file string, data []byte) error {
	text := bytes.TrimSpace(data)
	if text[0] == '<' {
		return nil
	}
	at := spec.Position{File: file, Line: 1, Column: 1}
	head := string(text[:min(len(text), 4096)])
	if text[0] == '{' {
		head = string(text) // members of JSON come in any order
	}
	switch {
	case strings.Contains(head, `"openapi"`), strings.Contains(head, `"swagger"`),
		strings.Contains(head, "openapi:"), strings.Contains(head, "swagger:"):
		return spec.Errorf(at, "give it as --openapi", "this is OpenAPI, not CSDL XML")
	case text[0] == '{', text[0] == '[':
		return spec.Errorf(at, "ask the service for $metadata as application/xml", "this is JSON, not CSDL XML")
	}
	return spec.Errorf(at, "give CSDL XML, as a service's $metadata", "this is not XML")
}

// checkRoot returns an error unless the root element is that of OData 4.0 or 4.01. The error says
// what the element is.
func (r *reader) checkRoot(root *element) *spec.Error {
	switch {
	case root.space == edmxNamespace && root.name == "Edmx":
		return checkVersion(root)
	case strings.HasPrefix(root.space, "http://schemas.microsoft.com/ado/"):
		return spec.Errorf(root.pos, "give an OData 4.0 or 4.01 description: ask the service for its V4 $metadata, often at another address, or convert this one",
			"this is a description of OData %s, which is another format", r.oldVersion(root))
	case strings.EqualFold(root.name, "html"):
		return spec.Errorf(root.pos, "fetch $metadata itself; a page like this is often a sign-in or an error page", "this is HTML, not CSDL XML")
	case root.name == "service":
		return spec.Errorf(root.pos, "add /$metadata to the address", "this is a service document, not CSDL XML")
	case root.space == edmNamespace && root.name == "Schema":
		return spec.Errorf(root.pos, "wrap it in edmx:Edmx and edmx:DataServices", "this is a schema without its Edmx element")
	}
	return spec.Errorf(root.pos, "give the Edmx element of namespace "+edmxNamespace, "the root element is %s of namespace %q", root.name, root.space)
}

// oldVersion returns the version of a description before 4.0, which its DataServices element has.
func (r *reader) oldVersion(root *element) string {
	version := ""
	r.each(nil, func(e *element) {
		if e.name != "DataServices" {
			return
		}
		for _, attr := range e.attrs {
			if strings.HasSuffix(attr.Name.Local, "DataServiceVersion") {
				version = max(version, attr.Value)
			}
		}
		for _, attr := range root.attrs {
			if attr.Name.Local == "MaxDataServiceVersion" {
				version = max(version, attr.Value)
			}
		}
	})
	switch {
	case strings.HasPrefix(version, "3"):
		return "V3"
	case strings.HasPrefix(version, "2"):
		return "V2"
	}
	return "V1 to V3"
}

func checkVersion(root *element) *spec.Error {
	if v := root.attrOr("Version", "4.0"); v != "4.0" && v != "4.01" {
		return spec.Errorf(root.pos, "give a description of OData 4.0 or 4.01", "the version is %q", v)
	}
	return nil
}
