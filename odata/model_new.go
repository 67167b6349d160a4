package odata

import (
	"reflect"
	"slices"
	"strings"
)

// New returns a pointer to a new value of the type of that qualified name, and whether there is one. models holds nil pointers to
// the types to choose from, sorted by name. It is what the constructors of generated packages are made of.
func New(models []any, name string) (any, bool) {
	i, found := slices.BinarySearchFunc(models, name, func(model any, name string) int {
		return strings.Compare(nameOfType(reflect.TypeOf(model).Elem()), name)
	})
	if !found {
		return nil, false
	}
	return reflect.New(reflect.TypeOf(models[i]).Elem()).Interface(), true
}
