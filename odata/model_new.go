package odata

import (
	"reflect"
	"slices"
	"strings"
)

// New returns a pointer to a new value of the type with that qualified name, and reports whether
// there is such a type. models holds nil pointers to the types, sorted by name. The constructors of
// generated packages call it.
func New(models []any, name string) (any, bool) {
	i, found := slices.BinarySearchFunc(models, name, func(model any, name string) int {
		return strings.Compare(nameOfType(reflect.TypeOf(model).Elem()), name)
	})
	if !found {
		return nil, false
	}
	return reflect.New(reflect.TypeOf(models[i]).Elem()).Interface(), true
}
