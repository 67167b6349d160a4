package csdl

import (
	"bytes"
	"strings"

	"github.com/intunegen/intunegen/spec"
)

// sniff refuses texts that are evidently something else than XML, and says what they are.
func sniff(file string, data []byte) error {
	text := bytes.TrimSpace(data)
	if text[0] == '<' {
		return nil
	}
	at := spec.Position{File: file, Line: 1, Column: 1}
	head := string(text[:min(len(text), 4096)])
	switch {
	case strings.Contains(head, `"openapi"`), strings.Contains(head, `"swagger"`),
		strings.Contains(head, "openapi:"), strings.Contains(head, "swagger:"):
		return spec.Errorf(at, "give it as --openapi", "this is OpenAPI, not CSDL XML")
	case text[0] == '{', text[0] == '[':
		return spec.Errorf(at, "ask the service for $metadata as application/xml", "this is JSON, not CSDL XML")
	}
	return spec.Errorf(at, "give CSDL XML, as a service's $metadata", "this is not XML")
}

// checkRoot tells whether the root element is that of OData 4.0 or 4.01, and otherwise what it is.
func checkRoot(root *element) *spec.Error {
	switch {
	case root.space == edmxNamespace && root.name == "Edmx":
		return checkVersion(root)
	case strings.HasPrefix(root.space, "http://schemas.microsoft.com/ado/"):
		return spec.Errorf(root.pos, "ask the service for its OData 4.0 $metadata", "this is a description of OData V1 to V3")
	case strings.EqualFold(root.name, "html"):
		return spec.Errorf(root.pos, "fetch $metadata itself; a page like this is often a sign-in or an error page", "this is HTML, not CSDL XML")
	case root.name == "service":
		return spec.Errorf(root.pos, "add /$metadata to the address", "this is a service document, not CSDL XML")
	case root.space == edmNamespace && root.name == "Schema":
		return spec.Errorf(root.pos, "wrap it in edmx:Edmx and edmx:DataServices", "this is a schema without its Edmx element")
	}
	return spec.Errorf(root.pos, "give the Edmx element of namespace "+edmxNamespace, "the root element is %s of namespace %q", root.name, root.space)
}

func checkVersion(root *element) *spec.Error {
	if v := root.attrOr("Version", "4.0"); v != "4.0" && v != "4.01" {
		return spec.Errorf(root.pos, "give a description of OData 4.0 or 4.01", "the version is %q", v)
	}
	return nil
}
