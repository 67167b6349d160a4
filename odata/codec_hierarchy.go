package odata

import (
	"cmp"
	"fmt"
	"reflect"
	"strings"
	"sync"
)

// hierarchy holds the types of the values that an interface can hold: a type of the description and
// the types derived from it.
//
// Generated code lists them in a type, which costs nothing to compile and is linked only with code
// that refers to it. The interface of the root of a hierarchy has a method called family. Its
// parameter is a function type whose parameters are the models, each after its base:
//
//	type AnyMobileApp interface{ family(typesOfMobileApp) }
//	type typesOfMobileApp func(*MobileApp, *AndroidLobApp, *MobileLobApp, *IosLobApp)
//	type AnyMobileLobApp interface { AnyMobileApp; isMobileLobApp() }
type hierarchy struct {
	base   reflect.Type            // a struct, or nil if the interface does not have this form
	byName map[string]reflect.Type // structs by their qualified names
}

var hierarchies sync.Map // reflect.Type → hierarchy

func hierarchyOf(t reflect.Type) hierarchy {
	if h, ok := hierarchies.Load(t); ok {
		return h.(hierarchy)
	}
	h := newHierarchy(t)
	hierarchies.Store(t, h)
	return h
}

func newHierarchy(t reflect.Type) hierarchy {
	h := hierarchy{byName: map[string]reflect.Type{}}
	for _, model := range modelsOf(t) {
		if model.Kind() != reflect.Pointer || model.Elem().Kind() != reflect.Struct {
			return hierarchy{}
		}
		if !model.Implements(t) {
			continue
		}
		h.base = cmp.Or(h.base, model.Elem())
		h.byName[nameOfType(model.Elem())] = model.Elem()
	}
	return h
}

// modelsOf returns the models of the interface's hierarchy. The method is looked up by a constant
// name, so that the linker keeps only methods of this name. For any other lookup it would keep all
// methods of all types.
func modelsOf(t reflect.Type) (models []reflect.Type) {
	method, ok := t.MethodByName("family")
	if !ok || method.Type.NumIn() != 1 || method.Type.In(0).Kind() != reflect.Func {
		return nil
	}
	for i := range method.Type.In(0).NumIn() {
		models = append(models, method.Type.In(0).In(i))
	}
	return models
}

// named returns the struct with that name, or the base.
func (h hierarchy) named(name string) reflect.Type {
	if t := h.byName[name]; t != nil {
		return t
	}
	return h.base
}

// DerivedName returns the qualified name of a type derived from another. Both are pointers to
// models or interfaces of models, as requests name them. It is an error if derived is not derived
// from base.
func DerivedName(base, derived reflect.Type) (string, error) {
	model := derived
	switch derived.Kind() {
	case reflect.Pointer:
		model = derived.Elem()
	case reflect.Interface:
		if h := hierarchyOf(derived); h.base != nil {
			model = h.base
		}
	}
	if base.Kind() == reflect.Interface && model != nil && model.Kind() == reflect.Struct {
		name := nameOfType(model)
		if hierarchyOf(base).byName[name] == model {
			return name, nil
		}
	}
	return "", fmt.Errorf("odata: %v is not derived from %v", derived, base)
}

// nameOfType returns the qualified name of a model's type, from the tag of its last field, its
// Extra.
func nameOfType(model reflect.Type) string {
	if model.NumField() == 0 {
		return ""
	}
	text, _, _ := strings.Cut(model.Field(model.NumField()-1).Tag.Get("odata"), ",")
	return strings.TrimPrefix(text, "#")
}
