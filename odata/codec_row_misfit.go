package odata

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
)

// This file says where in a row a value does not fit.

// rowMisfit puts a value that does not fit its field into the Extra. Without one, it records where
// the value is.
func (d *decoder) rowMisfit(p *rowPlan, pr *prop, m mem, value int) int {
	if p.keeps {
		d.path = d.path[:0]
		valueAt(pr.typ, at(m, pr.value)).SetZero()
		return d.keepRaw(pr.name, value)
	}
	d.misfitAt("/"+pr.name, pr.typ, value)
	return misfit
}

// misfitAt records a place, innermost first, with a value that does not fit its type.
func (d *decoder) misfitAt(place string, t reflect.Type, value int) {
	if len(d.path) == 0 {
		d.misfit = fmt.Sprintf("found %s, which is no %v", kindAt(d.b[value]), t)
	}
	d.path = append(d.path, place)
}

// kindAt returns what a JSON value is by its first byte. The value itself may be a secret.
func kindAt(c byte) string {
	switch c {
	case '"':
		return "a text"
	case '{':
		return "an object"
	case '[':
		return "an array"
	case 't', 'f':
		return "a boolean"
	case 'n':
		return "null"
	}
	return "a number"
}

// misfitPath returns where the value that did not fit is in its item.
func (d *decoder) misfitPath() string {
	slices.Reverse(d.path)
	return strings.TrimPrefix(strings.Join(d.path, ""), "/")
}
