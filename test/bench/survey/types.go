package main

import (
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"

	"github.com/intunegen/intunegen/generated/intunebeta"
	"github.com/intunegen/intunegen/odata"
)

// tag is that of an entity type's Extra.
var tag = regexp.MustCompile("Extra odata.Extra `odata:\"#([^\",]+)\"`")

// modelTypes returns the structs of the entity types that are not abstract. The generated package
// names them in its source alone, so that a program is linked with those that it uses.
func modelTypes(dir string, wanted *regexp.Regexp, every int) (list []reflect.Type, err error) {
	files, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil {
		return nil, err
	}
	var names []string
	var all []reflect.Type
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		for _, m := range tag.FindAllSubmatch(text, -1) {
			names = append(names, string(m[1]))
		}
	}
	slices.Sort(names)
	for i, name := range slices.Compact(names) {
		model, ok := intunebeta.New(name)
		if !ok {
			continue
		}
		all = append(all, reflect.TypeOf(model).Elem())
		if i%every == 0 && wanted.MatchString(name) {
			list = append(list, reflect.TypeOf(model).Elem())
		}
	}
	noteInterfaces(all)
	return list, nil
}

// property is a property of a model.
type property struct {
	name       string
	nonnull    bool
	list       bool
	navigation bool
	scalar     reflect.Type   // of the value or of the elements
	models     []reflect.Type // the structs that a structured value may be
	typed      bool           // it may be of several types, so that each value names its own
}

var known = map[reflect.Type][]property{}

func propertiesOf(t reflect.Type) []property {
	if list, ok := known[t]; ok {
		return list
	}
	var list []property
	for i := range t.NumField() {
		if f := t.Field(i); odata.IsField(f.Type) {
			list = append(list, newProperty(f))
		}
	}
	known[t] = list
	return list
}

func newProperty(f reflect.StructField) property {
	name, options, _ := strings.Cut(f.Tag.Get("odata"), ",")
	value, _ := f.Type.FieldByName("v")
	p := property{name: name, nonnull: strings.Contains(options, "nonnull"), scalar: value.Type}
	if p.scalar.Kind() == reflect.Slice {
		p.list, p.scalar = true, p.scalar.Elem()
	}
	switch {
	case p.scalar.Kind() == reflect.Interface:
		p.typed, p.models = true, implementations(p.scalar)
	case p.scalar.Kind() == reflect.Pointer:
		p.models = []reflect.Type{p.scalar.Elem()}
	case p.scalar.Kind() == reflect.Struct && p.scalar.NumField() > 1:
		p.models = []reflect.Type{p.scalar}
	}
	p.navigation = len(p.models) > 0 && strings.HasPrefix(typeName(p.models[0]), "#")
	return p
}

// implementations returns the structs that an interface may hold: its method names those of the
// hierarchy.
func implementations(t reflect.Type) (list []reflect.Type) {
	all := t.Method(0).Type.In(0)
	for i := range all.NumIn() {
		if model := all.In(i); model.Implements(t) && !abstract(model.Elem()) {
			list = append(list, model.Elem())
		}
	}
	return list
}

func abstract(t reflect.Type) bool { return strings.HasSuffix(extraTag(t), ",abstract") }

// typeName returns the @odata.type that the struct's tag has.
func typeName(t reflect.Type) string {
	name, _, _ := strings.Cut(extraTag(t), ",")
	return name
}

func extraTag(t reflect.Type) string { return t.Field(t.NumField() - 1).Tag.Get("odata") }

// interfaces holds, by struct, the interface of the largest hierarchy that some property declares
// and that the struct is in.
var interfaces = map[reflect.Type]reflect.Type{}

// noteInterfaces fills interfaces with those of the properties of these types.
func noteInterfaces(types []reflect.Type) {
	size := map[reflect.Type]int{}
	for _, t := range types {
		for _, p := range propertiesOf(t) {
			if !p.typed {
				continue
			}
			for _, model := range p.models {
				if len(p.models) > size[model] {
					interfaces[model], size[model] = p.scalar, len(p.models)
				}
			}
		}
	}
}
