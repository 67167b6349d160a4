package odata

import (
	"fmt"
	"reflect"
	"slices"
)

// fits returns an error if a field of a row cannot hold the values of a property.
func (q *query) fits(pr, of *prop, field string) error {
	t := pr.value1()
	switch {
	case of.kind == kindRaw && !of.list || t == reflect.TypeFor[Raw]() && !pr.list:
		return nil // any JSON
	case pr.list != of.list:
		return of.mismatch(pr)
	case of.elem != nil:
		return q.fitsStructure(pr, of, field)
	case pr.nestedRow() != nil || pr.elem != nil || !slices.ContainsFunc(holders(of), func(h func(reflect.Type) bool) bool { return h(t) }):
		return of.mismatch(pr)
	}
	return nil
}

// value1 returns the Go type of one value: of an element, and behind a pointer.
func (pr *prop) value1() reflect.Type {
	t := pr.typ
	if pr.list {
		t = t.Elem()
	}
	if t.Kind() == reflect.Pointer && t != pr.elem && pr.kind == kindRow {
		t = t.Elem()
	}
	return t
}

// nestedRow returns the plan of the struct of the user's that a field holds, or nil.
func (pr *prop) nestedRow() *rowPlan {
	if pr.kind != kindRow || pr.elem == nil {
		return nil
	}
	p, err := rowPlanOf(pr.elem)
	if err != nil {
		return nil
	}
	return p
}

// fitsStructure returns an error if a field cannot hold the objects of a property. A nested struct
// of a navigation property is checked when its own query is made.
func (q *query) fitsStructure(pr, of *prop, field string) error {
	target, ok := of.structured()
	switch {
	case !ok:
		return of.mismatch(pr)
	case pr.kind != kindRow:
		if pr.elem == of.elem || pr.elem == of.hierarchy.base && pr.elem != nil {
			return nil
		}
		return of.mismatch(pr)
	case pr.elem == nil:
		return of.mismatch(pr)
	}
	p, err := rowPlanOf(pr.elem)
	if err == nil && !target.isEntity() {
		q.each(p, target, field+".", func(string, *prop, *prop) {})
	}
	return err
}

// mismatch returns the error of a field that cannot hold the values of a property.
func (of *prop) mismatch(pr *prop) error {
	hint := "use that, or a plain Go type for its values"
	switch {
	case of.kind == kindSecret:
		hint = "it is secret; use odata.Secret"
	case of.elem != nil && of.list:
		hint = "use that, or a slice of a struct with tags for what you need of it"
	case of.elem != nil:
		hint = "use that, or a struct with tags for what you need of it"
	case of.list:
		hint = "use a slice"
	}
	return fmt.Errorf("a %v cannot hold it; the property is a %v: %s", pr.typ, of.typ, hint)
}

// holders returns functions that report whether a Go type can hold the scalars of a property.
func holders(of *prop) []func(reflect.Type) bool {
	scalar := of.typ
	if of.list {
		scalar = scalar.Elem()
	}
	same := func(t reflect.Type) bool { return t == scalar }
	switch k := of.kind; {
	case k == kindString && scalar == reflect.TypeFor[string]():
		return []func(reflect.Type) bool{isText}
	case k == kindString: // an enumeration, or a stream
		return []func(reflect.Type) bool{same, isOwnText}
	case k == kindBool:
		return []func(reflect.Type) bool{func(t reflect.Type) bool { return t.Kind() == reflect.Bool }}
	case k <= kindInt64:
		return []func(reflect.Type) bool{isInteger, isFloat}
	case k == kindFloat32 || k == kindFloat64:
		return []func(reflect.Type) bool{isFloat}
	case k == kindDecimal:
		return []func(reflect.Type) bool{same, isFloat}
	case k == kindTime || k == kindDate:
		return []func(reflect.Type) bool{same, isOwnText, func(t reflect.Type) bool { return t == goTime }}
	case k == kindDuration:
		return []func(reflect.Type) bool{same, isOwnText, func(t reflect.Type) bool { return t == goDuration }}
	case k == kindBinary:
		return []func(reflect.Type) bool{same, isOwnText, func(t reflect.Type) bool { return t == goBytes }}
	case k == kindSecret:
		return []func(reflect.Type) bool{same}
	}
	return []func(reflect.Type) bool{same, isOwnText}
}

func isText(t reflect.Type) bool { return t.Kind() == reflect.String && !isEnumeration(t) }

// isOwnText reports whether a type is string or a text of the user's, and no enumeration, which
// would be another one than that of the property.
func isOwnText(t reflect.Type) bool { return isText(t) && t != reflect.TypeFor[Stream]() }

// isEnumeration reports whether a type is a generated enumeration.
func isEnumeration(t reflect.Type) bool {
	_, ok := t.MethodByName("Known")
	return ok
}

func isInteger(t reflect.Type) bool {
	return t.Kind() >= reflect.Int && t.Kind() <= reflect.Uint64 && t != goDuration
}

func isFloat(t reflect.Type) bool { return t.Kind() == reflect.Float32 || t.Kind() == reflect.Float64 }
