package odata

import "reflect"

// New returns a pointer to a new value of the type of that qualified name, and whether there is one. models holds nil pointers to
// the types to choose from, sorted by name. It is what the constructors of generated packages are made of.
func New(models []any, name string) (any, bool) {
	low, high := 0, len(models)
	for low < high {
		middle := int(uint(low+high) >> 1)
		t := reflect.TypeOf(models[middle]).Elem()
		switch at := nameOfType(t); {
		case at == name:
			return reflect.New(t).Interface(), true
		case at < name:
			low = middle + 1
		default:
			high = middle
		}
	}
	return nil, false
}
