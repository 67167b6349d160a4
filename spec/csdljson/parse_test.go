package csdljson_test

import (
	"bytes"
	"encoding/json"
	"io"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/intunegen/intunegen/spec"
	"github.com/intunegen/intunegen/spec/csdljson"
)

// FuzzParse proves that what is JSON is read as JSON says, although it is read as YAML, or is
// refused with its place.
func FuzzParse(f *testing.F) {
	for _, text := range []string{`{"a": [1, -2.5e+3, true, null, "x\u00e9\n"], "b": {}}`, "a:\n- b: 'x'\n  c: |\n    text\n", "\"\\ud83d\\ude00\\/\""} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) {
			t.Skip("readers check the encoding before")
		}
		v, err := csdljson.Parse("in.yaml", []byte(text))
		if err != nil {
			if !strings.HasPrefix(err.Error(), "in.yaml") {
				t.Errorf("%q has no place", err)
			}
			return
		}
		if want, ok := decoded(text); ok && !same(&v, want) {
			t.Errorf("%q is read as %+v; want %v", text, v, want)
		}
	})
}

// decoded reads a text as JSON, and reports whether it is JSON.
func decoded(text string) (v any, ok bool) {
	dec := json.NewDecoder(bytes.NewReader([]byte(text)))
	dec.UseNumber()
	if dec.Decode(&v) != nil {
		return nil, false
	}
	_, err := dec.Token()
	return v, err == io.EOF
}

// same compares a value with what encoding/json makes of the same text.
func same(v *spec.Value, want any) bool {
	switch want := want.(type) {
	case nil:
		return v.Kind == spec.Null
	case bool:
		return v.Kind == spec.Bool && v.Text == map[bool]string{true: "true", false: "false"}[want]
	case json.Number:
		return v.Kind == spec.Number && v.Text == want.String()
	case string:
		return v.Kind == spec.String && v.Text == want
	case []any:
		equal := v.Kind == spec.List && len(v.List) == len(want)
		for i := 0; equal && i < len(want); i++ {
			equal = same(&v.List[i], want[i])
		}
		return equal
	case map[string]any:
		equal := v.Kind == spec.Object && len(v.Members) == len(want)
		for i := 0; equal && i < len(want); i++ {
			item, has := want[v.Members[i].Name]
			equal = has && same(&v.Members[i].Value, item)
		}
		return equal
	}
	return false
}

// A description in JSON is known wherever its version stands.
func TestIsInAnyOrder(t *testing.T) {
	references := strings.Repeat(`"https://example.com/voc.xml": {"$Include": [{"$Namespace": "voc"}]}, `, 100)
	for text, want := range map[string]bool{
		`{"$Reference": {` + references + `"a": {}}, "$Version": "4.01"}`: true,
		`{"openapi": "3.0.3"}`: false,
		"$Version: \"4.0\"\n":  true,
		`<a b="$Version"/>`:    false,
		"":                     false,
	} {
		if got := csdljson.Is([]byte(text)); got != want {
			t.Errorf("%.40q: %t", text, got)
		}
	}
}

// OASIS's converter from XML keeps the case of Scale, and writes null for the length max.
func TestFacetsAsConvertersWriteThem(t *testing.T) {
	facets := func(members string) []*spec.Facets {
		doc, err := csdljson.Read("in.json", []byte(document(`"a": {"$Kind": "ComplexType", `+members+`}`)))
		if err != nil {
			t.Fatal(err)
		}
		var all []*spec.Facets
		for _, p := range doc.Schemas[0].Types[0].Properties {
			all = append(all, p.Type.Facets)
		}
		return all
	}
	want := facets(`"scale": {"$Type": "Edm.Decimal", "$Scale": "floating"}, "srid": {"$Type": "Edm.Geography", "$SRID": "variable"}, "length": {}`)
	got := facets(`"scale": {"$Type": "Edm.Decimal", "$Scale": "Floating"}, "srid": {"$Type": "Edm.Geography", "$SRID": "Variable"}, "length": {"$MaxLength": null}`)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}
