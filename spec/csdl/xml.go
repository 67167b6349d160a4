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

// maxElements bounds how many elements a document may have, so that what is read fits into memory.
// The whole of Microsoft Graph has under 100,000.
const maxElements = 1_000_000

// maxDepth bounds how deep elements may nest. Annotation expressions nest; real ones stay under 30.
const maxDepth = 256

// maxAttributes bounds how many attributes an element may have, since each is compared with all
// before it. CSDL has under ten for any element.
const maxAttributes = 100

// An element is a start tag.
type element struct {
	name, space string
	attrs       []xml.Attr
	pos         spec.Position
}

// attr returns the value of an attribute, "" when it is absent.
func (e *element) attr(name string) string { return e.attrOr(name, "") }

// attrOr returns the value of an attribute, or instead when it is absent.
func (e *element) attrOr(name, instead string) string {
	for i := range e.attrs {
		if e.attrs[i].Name.Local == name && e.attrs[i].Name.Space == "" {
			return e.attrs[i].Value
		}
	}
	return instead
}

func (e *element) has(name string) bool { return e.attrOr(name, "\x00") != "\x00" }

// A reader reads one document. Syntax errors end reading; other faults are collected.
type reader struct {
	file  string
	in    *xml.Decoder
	open  int   // elements that are open
	count int   // elements so far
	fatal error // the syntax error, if any
	errs  spec.Errors
	notes []*spec.Error
	uris  map[string]string      // namespace or alias to the URI of the document that defines it
	paths map[spec.Position]bool // texts by position: true for a path to an element of the model, false for a name that is not a path

	facetsOf map[spec.Facets]*spec.Facets // those of types so far, each once
}

func newReader(file string, data []byte) *reader {
	in := xml.NewDecoder(bytes.NewReader(data))
	in.CharsetReader = charsets(data)
	return &reader{file: file, in: in, uris: map[string]string{}, paths: map[spec.Position]bool{}, facetsOf: map[spec.Facets]*spec.Facets{}}
}

// charsets returns a reader that accepts a declared encoding when the text, which is UTF-8 by now,
// is the same in it. Text in ASCII is the same in all of them. UTF-16 was converted before, or a
// program declared it of a text in memory and wrote the text as UTF-8.
func charsets(data []byte) func(charset string, in io.Reader) (io.Reader, error) {
	return func(charset string, in io.Reader) (io.Reader, error) {
		if strings.HasPrefix(strings.ToLower(charset), "utf-16") || !bytes.ContainsFunc(data, func(r rune) bool { return r > unicode.MaxASCII }) {
			return in, nil
		}
		return nil, fmt.Errorf("the encoding is declared as %q", charset)
	}
}

// each calls handle for every child element of parent that belongs to OData. What handle leaves
// unread of a child is skipped.
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

// known reports whether a child is an element of OData. The root has a check of its own.
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

// skipTo reads on until no more than level elements are open.
func (r *reader) skipTo(level int) {
	for r.open > level && r.fatal == nil {
		r.next()
	}
}

// text returns the character data of e, its own children left out.
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

// next returns the next start tag; end reports whether a tag or the document ended before one.
// Other content is passed over.
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

// attributes refuses an attribute that is given twice, which is malformed XML although encoding/xml
// reads it.
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

// token returns the next token and its position, nil at the end of the document or of reading. It
// counts open elements.
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
		r.begin()
	case xml.EndElement:
		r.open--
	case xml.Directive:
		r.stop("remove the declaration", "document type and entity declarations are not allowed")
	}
	return token, spec.Position{File: r.file, Line: line, Column: column}
}

// begin counts an element that opens.
func (r *reader) begin() {
	r.open++
	r.count++
	switch {
	case r.open > maxDepth:
		r.stop("flatten it", "elements nest deeper than %d", maxDepth)
	case r.count > maxElements:
		r.stop("give a smaller description", "there are more than %d elements", maxElements)
	}
}

// required returns an attribute that must be there.
func (r *reader) required(e *element, name string) string {
	value := strings.TrimSpace(e.attr(name))
	if value == "" {
		r.fault(e, "add it", "%s has no %s", e.name, name)
	}
	return value
}

// flag returns a boolean attribute.
func (r *reader) flag(e *element, name string, absent bool) bool {
	switch value := strings.ToLower(strings.TrimSpace(e.attr(name))); value {
	case "":
		return absent
	case "true", "1":
		return true
	case "false", "0":
		return false
	default:
		r.fault(e, `write "true" or "false"`, "%s of %s is %q", name, e.name, value)
		return absent
	}
}
