package e2e

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/intunegen/intunegen/generated/intunebeta"
	"github.com/intunegen/intunegen/odata"
	"github.com/intunegen/intunegen/spec"
)

// This file makes the values that the walk sends.

// concrete returns the type, or the first of its derived types that is not abstract.
func (w *walk) concrete(typ string) string {
	for _, name := range append([]string{typ}, slices.Sorted(slices.Values(w.derived[typ]))...) {
		if t := w.ours.Types[name]; t != nil && !t.Abstract {
			return name
		}
	}
	return ""
}

// model makes a model with a value in every property of text, number and truth value that may be
// written.
func (w *walk) model(typ string) any {
	model, ok := intunebeta.New(w.concrete(typ))
	if !ok {
		return nil
	}
	var members []string
	for _, p := range w.properties(typ) {
		if value := sample(p); value != "" {
			members = append(members, fmt.Sprintf("%q:%s", p.Name, value))
		}
	}
	if err := odata.Unmarshal([]byte("{"+strings.Join(members, ",")+"}"), model); err != nil {
		w.t.Fatal(err)
	}
	made := reflect.New(reflect.TypeOf(model).Elem())
	for i := range made.Elem().NumField() {
		field := made.Elem().Type().Field(i)
		isRefused := strings.Contains(field.Tag.Get("odata"), ",readonly") // in a create
		if field.Name != "Extra" && !isRefused {                           // Extra is what the service merged from other derived types
			made.Elem().Field(i).Set(reflect.ValueOf(model).Elem().Field(i))
		}
	}
	return made.Interface()
}

// properties returns the properties of the service's type that the model has too, and that are no
// key.
func (w *walk) properties(typ string) []*spec.Property {
	var all []*spec.Property
	for t := w.service.Types[typ]; t != nil; t = w.service.Base(t) {
		for _, p := range t.Properties {
			if p.Name != "id" {
				all = append(all, p)
			}
		}
	}
	return all
}

func sample(p *spec.Property) string {
	if p.Type.Collection {
		return ""
	}
	switch p.Type.Name {
	case "Edm.String":
		return `"a text"`
	case "Edm.Boolean":
		return "true"
	case "Edm.Int32", "Edm.Int16", "Edm.Byte":
		return "7"
	}
	return ""
}

// A textProperty is a property of text that an update may send. The zero value is no property.
type textProperty struct {
	name     string
	nullable bool
}

func (w *walk) text(typ string) textProperty {
	patch, ok := intunebeta.NewPatch(w.concrete(typ))
	if !ok {
		return textProperty{}
	}
	t := reflect.TypeOf(patch).Elem()
	for _, p := range w.properties(typ) {
		for i := range t.NumField() {
			tag := strings.Split(t.Field(i).Tag.Get("odata"), ",")
			if tag[0] == p.Name && t.Field(i).Type == reflect.TypeFor[odata.Field[string]]() {
				return textProperty{p.Name, !slices.Contains(tag, "nonnull") && p.Type.Nullable}
			}
		}
	}
	return textProperty{}
}
