package csdljson_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/intunegen/intunegen/spec"
	"github.com/intunegen/intunegen/spec/csdljson"
	"github.com/intunegen/intunegen/test/corpus"
	"github.com/intunegen/intunegen/test/corrupt"
)

// document puts members of one schema into a document.
func document(members string) string {
	return `{"$Version": "4.01", "ns": {` + members + `}}`
}

// Hostile texts are refused with a position and a remedy.
func TestHostile(t *testing.T) {
	for name, test := range map[string]struct{ text, want string }{
		"alias bomb":     {"$Version: \"4.01\"\na: &a {x: {}}\nb: &b {x: *a, y: *a}\n", "in.yaml:2:4: anchors and aliases are not allowed; write the value out"},
		"merge key":      {"$Version: \"4.01\"\nns:\n  <<: {a: {}}\n", "in.yaml:3:3"},
		"tag":            {"$Version: !!str 4.01\nns: {}\n", "is not allowed; remove it"},
		"two documents":  {"$Version: \"4.01\"\n---\na: {}\n", "the file holds more than one YAML document; keep one"},
		"name twice":     {document(`"a": {"$Kind": "ComplexType"}, "a": {"$Kind": "EnumType"}`), "in.yaml:1:60: a is already given in line 1; keep one"},
		"nesting":        {document(`"@a.b": ` + strings.Repeat("[", 5000) + strings.Repeat("]", 5000)), "values nest deeper than 256"},
		"deep nesting":   {strings.Repeat("[", 1_000_000), "malformed YAML"},
		"many values":    {document(`"e": {"$Kind": "EnumType"` + strings.Repeat(`, "a": 1`, 2_000_000) + `}`), "there may be more than 3000000 values"},
		"truncated":      {`{"$Version": "4.01", "ns": {"a": `, "malformed YAML"},
		"NUL byte":       {document("\"a\x00\": {}"), "in.yaml:1:31: the text has a NUL byte"},
		"no version":     {`{"ns": {}}`, "in.yaml:1:1: the document has no $Version"},
		"version":        {`{"$Version": "3.0", "ns": {}}`, `in.yaml:1:2: the version is "3.0"; write "4.0" or "4.01"`},
		"kind":           {document(`"a": {"$Kind": "Thing"}`), `the $Kind of a is "Thing"; write EntityType`},
		"no object":      {document(`"a": 1`), "in.yaml:1:29: a is a number; write an object"},
		"unknown member": {document(`"a": {"$Kind": "ComplexType", "$Sealed": true}`), "$Sealed is not a valid member of a type; correct or remove it"},
		"flag":           {document(`"a": {"$Kind": "ComplexType", "$Abstract": "true"}`), "$Abstract is a string; write true or false"},
		"member value":   {document(`"a": {"$Kind": "EnumType", "x": "1"}`), "the value of member x is a string; write an integer of 64 bits"},
		"member range":   {document(`"a": {"$Kind": "EnumType", "x": 9223372036854775808}`), "write an integer of 64 bits"},
		"orphan":         {document(`"a": {"$Kind": "EnumType", "x@ns.t": 1}`), "there is no member x"},
		"facet":          {document(`"a": {"$Kind": "ComplexType", "p": {"$MaxLength": -1}}`), "$MaxLength is a number; write a number"},
		"a list":         {`[1]`, "in.yaml:1:1: the document is a list; write an object"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := csdljson.Read("in.yaml", []byte(test.text))
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Fatalf("%.300v\nwant %s", err, test.want)
			}
			if !strings.HasPrefix(err.Error(), "in.yaml") {
				t.Errorf("%.300v\nwant a position first", err)
			}
		})
	}
}

// An enumeration of many annotated members takes a time that grows with their number, not with its
// square.
func TestManyAnnotatedMembers(t *testing.T) {
	var members strings.Builder
	for i := range 100_000 {
		fmt.Fprintf(&members, `, "m%d": %d, "m%d@ns.t": true`, i, i, i)
	}
	doc, err := csdljson.Read("in.yaml", []byte(document(`"e": {"$Kind": "EnumType"`+members.String()+`}`)))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := csdljson.Write(doc); err != nil {
		t.Fatal(err)
	}
	if got := doc.Schemas[0].Enums[0].Members[99_999].Annotations; len(got) != 1 {
		t.Errorf("%d annotations of the last member; want 1", len(got))
	}
}

func refusedWell(t *testing.T, data []byte) error {
	doc, err := csdljson.Read("in.yaml", data)
	if err == nil {
		err = spec.Check(doc)
	}
	var one *spec.Error
	if err != nil && !errors.As(err, &one) {
		t.Errorf("an error without position: %v", err)
	}
	return err
}

// Every CSDL JSON file of the corpus and every file of the embedded description, cut off and
// changed at random, is refused or read.
func TestDamagedCorpus(t *testing.T) {
	files, err := filepath.Glob(corpus.File(t, "csdl-other", "[a-z]*[0-9a-z].json"))
	if err != nil || len(files) < 3 {
		t.Fatalf("%d files: %v", len(files), err)
	}
	embedded, err := filepath.Glob("../beta/*.yaml")
	if err != nil || len(embedded) < 10 {
		t.Fatalf("%d files: %v", len(embedded), err)
	}
	var total corrupt.Count
	for _, file := range append(files, embedded...) {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		count := corrupt.Try(t, data, func(damaged []byte) error {
			err := refusedWell(t, damaged)
			if err == nil && len(damaged) < len(bytes.TrimSpace(data)) && data[0] == '{' {
				t.Errorf("%s: read, although cut off at byte %d", file, len(damaged))
			}
			return err
		})
		t.Log(filepath.Base(file), count)
		total.Add(count)
	}
	t.Log("all:", total)
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(document(`"t": {"$Kind": "EntityType", "$Key": ["id", {"a": "b/c"}], "id": {"$Type": "Edm.Decimal", "$Scale": "variable"}}`)))
	f.Add([]byte(document(`"f": [{"$Kind": "Function", "$Parameter": [{"$Name": "p"}], "$ReturnType": {}}], "$Annotations": {"ns.t/x": {"@ns.a#q": {"$If": [true, 1]}}}`)))
	f.Fuzz(func(t *testing.T, data []byte) { _ = refusedWell(t, data) })
}

// CSDL JSON is known by its own words, with or without a version, and other formats are not taken
// for it.
func TestIs(t *testing.T) {
	for text, want := range map[string]bool{
		`{"$Version": "4.01"}`:             true,
		"$Version: '4.01'":                 true,
		`{"ns": {"t": {"$Kind": "Term"}}}`: true,
		`<Schema Namespace="$Version"/>`:   false,
		`{"openapi": "3.1.0"}`:             false,
		``:                                 false,
	} {
		if csdljson.Is([]byte(text)) != want {
			t.Errorf("%s: want %v", text, want)
		}
	}
}
