package csdl

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode"

	"github.com/intunegen/intunegen/spec"
)

// maxElements bounds the number of elements of a document, so that it fits into memory. All of
// Microsoft Graph has under 100,000.
const maxElements = 1_000_000

// maxDepth bounds the nesting of elements. Annotation expressions nest; real ones stay under 30.
const maxDepth = 256

// maxAttributes bounds the number of attributes of an element, because each is compared with all
// before it. CSDL has under ten for any element.
const maxAttributes = 100

// A reader reads one document. A syntax error ends reading; other faults are collected.
type reader struct {
	file  string
	in    *xml.Decoder
	open  int   // number of open elements
	count int   // number of elements so far
	fatal error // the syntax error, if any
	errs  spec.Errors
	notes []*spec.Error
	uris  map[string]string // namespace or alias to the URI of the document that defines it
	// paths has the positions of texts: true for a path to an element of the model, false for a
	// name that is not a path.
	paths    map[spec.Position]bool
	facetsOf map[spec.Facets]*spec.Facets // see shared
}

func newReader(file string, data []byte) *reader {
	in := xml.NewDecoder(bytes.NewReader(data))
	in.CharsetReader = charsets(data)
	return &reader{file: file, in: in, uris: map[string]string{}, paths: map[spec.Position]bool{}, facetsOf: map[spec.Facets]*spec.Facets{}}
}

// charsets returns a CharsetReader for text that is already UTF-8. It accepts any declared encoding
// for ASCII text, which is the same in all of them, and UTF-16, which was converted before or is
// declared by a program that wrote UTF-8.
func charsets(data []byte) func(charset string, in io.Reader) (io.Reader, error) {
	return func(charset string, in io.Reader) (io.Reader, error) {
		if strings.HasPrefix(strings.ToLower(charset), "utf-16") || !bytes.ContainsFunc(data, func(r rune) bool { return r > unicode.MaxASCII }) {
			return in, nil
		}
		return nil, fmt.Errorf("the encoding is declared as %q", charset)
	}
}

// each calls handle for every child element of parent that belongs to OData. It skips the content
// of a child that handle does not read.
func (r *reader) each(parent *element, handle func(*element)) {
	level := r.open
	for r.fatal == nil {
		switch child, end := r.next(); {
		case end && r.open < level, r.fatal != nil:
			return
		case end && parent == nil:
			return
		case child != nil && r.known(child, parent):
			handle(child)
			r.skipTo(level)
		case child != nil:
			r.skipTo(level)
		}
	}
}

// known reports whether a child is an element of OData. checkRoot checks the root.
func (r *reader) known(child, parent *element) bool {
	if parent == nil || child.space == edmNamespace || child.space == edmxNamespace {
		return true
	}
	if parent.name == "DataServices" && child.name == "Schema" {
		r.fault(child, "give a description of OData 4.0 or 4.01, whose schemas have namespace "+edmNamespace,
			"the XML namespace of this Schema is %q", child.space)
	}
	return false
}

// skipTo reads until at most level elements are open.
func (r *reader) skipTo(level int) {
	for r.open > level && r.fatal == nil {
		r.next()
	}
}

// text returns the character data of e without that of its children.
func (r *reader) text(e *element) string {
	var parts []byte
	level := r.open
	for r.fatal == nil && r.open >= level {
		token, _ := r.token()
		if text, ok := token.(xml.CharData); ok && r.open == level {
			parts = append(parts, text...)
		}
	}
	return string(parts)
}

// next returns the next start tag, and skips other content. end reports that an end tag or the end
// of the document came first.
func (r *reader) next() (e *element, end bool) {
	for r.fatal == nil {
		switch token, pos := r.token(); token := token.(type) {
		case xml.StartElement:
			e := &element{token.Name.Local, token.Name.Space, token.Attr, pos}
			r.attributes(e)
			return e, false
		case xml.EndElement, nil:
			return nil, true
		}
	}
	return nil, true
}

// attributes reports an attribute that is given twice. That is malformed XML, but encoding/xml
// accepts it.
func (r *reader) attributes(e *element) {
	if len(e.attrs) > maxAttributes {
		r.stop("remove some", "%s has more than %d attributes", e.name, maxAttributes)
		return
	}
	for i := range e.attrs {
		name := e.attrs[i].Name
		if slices.ContainsFunc(e.attrs[:i], func(a xml.Attr) bool { return a.Name == name }) {
			r.fault(e, "keep one", "malformed XML: %s has %s twice", e.name, name.Local)
		}
	}
}

// token returns the next token and its position. It returns nil at the end of the document and
// after an error. It counts open elements.
func (r *reader) token() (xml.Token, spec.Position) {
	line, column := r.in.InputPos()
	token, err := r.in.Token()
	switch {
	case errors.Is(err, io.EOF):
		return nil, spec.Position{}
	case err != nil:
		r.stop(syntaxRemedy(err), "%s", syntaxFault(err))
		return nil, spec.Position{}
	}
	switch token.(type) {
	case xml.StartElement:
		r.countElement()
	case xml.EndElement:
		r.open--
	case xml.Directive:
		r.stop("remove the declaration", "document type and entity declarations are not allowed")
	}
	return token, spec.Position{File: r.file, Line: line, Column: column}
}

// countElement counts an element that opens.
func (r *reader) countElement() {
	r.open++
	r.count++
	switch {
	case r.open > maxDepth:
		r.stop("flatten it", "elements nest deeper than %d", maxDepth)
	case r.count > maxElements:
		r.stop("give a smaller description", "there are more than %d elements", maxElements)
	}
}
