package odata

import (
	"fmt"
	"reflect"
	"slices"
)

// unknownFutureValue is the member that services return in place of members that are new to the
// client.
const unknownFutureValue = "unknownFutureValue"

// UnknownFutureValue returns the path of the first enumeration value that is or contains
// unknownFutureValue, which no service accepts.
func UnknownFutureValue(v any) (path string, found bool) {
	visit("", v, func(at string, value reflect.Value) {
		if isEnum(value.Type()) && !found && HasFlag(value.String(), unknownFutureValue) {
			path, found = at, true
		}
	})
	return path, found
}

// Types returns the qualified type names of a model, a patch or parameters and of all nested
// values, each once.
func Types(v any) []string {
	var names []string
	visit("", v, func(_ string, value reflect.Value) {
		if value.Kind() != reflect.Pointer {
			return
		}
		if name := TypeName(value.Interface()); name != "" && !slices.Contains(names, name) {
			names = append(names, name)
		}
	})
	return names
}

// visit calls f with a pointer to each model, outermost first, and with each scalar that is set in
// it.
func visit(path string, v any, f func(path string, value reflect.Value)) {
	rv, p, err := modelOf(v)
	if err != nil {
		return
	}
	f(path, rv)
	for i := range p.props {
		pr := &p.props[i]
		if *as[state](at(rv.UnsafePointer(), pr.state))&kindMask != isValue {
			continue
		}
		value := valueAt(pr.typ, at(rv.UnsafePointer(), pr.value))
		if !pr.list {
			visitValue(path+pr.name, pr, value, f)
			continue
		}
		for j := range value.Len() {
			visitValue(fmt.Sprintf("%s%s[%d]", path, pr.name, j), pr, value.Index(j), f)
		}
	}
}

func visitValue(path string, pr *prop, value reflect.Value, f func(string, reflect.Value)) {
	switch {
	case pr.elem == nil:
		f(path, value)
	case value.Kind() == reflect.Struct:
		visit(path+"/", value.Addr().Interface(), f)
	default:
		visit(path+"/", value.Interface(), f)
	}
}
