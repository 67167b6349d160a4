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

// maxElements bounds how many elements a document may have, so that what is read fits into memory. The whole of Microsoft
// Graph has under 100,000.
const maxElements = 1_000_000

// maxDepth bounds how deep elements may nest. Annotation expressions are what nests; real ones stay under 30.
const maxDepth = 256

// maxAttributes bounds how many attributes an element may have, each of which is compared with all before it. CSDL has under ten for any.
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

// A reader walks through one document. Syntax errors end the walk; other faults are collected.
type reader struct {
	file  string
	dec   *xml.Decoder
	open  int   // elements open
	count int   // elements begun
	fatal error // the syntax error, if any
	errs  spec.Errors
	notes []*spec.Error
	uris  map[string]string      // namespace or alias to the URI of the document that defines it
	paths map[spec.Position]bool // where texts stand that are paths to elements of the model, or names that are none
}

func newReader(file string, data []byte) *reader {
	dec := xml.NewDecoder(bytes.NewReader(data))
	dec.CharsetReader = charsets(data)
	return &reader{file: file, dec: dec, uris: map[string]string{}, paths: map[spec.Position]bool{}}
}

// charsets accepts declared encodings under which a text that is UTF-8 by now is the same: all for ASCII alone, and UTF-16, which it was
// before it was read, or which a program declared that made the text in memory and wrote it as UTF-8.
func charsets(data []byte) func(string, io.Reader) (io.Reader, error) {
	return func(charset string, in io.Reader) (io.Reader, error) {
		if strings.HasPrefix(strings.ToLower(charset), "utf-16") || !bytes.ContainsFunc(data, func(r rune) bool { return r > unicode.MaxASCII }) {
			return in, nil
		}
		return nil, fmt.Errorf("the encoding is declared as %q", charset)
	}
}

// each calls handle for every child element of parent that belongs to OData. What handle leaves unread of a child is skipped.
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

// known tells whether a child is one of OData's elements. The root is looked at by its own check.
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
		if token := r.token(); r.open == level {
			if chars, ok := token.(xml.CharData); ok {
				parts = append(parts, chars...)
			}
		}
	}
	return string(parts)
}

// next returns the next start tag, or tells that a tag or the document ended. Other content is passed over.
func (r *reader) next() (*element, bool) {
	for r.fatal == nil {
		line, column := r.dec.InputPos()
		switch token := r.token().(type) {
		case xml.StartElement:
			e := &element{token.Name.Local, token.Name.Space, token.Attr, spec.Position{File: r.file, Line: line, Column: column}}
			r.attributes(e)
			return e, false
		case xml.EndElement, nil:
			return nil, true
		}
	}
	return nil, true
}

// attributes refuses an attribute that is given twice, which is malformed XML although the library reads it.
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

// token returns the next token, nil at the end of the document, and counts open elements.
func (r *reader) token() xml.Token {
	token, err := r.dec.Token()
	switch {
	case errors.Is(err, io.EOF):
		return nil
	case err != nil:
		r.stop(syntaxRemedy(err), "%s", syntaxFault(err))
		return nil
	}
	switch token.(type) {
	case xml.StartElement:
		r.open++
		r.count++
		switch {
		case r.open > maxDepth:
			r.stop("flatten it", "elements nest deeper than %d", maxDepth)
		case r.count > maxElements:
			r.stop("give a smaller description", "there are more than %d elements", maxElements)
		}
	case xml.EndElement:
		r.open--
	case xml.Directive:
		r.stop("remove the declaration", "document type and entity declarations are not allowed")
	}
	return token
}

// stop ends reading at the current position.
func (r *reader) stop(remedy, format string, args ...any) {
	line, column := r.dec.InputPos()
	r.fatal = spec.Errorf(spec.Position{File: r.file, Line: line, Column: column}, remedy, format, args...)
}

func syntaxFault(err error) string {
	var syntax *xml.SyntaxError
	if errors.As(err, &syntax) {
		return "malformed XML: " + syntax.Msg
	}
	return "malformed XML: " + strings.TrimPrefix(err.Error(), "xml: ")
}

func syntaxRemedy(err error) string {
	switch text := err.Error(); {
	case strings.Contains(text, "unexpected EOF"):
		return "the file is truncated, fetch it again"
	case strings.Contains(text, "encoding"):
		return "convert it to UTF-8"
	}
	return "correct the XML"
}

// note records what a description has wrong without being less of use for it.
func (r *reader) note(e *element, remedy, format string, args ...any) {
	r.notes = append(r.notes, spec.Errorf(e.pos, remedy, format, args...))
}

// fault records a fault at an element.
func (r *reader) fault(e *element, remedy, format string, args ...any) {
	r.errs.Add(spec.Errorf(e.pos, remedy, format, args...))
}

// unknown reports an element that does not belong where it stands. One whose name CSDL does not know is ignored, as the
// specification asks of clients (CSDL XML 4.01, section 17), and noted; one that is like a name of CSDL is taken for that, mistyped.
func (r *reader) unknown(e, parent *element) {
	if near := spec.Nearest(e.name, elementNames, 3); near == "" {
		r.note(e, "remove it if it is a mistake", "element %s is not known to CSDL and is ignored", e.name)
		return
	}
	r.fault(e, "correct or remove it", "element %s is not known inside %s", e.name, parent.name)
}

// elementNames are the elements of CSDL that are no expressions.
var elementNames = []string{"Edmx", "DataServices", "Reference", "Include", "IncludeAnnotations", "Schema", "EntityType", "ComplexType", "Key",
	"PropertyRef", "Property", "NavigationProperty", "ReferentialConstraint", "OnDelete", "EnumType", "Member", "TypeDefinition", "Action",
	"Function", "Parameter", "ReturnType", "Term", "EntityContainer", "EntitySet", "Singleton", "NavigationPropertyBinding", "ActionImport",
	"FunctionImport", "Annotations", "Annotation", "PropertyValue", "Record", "Collection"}

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
