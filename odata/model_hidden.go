package odata

import (
	"cmp"
	"maps"
	"reflect"
	"slices"
	"strings"
)

var secretType = reflect.TypeFor[Secret]()

// Secrets returns the texts of all secrets that a value holds, for removing them from texts of
// others. The value is a model, a patch or parameters, or a slice, map or struct that holds some.
func Secrets(v any) []string {
	var found secretTexts
	found.search(reflect.ValueOf(v), 0)
	return found
}

type secretTexts []string

// maxSearch is how deeply values that are not models are searched: they may contain themselves.
const maxSearch = 32

func (s *secretTexts) search(v reflect.Value, depth int) {
	if depth > maxSearch {
		return
	}
	switch v.Kind() {
	case reflect.Interface, reflect.Pointer:
		s.search(v.Elem(), depth+1)
	case reflect.Struct:
		s.searchStruct(v, depth)
	case reflect.Slice, reflect.Array:
		for i := 0; i < v.Len() && v.Type().Elem().Kind() != reflect.Uint8; i++ {
			s.search(v.Index(i), depth+1)
		}
	case reflect.Map:
		for _, value := range v.Seq2() {
			s.search(value, depth+1)
		}
	}
}

func (s *secretTexts) searchStruct(v reflect.Value, depth int) {
	switch {
	case !v.CanInterface():
	case v.Type() == secretType:
		s.add("", v)
	case isModel(v.Type()) && v.CanAddr():
		visit("", v.Addr().Interface(), s.add)
	case isModel(v.Type()):
		visit("", v.Interface(), s.add)
	default:
		for i := range v.NumField() {
			s.search(v.Field(i), depth+1)
		}
	}
}

func (s *secretTexts) add(_ string, value reflect.Value) {
	if value.Type() != secretType {
		return
	}
	if text := value.Interface().(Secret).Reveal(); text != "" {
		*s = append(*s, text)
	}
}

// isModel reports whether a struct type has an Extra, as models, patches and parameters have.
func isModel(t reflect.Type) bool {
	n := t.NumField()
	return n > 0 && t.Field(n-1).Type == extraType
}

// SecretNames returns the wire names of the properties that can hold a [Secret] in values of the
// types of vs, and in all that these can hold. A pointer to a Secret, or to a slice of them, means
// the member "value" of a reply.
func SecretNames(vs ...any) []string {
	names := secretNames{found: map[string]bool{}, seen: map[reflect.Type]bool{}}
	for _, v := range vs {
		if box, ok := v.(*any); ok && box != nil {
			v = *box // what the caller has put there is decoded into
		}
		names.collect("value", reflect.TypeOf(v))
	}
	return slices.Sorted(maps.Keys(names.found))
}

type secretNames struct {
	found map[string]bool
	seen  map[reflect.Type]bool
}

// collect adds the names below a type, which is that of the property name.
func (s *secretNames) collect(name string, t reflect.Type) {
	switch {
	case t == nil:
	case t == secretType:
		s.found[name] = true
	case t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice || t.Kind() == reflect.Array || t.Kind() == reflect.Map:
		s.collect(name, t.Elem())
	case s.seen[t]:
	case t.Kind() == reflect.Struct:
		s.seen[t] = true
		s.properties(t)
	case t.Kind() == reflect.Interface:
		s.seen[t] = true
		for _, v := range hierarchyOf(t).byName {
			s.collect(name, v)
		}
	}
}

func (s *secretNames) properties(t reflect.Type) {
	for i := range t.NumField() {
		f := t.Field(i)
		tag, typ := f.Tag.Get("json"), f.Type
		if isField(f.Type) {
			tag, typ = f.Tag.Get("odata"), f.Type.Field(fieldValue).Type
		}
		name, _, _ := strings.Cut(tag, ",")
		s.collect(cmp.Or(name, f.Name), typ)
	}
}
