package odata

import "reflect"

// Field is a property that is absent, null or a value. The zero Field is absent and is not sent.
// [Get] and [GetOr] read it.
//
// Field has no generic methods on purpose: a package that names a model would compile each of them
// for every Field that can be reached from it, and there are about 1,500 different ones.
type Field[T any] struct {
	_ [0]func() // not comparable, so that no comparison is compiled for each Field and model
	v T
	presence
}

// presence says whether a property is there. Its methods are promoted to every Field.
type presence struct {
	state state // not embedded: its Equal would be promoted too
}

// IsNull reports whether the property is null.
func (p presence) IsNull() bool { return p.state == isNull }

// IsZero reports whether the property is absent.
func (p presence) IsZero() bool { return p.state == isAbsent }

// Set returns a Field that holds v. A nil slice is sent as []. A nil pointer or interface is an
// error when the Field is encoded; use Null.
func Set[T any](v T) Field[T] { return Field[T]{v: v, presence: presence{isValue}} }

// Null returns a Field that is sent as null.
func Null[T any]() Field[T] { return Field[T]{presence: presence{isNull}} }

// Get returns the value of a property and reports whether there is one. It reports false if the
// property is absent or null.
func Get[T any](f Field[T]) (T, bool) { return f.v, f.state&kindMask == isValue }

// GetOr returns the value of a property, or def if the property is absent or null.
func GetOr[T any](f Field[T], def T) T {
	if f.state&kindMask == isValue {
		return f.v
	}
	return def
}

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

var presenceType = reflect.TypeFor[presence]()

// The indexes of a Field's value and presence among its fields.
const (
	fieldValue    = 1
	fieldPresence = 2
)

// IsField reports whether t is a Field of this package, or the part of one that says whether it is
// there. Pass it to cmp.Exporter to compare models with go-cmp.
func IsField(t reflect.Type) bool { return t == presenceType || isField(t) }

func isField(t reflect.Type) bool {
	return t.Kind() == reflect.Struct && t.NumField() == fieldPresence+1 && t.Field(fieldPresence).Type == presenceType
}
