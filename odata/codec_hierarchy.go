package odata

import (
	"cmp"
	"fmt"
	"reflect"
	"strings"
	"sync"
)

// family is the types of the values that an interface holds: a type of the description and those derived from it.
//
// Generated code states it in types alone, which cost nothing to compile and are linked only with what refers to them: the interface of the
// root of a hierarchy has a method whose parameter is a function type with the models as its parameters, each after its base.
//
//	type AnyMobileApp interface{ family(typesOfMobileApp) }
//	type typesOfMobileApp func(*MobileApp, *AndroidLobApp, *MobileLobApp, *IosLobApp)
//	type AnyMobileLobApp interface { AnyMobileApp; isMobileLobApp() }
type family struct {
	base   *variant // nil if the interface is not of this form
	byName map[string]*variant
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
	f := family{byName: map[string]*variant{}}
	for _, model := range hierarchyOf(t) {
		if model.Kind() != reflect.Pointer || model.Elem().Kind() != reflect.Struct {
			return family{}
		}
		if !model.Implements(t) {
			continue
		}
		v := &variant{typ: model.Elem()}
		f.base = cmp.Or(f.base, v)
		f.byName[nameOfType(v.typ)] = v
	}
	return f
}

// hierarchyOf returns the models of the hierarchy that the interface is of. The name of the method is a constant, so that the linker
// keeps methods of this name; for any other way to find a method it would keep all methods of all types.
func hierarchyOf(t reflect.Type) (models []reflect.Type) {
	method, ok := t.MethodByName("family")
	if !ok || method.Type.NumIn() != 1 || method.Type.In(0).Kind() != reflect.Func {
		return nil
	}
	for i := range method.Type.In(0).NumIn() {
		models = append(models, method.Type.In(0).In(i))
	}
	return models
}

// named returns the type of that name, or the base.
func (f family) named(name string) *variant {
	if v := f.byName[name]; v != nil {
		return v
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
		if f := familyOf(derived); f.base != nil {
			model = f.base.typ
		}
	}
	if base.Kind() == reflect.Interface && model != nil && model.Kind() == reflect.Struct {
		name := nameOfType(model)
		if v := familyOf(base).byName[name]; v != nil && v.typ == model {
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
