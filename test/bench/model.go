package bench

import (
	"reflect"
	"strings"

	"github.com/intunegen/intunegen/odata"
)

// property is a property of a generated model.
type property struct {
	goName, name  string
	nonnull, list bool
	model         reflect.Type // the struct of a structured value
	scalar        reflect.Type // the type of any other
}

// properties lists the properties of a generated struct but its navigation properties, which hold
// entities.
func properties(t reflect.Type) (list []property) {
	for i := range t.NumField() {
		f := t.Field(i)
		if !odata.IsField(f.Type) {
			continue
		}
		name, options, _ := strings.Cut(f.Tag.Get("odata"), ",")
		p := property{goName: f.Name, name: name, nonnull: strings.Contains(options, "nonnull"), scalar: valueType(f.Type)}
		if p.scalar.Kind() == reflect.Slice {
			p.list, p.scalar = true, p.scalar.Elem()
		}
		p.model = modelOf(p)
		if p.model == nil || !strings.HasPrefix(typeOf(p.model), "#") {
			list = append(list, p)
		}
	}
	return list
}

// valueType returns the T of a Field[T].
func valueType(field reflect.Type) reflect.Type {
	value, _ := field.FieldByName("v")
	return value.Type
}

// modelOf returns the struct that a property holds, that of the base where the type has derived
// ones.
func modelOf(p property) reflect.Type {
	switch {
	case p.scalar.Kind() == reflect.Interface:
		return p.scalar.Method(0).Type.In(0).In(0).Elem() // the first of the models that its method names
	case p.scalar.Kind() == reflect.Pointer:
		return p.scalar.Elem()
	case p.scalar.Kind() == reflect.Struct && p.scalar.NumField() > 1:
		return p.scalar
	}
	return nil
}

// typeOf returns the @odata.type that the struct's tag has.
func typeOf(t reflect.Type) string {
	f, _ := t.FieldByName("Extra")
	name, _, _ := strings.Cut(f.Tag.Get("odata"), ",")
	return name
}

// pointers returns what a program without a client would decode a model into: a struct of pointers
// with json tags. Times and the like are strings, which is the fastest that a peer can do and what
// the codec here does too.
func pointers(t reflect.Type) reflect.Type {
	fields := []reflect.StructField{{Name: "ODataType", Type: reflect.TypeFor[*string](), Tag: `json:"@odata.type,omitempty"`}}
	for _, p := range properties(t) {
		f := reflect.StructField{Name: p.goName, Type: peerType(p), Tag: reflect.StructTag(`json:"` + p.name + `,omitempty"`)}
		fields = append(fields, f)
	}
	return reflect.StructOf(fields)
}

func peerType(p property) reflect.Type {
	element := p.scalar
	switch {
	case p.model != nil:
		element = pointers(p.model)
	case element.Kind() == reflect.Struct:
		element = reflect.TypeFor[string]()
	}
	if p.list {
		return reflect.SliceOf(element)
	}
	return reflect.PointerTo(element)
}

// pagePointers returns the struct of a page of them.
func pagePointers(t reflect.Type) reflect.Type {
	return reflect.StructOf([]reflect.StructField{
		{Name: "Context", Type: reflect.TypeFor[*string](), Tag: `json:"@odata.context,omitempty"`},
		{Name: "NextLink", Type: reflect.TypeFor[*string](), Tag: `json:"@odata.nextLink,omitempty"`},
		{Name: "Value", Type: reflect.SliceOf(pointers(t)), Tag: `json:"value"`},
	})
}
