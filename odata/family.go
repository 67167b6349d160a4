package odata

import (
	"fmt"
	"reflect"
	"strings"
	"sync"
)

// family is the types of the values that an interface holds: a type of the description and those derived from it.
//
// Generated code states it in types alone, which cost nothing to compile and are linked only with what refers to them: the interface
// has one method, whose parameter is a function type with the models as its parameters, the base first.
//
//	type AnyMobileApp interface{ isMobileApp(typesOfMobileApp) }
//	type typesOfMobileApp func(*MobileApp, *AndroidLobApp, *IosLobApp)
type family struct {
	base   reflect.Type // nil if the interface is not of this form
	byName map[string]reflect.Type
}

var families sync.Map // reflect.Type → family

func familyOf(t reflect.Type) family {
	if f, ok := families.Load(t); ok {
		return f.(family)
	}
	f := newFamily(t)
	families.Store(t, f)
	return f
}

func newFamily(t reflect.Type) family {
	f := family{byName: map[string]reflect.Type{}}
	for _, model := range typesOf(t) {
		if model.Kind() != reflect.Pointer || model.Elem().Kind() != reflect.Struct || !model.Implements(t) {
			return family{}
		}
		if f.base == nil {
			f.base = model.Elem()
		}
		f.byName[nameOfType(model.Elem())] = model.Elem()
	}
	return f
}

// typesOf returns the parameters of the function type that the interface's only method takes.
func typesOf(t reflect.Type) (models []reflect.Type) {
	if t.NumMethod() != 1 || t.Method(0).Type.NumIn() != 1 {
		return nil
	}
	list := t.Method(0).Type.In(0)
	if list.Kind() != reflect.Func {
		return nil
	}
	for i := range list.NumIn() {
		models = append(models, list.In(i))
	}
	return models
}

// named returns the type of that name, or the base.
func (f family) named(name string) reflect.Type {
	if t := f.byName[name]; t != nil {
		return t
	}
	return f.base
}

// DerivedName returns the qualified name of a type derived from another: both are given as requests are typed by them, pointers to models or
// interfaces of models. It is an error if the one is not derived from the other.
func DerivedName(base, derived reflect.Type) (string, error) {
	model := derived
	switch derived.Kind() {
	case reflect.Pointer:
		model = derived.Elem()
	case reflect.Interface:
		model = familyOf(derived).base
	}
	if base.Kind() == reflect.Interface && model != nil && model.Kind() == reflect.Struct {
		if name := nameOfType(model); familyOf(base).byName[name] == model {
			return name, nil
		}
	}
	return "", fmt.Errorf("odata: %v is not derived from %v", derived, base)
}

// nameOfType returns the qualified name of a model's type: what the tag of its last field, its Extra, says.
func nameOfType(model reflect.Type) string {
	if model.NumField() == 0 {
		return ""
	}
	text, _, _ := strings.Cut(model.Field(model.NumField()-1).Tag.Get("odata"), ",")
	return strings.TrimPrefix(text, "#")
}
