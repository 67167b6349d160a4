package csdl

import (
	"encoding/xml"
	"strings"

	"github.com/intunegen/intunegen/spec"
)

// An element is a start tag.
type element struct {
	name, space string
	attrs       []xml.Attr
	pos         spec.Position
}

// attr returns the value of an attribute, "" when it is absent.
func (e *element) attr(name string) string { return e.attrOr(name, "") }

// attrOr returns the value of an attribute, or instead if it is absent.
func (e *element) attrOr(name, instead string) string {
	for i := range e.attrs {
		if e.attrs[i].Name.Local == name && e.attrs[i].Name.Space == "" {
			return e.attrs[i].Value
		}
	}
	return instead
}

func (e *element) has(name string) bool { return e.attrOr(name, "\x00") != "\x00" }

// required returns an attribute, and reports a fault if it is missing or empty.
func (r *reader) required(e *element, name string) string {
	value := strings.TrimSpace(e.attr(name))
	if value == "" {
		r.fault(e, "add it", "%s has no %s", e.name, name)
	}
	return value
}

// flag returns a boolean attribute, or absent if it is missing.
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
