// Package csdl reads OData CSDL XML 4.0 and 4.01, the form of a service's $metadata, into the
// neutral document.
//
// It follows the CSDL XML specification 4.01, and accepts some faults of real descriptions of
// Microsoft Graph: nodes of different kinds may share a name, annotations may be repeated, and
// annotation targets may not exist. Of repeated annotations the first counts, and the others become
// notes of the document. Elements and attributes of other XML namespaces are ignored, and so are
// attributes that CSDL does not define. Annotation values are in the form of CSDL JSON 4.01, and
// qualified names have the alias of their namespace, as there.
package csdl

import (
	"io"
	"strings"

	"github.com/intunegen/intunegen/spec"
)

// The namespaces of OData 4.0 and 4.01.
const (
	edmxNamespace = "http://docs.oasis-open.org/odata/ns/edmx"
	edmNamespace  = "http://docs.oasis-open.org/odata/ns/edm"
)

// Read reads one CSDL XML document, which may be packed by gzip. The file name is used for
// positions only.
func Read(file string, in io.Reader) (*spec.Document, error) {
	data, err := spec.ReadInput(file, in)
	if err != nil {
		return nil, err
	}
	if err := sniff(file, data); err != nil {
		return nil, err
	}
	r := newReader(file, data)
	doc := r.document()
	if r.fatal != nil {
		return nil, r.fatal
	}
	if err := r.errs.Err(); err != nil {
		return nil, err
	}
	doc.Notes = r.notes
	spec.UseAliases(doc, func(v *spec.Value) (path, known bool) {
		path, known = r.paths[v.Pos]
		return path, known
	})
	return spec.Merge(doc)
}

// document reads the whole input.
func (r *reader) document() *spec.Document {
	var doc *spec.Document
	r.each(nil, func(root *element) {
		if doc != nil {
			r.fault(root, "keep one", "malformed XML: there is a second root element")
			return
		}
		if err := r.checkRoot(root); err != nil {
			r.fatal = err
			return
		}
		doc = r.edmx(root)
	})
	if doc == nil && r.fatal == nil {
		r.fatal = spec.Errorf(spec.Position{File: r.file}, "give CSDL XML, as a service's $metadata", "no XML element")
	}
	return doc
}

func (r *reader) edmx(root *element) *spec.Document {
	doc := &spec.Document{Version: root.attrOr("Version", "4.0"), Pos: root.pos}
	r.each(root, func(e *element) {
		switch e.name {
		case "Reference":
			doc.References = append(doc.References, r.reference(e))
		case "DataServices":
			r.each(e, func(s *element) {
				if s.name != "Schema" {
					r.unknown(s, e)
					return
				}
				doc.Schemas = append(doc.Schemas, r.schema(s))
			})
		default:
			r.unknown(e, root)
		}
	})
	if len(doc.Schemas) == 0 && r.fatal == nil {
		r.fault(root, "give the $metadata of a service", "the document has no Schema")
	}
	return doc
}

func (r *reader) reference(e *element) *spec.Reference {
	uri := r.required(e, "Uri")
	ref := &spec.Reference{URI: inJSON(uri), Pos: e.pos}
	r.each(e, func(c *element) {
		switch c.name {
		case "Include":
			ref.Includes = append(ref.Includes, r.include(c, uri))
		case "IncludeAnnotations":
			ref.IncludeAnns = append(ref.IncludeAnns, spec.IncludeAnnotations{TermNamespace: r.required(c, "TermNamespace"),
				Qualifier: c.attr("Qualifier"), TargetNamespace: c.attr("TargetNamespace"), Pos: c.pos})
		default:
			r.annotationOr(c, e, &ref.Annotations)
		}
	})
	return ref
}

// vocabularySites have every vocabulary both in XML and in JSON, under the same name.
var vocabularySites = []string{"https://oasis-tcs.github.io/odata-vocabularies/vocabularies/", "https://sap.github.io/odata-vocabularies/vocabularies/"}

// inJSON returns the address of a referenced document in CSDL JSON, if it is known to exist.
func inJSON(uri string) string {
	for _, site := range vocabularySites {
		if base, ok := strings.CutSuffix(uri, ".xml"); ok && strings.HasPrefix(uri, site) {
			return base + ".json"
		}
	}
	return uri
}

func (r *reader) include(e *element, uri string) spec.Include {
	inc := spec.Include{Namespace: r.required(e, "Namespace"), Alias: e.attr("Alias"), Pos: e.pos}
	r.uris[inc.Namespace] = uri
	if inc.Alias != "" {
		r.uris[inc.Alias] = uri
	}
	r.each(e, func(c *element) { r.annotationOr(c, e, &inc.Annotations) })
	return inc
}
