package csdl

import (
	"encoding/xml"
	"errors"
	"strings"

	"github.com/intunegen/intunegen/spec"
)

// stop ends reading with an error at the current position.
func (r *reader) stop(remedy, format string, args ...any) {
	line, column := r.in.InputPos()
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

// note records a fault that does not make the description unusable.
func (r *reader) note(e *element, remedy, format string, args ...any) {
	r.notes = append(r.notes, spec.Errorf(e.pos, remedy, format, args...))
}

// fault records a fault at an element.
func (r *reader) fault(e *element, remedy, format string, args ...any) {
	r.errs.Add(spec.Errorf(e.pos, remedy, format, args...))
}

// unknown reports an element that is not valid within its parent. An element that CSDL does not
// define is noted and ignored, as clients must do (CSDL XML 4.01, section 17). A name that is like
// one of CSDL is a fault, because it is probably a typing error.
func (r *reader) unknown(e, parent *element) {
	if near := spec.Nearest(e.name, elementNames, 3); near == "" {
		r.note(e, "remove it if it is a mistake", "element %s is not defined by CSDL and is ignored", e.name)
		return
	}
	r.fault(e, "correct or remove it", "element %s is not valid inside %s", e.name, parent.name)
}

// elementNames are the elements of CSDL that are not expressions.
var elementNames = []string{"Edmx", "DataServices", "Reference", "Include", "IncludeAnnotations", "Schema", "EntityType", "ComplexType", "Key",
	"PropertyRef", "Property", "NavigationProperty", "ReferentialConstraint", "OnDelete", "EnumType", "Member", "TypeDefinition", "Action",
	"Function", "Parameter", "ReturnType", "Term", "EntityContainer", "EntitySet", "Singleton", "NavigationPropertyBinding", "ActionImport",
	"FunctionImport", "Annotations", "Annotation", "PropertyValue", "Record", "Collection"}
