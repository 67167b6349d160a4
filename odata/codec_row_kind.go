package odata

import (
	"fmt"
	"reflect"
	"strings"
	"time"
)

// The Go types that rows can hold and models cannot.
var (
	goTime     = reflect.TypeFor[time.Time]()
	goDuration = reflect.TypeFor[time.Duration]()
	goBytes    = reflect.TypeFor[[]byte]()
)

// setRowKind finds out how the type of a row's field is decoded.
func (pr *prop) setRowKind() error {
	t := pr.typ
	if t.Kind() == reflect.Slice && t != goBytes {
		pr.list = true
		t = t.Elem()
		pr.size = t.Size()
	}
	var err error
	if pr.kind, err = pr.rowKind(t); err == nil && pr.list && pr.size == 0 {
		err = fmt.Errorf("a slice of %v holds nothing; give the struct fields with tags", t)
	}
	return err
}

// rowKind returns the kind of a value. That of a type which only rows can hold is kindRow, with the
// function that reads it.
func (pr *prop) rowKind(t reflect.Type) (kind, error) {
	for i := range textKinds {
		if t == textKinds[i].typ {
			return kindTime + kind(i), nil
		}
	}
	switch {
	case t == secretType:
		return kindSecret, nil
	case t == goTime:
		pr.read = readTime
	case t == goDuration:
		pr.read = readDuration
	case t == goBytes:
		pr.read = readBytes
	case t.Kind() == reflect.Interface:
		pr.elem, pr.hierarchy = t, hierarchyOf(t)
		if pr.hierarchy.base != nil {
			return kindAny, nil
		}
		return 0, fmt.Errorf("a row cannot hold a %v; use a type of values, or odata.Raw for any JSON", t)
	case t.Kind() == reflect.Pointer:
		return pr.pointerKind(t.Elem())
	case t.Kind() == reflect.Struct && isNamedModel(t):
		pr.elem = t
		return kindStruct, nil
	case t.Kind() == reflect.Struct:
		pr.elem, pr.read = t, readRow(t)
	default:
		return pr.scalarRowKind(t)
	}
	return kindRow, nil
}

// isNamedModel reports whether a struct is a generated model, which has the qualified name of its
// type.
func isNamedModel(t reflect.Type) bool { return isModel(t) && strings.Contains(nameOfType(t), ".") }

// pointerKind returns the kind of a pointer, which is nil for null and for a property that is
// absent.
func (pr *prop) pointerKind(t reflect.Type) (kind, error) {
	if t.Kind() == reflect.Struct && isNamedModel(t) {
		pr.elem = t
		return kindPointer, nil
	}
	to := &prop{typ: t, row: true, plain: true}
	if err := to.setRowKind(); err != nil {
		return 0, err
	}
	pr.elem, pr.read = to.elem, func(d *decoder, m mem, i int) int {
		v := reflect.New(t).UnsafePointer()
		end := d.rowValue(to, v, i)
		if end > 0 {
			*as[mem](m) = v
		}
		return end
	}
	return kindRow, nil
}

// scalarRowKind returns the kind of a Go scalar.
func (pr *prop) scalarRowKind(t reflect.Type) (kind, error) {
	switch {
	case pr.plain && t.Kind() == reflect.Float32:
		pr.read = readFloat[float32](32)
		return kindRow, nil
	case pr.plain && t.Kind() == reflect.Float64:
		pr.read = readFloat[float64](64)
		return kindRow, nil
	}
	if k, ok := scalarKind(t.Kind()); ok {
		return k, nil
	}
	switch t.Kind() {
	case reflect.Int:
		if t.Size() == 4 {
			return kindInt32, nil
		}
		return kindInt64, nil
	case reflect.Uint16:
		pr.read = readUint[uint16](0xffff)
	case reflect.Uint32:
		pr.read = readUint[uint32](0xffff_ffff)
	case reflect.Uint64:
		pr.read = readUint[uint64](1<<63 - 1)
	case reflect.Uint:
		pr.read = readUint[uint](1<<(8*t.Size()-1) - 1)
	default:
		return 0, fmt.Errorf("a row cannot hold a %v; use a string, a bool, a number, a time or a value of package odata, a slice of such or a struct with tags", t)
	}
	return kindRow, nil
}
