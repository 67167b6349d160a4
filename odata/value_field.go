package odata

import "reflect"

// Field is a property that is absent, null or a value. The zero Field is absent and is not sent.
//
// Its methods have pointer receivers and are few on purpose: a generated package has about 1,500
// different Fields, and every method is compiled for each of them.
type Field[T any] struct {
	_     [0]func() // not comparable, so that no comparison is compiled for each Field and model
	v     T
	state state
}

// Set returns a Field that holds v. A nil slice is sent as []. A nil pointer or interface is an
// error when the Field is encoded; use Null.
func Set[T any](v T) Field[T] { return Field[T]{v: v, state: isValue} }

// Null returns a Field that is sent as null.
func Null[T any]() Field[T] { return Field[T]{state: isNull} }

// Get returns the value and reports whether there is one. It reports false if the property is
// absent or null.
func (f *Field[T]) Get() (T, bool) { return f.v, f.state&kindMask == isValue }

// Or returns the value, or def if the property is absent or null.
func (f *Field[T]) Or(def T) T {
	if f.state&kindMask == isValue {
		return f.v
	}
	return def
}

// IsNull reports whether the property is null.
func (f *Field[T]) IsNull() bool { return f.state == isNull }

// IsZero reports whether the property is absent.
func (f *Field[T]) IsZero() bool { return f.state == isAbsent }

// state says whether a Field is absent, null or a value. Its upper bits hold the form in which a
// floating-point number was received, so that it is written in the same form.
type state uint8

const (
	isAbsent state = 0
	isValue  state = 1
	isNull   state = 2
	kindMask state = 3
)

// Equal ignores the form of numbers, so that go-cmp finds a decoded 5.0 equal to Set(5.0).
func (s state) Equal(t state) bool { return s&kindMask == t&kindMask }

var stateType = reflect.TypeFor[state]()

// The indexes of a Field's value and state among its fields.
const (
	fieldValue = 1
	fieldState = 2
)

// IsField reports whether t is a Field of this package. Pass it to cmp.Exporter to compare models
// with go-cmp.
func IsField(t reflect.Type) bool {
	return t.Kind() == reflect.Struct && t.NumField() == fieldState+1 && t.Field(fieldState).Type == stateType
}
