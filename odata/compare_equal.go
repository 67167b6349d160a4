package odata

import (
	"reflect"
)

// Equal reports whether two values have the same meaning, as [Difference] compares it. It takes
// models, patches, Fields, their values, pointers to any of these, and slices and maps of them, and
// follows interfaces. Values of different types differ, and a nil slice equals an empty one.
// Anything else is compared by [reflect.DeepEqual].
//
// Everything that either side has is compared, also read-only properties; absent differs from null.
// How a value was received makes no difference: the order of members, the spelling of @odata.type,
// annotations other than name@odata.bind, and advertised operations. So a decoded model equals one
// made in Go.
//
// In tests, use it with go-cmp:
//
//	isField := func(p cmp.Path) bool { return odata.IsField(p.Last().Type()) }
//	cmp.Diff(want, got, cmp.FilterPath(isField, cmp.Comparer(odata.Equal)))
//
// With testify use assert.True(t, odata.Equal(want, got)): its assert.Equal and reflect.DeepEqual
// compare how values are held.
func Equal(a, b any) bool {
	c := comparison{exact: true}
	return c.any(reflect.ValueOf(a), reflect.ValueOf(b))
}

// any compares two values of any type.
func (c *comparison) any(a, b reflect.Value) bool {
	a, b = followed(a), followed(b)
	switch {
	case !a.IsValid() || !b.IsValid():
		return a.IsValid() == b.IsValid()
	case a.Type() != b.Type():
		return false
	}
	if pr, list := propOf(a.Type()); pr != nil {
		pr.list = list
		return c.states(pr, operandOf(a), operandOf(b))
	}
	switch a.Kind() {
	case reflect.Struct:
		return c.structs(addressable(a), addressable(b))
	case reflect.Slice, reflect.Array:
		return c.slices(a, b)
	case reflect.Map:
		return c.maps(a, b)
	}
	return reflect.DeepEqual(a.Interface(), b.Interface())
}

// followed returns what a value points to or holds. It is invalid for nil.
func followed(v reflect.Value) reflect.Value {
	for n := 0; n < maxSearch && (v.Kind() == reflect.Pointer || v.Kind() == reflect.Interface); n++ {
		v = v.Elem()
	}
	return v
}

// propOf returns a property that can hold a value of type t, or nil.
func propOf(t reflect.Type) (pr *prop, list bool) {
	pr = &prop{name: "value", typ: t}
	if pr.setKind() != nil || pr.kind == kindPointer {
		return nil, false
	}
	if pr.kind == kindStruct && !isModel(pr.elem) {
		return nil, false
	}
	return pr, pr.list
}

func addressable(v reflect.Value) reflect.Value {
	copied := reflect.New(v.Type())
	copied.Elem().Set(v)
	return copied.Elem()
}

func operandOf(v reflect.Value) operand {
	return operand{isValue, addressable(v).Addr().UnsafePointer()}
}

func (c *comparison) structs(a, b reflect.Value) bool {
	t := a.Type()
	switch {
	case t == presenceType:
		return a.Interface().(presence).state.Equal(b.Interface().(presence).state)
	case t == extraType:
		return a.Interface().(Extra).Equal(b.Interface().(Extra))
	case isField(t):
		return c.fields(a, b)
	case isModel(t):
		if p, err := planOf(t); err == nil {
			return c.models(record{p, a.Addr().UnsafePointer()}, record{p, b.Addr().UnsafePointer()})
		}
	}
	return c.plainStructs(a, b)
}

func (c *comparison) models(a, b record) bool {
	return a.typeName() == b.typeName() && c.object(a, b)
}

// fields compares two values of a Field.
func (c *comparison) fields(a, b reflect.Value) bool {
	t := a.Type()
	pr := &prop{name: "value", typ: t.Field(fieldValue).Type}
	x, y := fieldOperand(a), fieldOperand(b)
	if pr.setKind() == nil {
		return c.states(pr, x, y)
	}
	same := x.st&kindMask == y.st&kindMask
	return same && (!x.is(isValue) || c.any(valueAt(pr.typ, x.m), valueAt(pr.typ, y.m)))
}

func fieldOperand(v reflect.Value) operand {
	m, t := v.Addr().UnsafePointer(), v.Type()
	return operand{*as[state](at(m, t.Field(fieldPresence).Offset)), at(m, t.Field(fieldValue).Offset)}
}

// plainStructs compares structs that are not models. One with fields that are not exported is
// compared as it is held.
func (c *comparison) plainStructs(a, b reflect.Value) bool {
	for i := range a.NumField() {
		if !a.Type().Field(i).IsExported() {
			return reflect.DeepEqual(a.Interface(), b.Interface())
		}
	}
	for i := range a.NumField() {
		if !c.any(a.Field(i), b.Field(i)) {
			return false
		}
	}
	return true
}

func (c *comparison) slices(a, b reflect.Value) bool {
	if a.Len() != b.Len() {
		return false
	}
	for i := range a.Len() {
		if !c.any(a.Index(i), b.Index(i)) {
			return false
		}
	}
	return true
}

func (c *comparison) maps(a, b reflect.Value) bool {
	if a.Len() != b.Len() {
		return false
	}
	for key, value := range a.Seq2() {
		other := b.MapIndex(key)
		if !other.IsValid() || !c.any(value, other) {
			return false
		}
	}
	return true
}
