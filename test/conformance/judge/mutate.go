package main

import (
	"maps"
	"math/rand/v2"
	"slices"

	"github.com/getkin/kin-openapi/openapi3"
)

// The kinds of fault that a mutation puts into a body.
const (
	unknownProperty = "unknown property"
	wrongKind       = "wrong type"
	badMember       = "bad enum"
	wrongType       = "wrong @odata.type"
)

var kinds = []string{unknownProperty, wrongKind, badMember, wrongType}

// A mutation is one accepted body with one fault, and whether the judge saw it.
type mutation struct {
	page, kind, place string
	refused           bool
}

// mutate puts n faults, all kinds in turn, at random places of random accepted bodies. The same
// seed makes the same faults.
func mutate(accepted []*verdict, n int, seed uint64) []mutation {
	random := rand.New(rand.NewPCG(seed, 0))
	var all []mutation
	for tries := 0; len(all) < n && tries < 100*n; tries++ {
		v := accepted[random.IntN(len(accepted))]
		kind := kinds[len(all)%len(kinds)]
		value := v.value()
		w := &walk{kind: kind, random: random, types: slices.Sorted(maps.Keys(v.document.types))}
		w.at(v.schema, value, "", nil)
		if len(w.faults) == 0 {
			continue
		}
		f := w.faults[random.IntN(len(w.faults))]
		f.make()
		all = append(all, mutation{v.Page, kind, f.place, v.schema.VisitJSON(value) != nil})
	}
	return all
}

// A fault can be made at a place.
type fault struct {
	place string
	make  func()
}

// A walk collects the faults of one kind that can be made in a value.
type walk struct {
	kind   string
	random *rand.Rand
	types  []string
	faults []fault
}

func (w *walk) add(kind, place string, make func()) {
	if kind == w.kind {
		w.faults = append(w.faults, fault{place, make})
	}
}

// at visits a value and the values in it. set replaces the value.
func (w *walk) at(declared *openapi3.Schema, value any, place string, set func(any)) {
	s := actual(declared, value)
	if set != nil && value != nil {
		w.add(wrongKind, place, func() { set(ofOtherKind(value)) })
		if len(s.Enum) > 0 || s.Pattern != "" {
			w.add(badMember, place, func() { set("noSuchMember") })
		}
	}
	switch v := value.(type) {
	case map[string]any:
		w.object(declared, s, v, place)
	case []any:
		for i, one := range v {
			if s.Items != nil {
				w.at(s.Items.Value, one, place+"/*", func(x any) { v[i] = x })
			}
		}
	}
}

func (w *walk) object(declared, s *openapi3.Schema, v map[string]any, place string) {
	w.add(unknownProperty, place, func() { v["noSuchProperty"] = true })
	for _, name := range slices.Sorted(maps.Keys(v)) {
		p := s.Properties[name]
		switch {
		case name == typeProperty:
			w.add(wrongType, place, func() { v[name] = w.otherType(declared) })
		case p != nil:
			w.at(p.Value, v[name], place+"/"+name, func(x any) { v[name] = x })
		}
	}
}

// actual returns the schema that @odata.type picks.
func actual(s *openapi3.Schema, value any) *openapi3.Schema {
	if len(s.AllOf) == 1 {
		return actual(s.AllOf[0].Value, value)
	}
	o, ok := value.(map[string]any)
	if !ok || s.Discriminator == nil {
		return s
	}
	name, _ := o[typeProperty].(string)
	for _, one := range s.OneOf {
		if one.Ref == s.Discriminator.Mapping[name].Ref {
			return one.Value
		}
	}
	return s
}

func ofOtherKind(value any) any {
	switch value.(type) {
	case string:
		return 4.2
	case []any:
		return map[string]any{}
	}
	return "another kind"
}

// otherType returns a type of the document that is not valid at a place, or in every fourth case no
// type.
func (w *walk) otherType(declared *openapi3.Schema) string {
	if w.random.IntN(4) == 0 {
		return "#microsoft.graph.noSuchType"
	}
	if len(declared.AllOf) == 1 {
		declared = declared.AllOf[0].Value
	}
	for {
		name := w.types[w.random.IntN(len(w.types))]
		if name != declared.Title && !derives(name, declared) {
			return "#" + name
		}
	}
}

func derives(name string, declared *openapi3.Schema) bool {
	return declared.Discriminator != nil && declared.Discriminator.Mapping[name].Ref != ""
}
