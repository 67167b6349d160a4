package trust

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/intunegen/intunegen/spec"
)

// A place is a text of a document. Its kind is "Property.Name", "@Intunegen.Operations[].path" and
// so on.
type place struct {
	kind string
	text string
	set  func(text string) // replaces the text
	undo func()            // restores the text
}

// replace replaces part of a text by another text.
func (p place) replace(old, new string) {
	if strings.Contains(p.text, old) {
		p.set(strings.ReplaceAll(p.text, old, new))
	}
}

// places lists every text of a document by reflection, so that a new field is among them by itself.
func places(t testing.TB, doc *spec.Document) []place {
	w := walk{t: t}
	w.value(reflect.ValueOf(doc), "Document")
	return w.found
}

type walk struct {
	t     testing.TB
	found []place
	maps  []string // names of objects whose members have any name, which is "*" in a kind
}

var (
	positions   = reflect.TypeFor[spec.Position]()
	notes       = reflect.TypeFor[[]*spec.Error]()
	values      = reflect.TypeFor[spec.Value]()
	annotations = reflect.TypeFor[spec.Annotation]()
	references  = reflect.TypeFor[spec.TypeRef]() // named after what they belong to
)

// value walks the value of a field. at is the kind of the texts in it.
func (w *walk) value(v reflect.Value, at string) {
	switch {
	case v.Type() == positions, v.Type() == notes:
	case v.Type() == values:
		w.annotation(v.Addr().Interface().(*spec.Value), at)
	case v.Kind() == reflect.Pointer && !v.IsNil():
		w.value(v.Elem(), at)
	case v.Kind() == reflect.Slice:
		for i := range v.Len() {
			w.value(v.Index(i), at)
		}
	case v.Kind() == reflect.Struct:
		w.fields(v, at)
	case v.Kind() == reflect.String:
		old := v.String()
		w.add(place{at, old, v.SetString, func() { v.SetString(old) }})
	case !slices.Contains([]reflect.Kind{reflect.Pointer, reflect.Bool, reflect.Int64}, v.Kind()):
		w.t.Fatalf("%s is a %s, which the walk does not know", at, v.Type())
	}
}

func (w *walk) fields(v reflect.Value, at string) {
	if v.Type() != references {
		at = v.Type().Name()
	}
	for i := range v.NumField() {
		field := at + "." + v.Type().Field(i).Name
		if v.Type() == annotations && v.Field(i).Type() == values {
			field = "@" + v.Interface().(spec.Annotation).Term
		}
		w.value(v.Field(i), field)
	}
}

// annotation walks the value of an annotation: texts, names of members, and in place of a number or
// truth value a text.
func (w *walk) annotation(v *spec.Value, at string) {
	switch v.Kind {
	case spec.String, spec.Number, spec.Bool:
		old := *v
		w.add(place{at, v.Text, func(text string) { v.Kind, v.Text = spec.String, text }, func() { *v = old }})
	case spec.List:
		for i := range v.List {
			w.annotation(&v.List[i], at+"[]")
		}
	case spec.Object:
		for i := range v.Members {
			m := &v.Members[i]
			old := m.Name
			w.add(place{at + ".{}", old, func(text string) { m.Name = text }, func() { m.Name = old }})
			name := m.Name
			if slices.Contains(w.maps, at[strings.LastIndexByte(at, '.')+1:]) {
				name = "*"
			}
			w.annotation(&m.Value, strings.TrimPrefix(at+"."+name, "."))
		}
	}
}

func (w *walk) add(p place) {
	p.kind = strings.ReplaceAll(p.kind, "Org.OData.Core.V1.", "Core.")
	w.found = append(w.found, p)
}

// fieldsOf lists the fields that hold text of all types that a document has, for the walk to be
// known to have come to each.
func fieldsOf(of reflect.Type, at string, seen map[reflect.Type]bool, all map[string]bool) {
	switch kind := of.Kind(); {
	case of == positions, of == notes, of == values:
	case kind == reflect.Pointer, kind == reflect.Slice:
		fieldsOf(of.Elem(), at, seen, all)
	case kind == reflect.String:
		all[at] = true
	case kind == reflect.Struct:
		if of != references && seen[of] {
			return
		}
		if seen[of] = true; of != references {
			at = of.Name()
		}
		for i := range of.NumField() {
			fieldsOf(of.Field(i).Type, at+"."+of.Field(i).Name, seen, all)
		}
	}
}
