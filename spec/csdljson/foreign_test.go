package csdljson_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/intunegen/intunegen/spec"
	"github.com/intunegen/intunegen/spec/csdl"
	"github.com/intunegen/intunegen/spec/csdljson"
	"github.com/intunegen/intunegen/test/corpus"
)

// facts are what OASIS's reader counts in a document.
type facts struct {
	Version              string
	Namespaces           []string // the first 40
	Schemas              int
	Kinds                map[string]int
	Properties           int
	NavigationProperties int
	Contained            int
	EnumMembers          int
}

// refusals are the documents that are refused although OASIS's reader counts something in them.
var refusals = map[string]string{
	"bad-test1.xml":              "DoubleKey has a second Key", // not valid
	"odata-rw-v3.xml":            "OData V3",
	"olingo-v2-sap-metadata.xml": "OData V2",
}

// TestForeignCounts compares what is read of every foreign document with what OASIS's reader
// counts.
func TestForeignCounts(t *testing.T) {
	text, err := os.ReadFile(corpus.File(t, "csdl-other", "expected.json"))
	if err != nil {
		t.Fatal(err)
	}
	var expected map[string]facts
	if err := json.Unmarshal(text, &expected); err != nil || len(expected) == 0 {
		t.Fatalf("%d expectations: %v", len(expected), err)
	}
	for name, want := range expected {
		t.Run(name, func(t *testing.T) {
			doc, err := readForeign(t, name)
			if part, refused := refusals[name]; refused {
				if err == nil || !strings.Contains(err.Error(), part) || !strings.HasPrefix(err.Error(), name+":") {
					t.Fatalf("%v; want it refused at a position as %q", err, part)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want, count(doc)); diff != "" {
				t.Errorf("-OASIS +ours\n%s", diff)
			}
		})
	}
}

func readForeign(t *testing.T, name string) (*spec.Document, error) {
	t.Helper()
	data, err := os.ReadFile(corpus.File(t, "csdl-other", name))
	if err != nil {
		t.Fatal(err)
	}
	if filepath.Ext(name) == ".json" {
		return csdljson.Read(name, data)
	}
	return csdl.Read(name, bytes.NewReader(data))
}

func count(doc *spec.Document) facts {
	f := facts{Version: doc.Version, Schemas: len(doc.Schemas), Kinds: map[string]int{}}
	add := func(kind string, n int) {
		if n > 0 {
			f.Kinds[kind] += n
		}
	}
	for _, s := range doc.Schemas {
		if len(f.Namespaces) < 40 {
			f.Namespaces = append(f.Namespaces, s.Namespace)
		}
		for _, t := range s.Types {
			kind := "ComplexType"
			if t.Entity {
				kind = "EntityType"
			}
			add(kind, 1)
			f.Properties += len(t.Properties)
			f.NavigationProperties += len(t.Navigations)
			for _, n := range t.Navigations {
				if n.Contains {
					f.Contained++
				}
			}
		}
		for _, e := range s.Enums {
			f.EnumMembers += len(e.Members)
		}
		for _, op := range s.Operations {
			kind := "Action"
			if op.Function {
				kind = "Function"
			}
			add(kind, 1)
		}
		add("EnumType", len(s.Enums))
		add("TypeDefinition", len(s.TypeDefs))
		add("Term", len(s.Terms))
		if ec := s.Container; ec != nil {
			add("EntityContainer", 1)
			add("EntitySet", len(ec.EntitySets))
			add("Singleton", len(ec.Singletons))
			add("ActionImport", len(ec.ActionImports))
			add("FunctionImport", len(ec.FunctionImports))
		}
	}
	return f
}

// TestTwins: documents that are there in XML and in JSON are the same document, and written they
// are the twin in JSON.
func TestTwins(t *testing.T) {
	for _, name := range []string{"csdl-16.1", "miscellaneous", "special-characters"} {
		t.Run(name, func(t *testing.T) {
			fromXML, err := readForeign(t, name+".xml")
			if err != nil {
				t.Fatal(err)
			}
			fromJSON, err := readForeign(t, name+".json")
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(fromXML, fromJSON, sameDocument); diff != "" {
				t.Errorf("-XML +JSON\n%.4000s", diff)
			}
			data, err := os.ReadFile(corpus.File(t, "csdl-other", name+".json"))
			if err != nil {
				t.Fatal(err)
			}
			want := value(t, data)
			for _, doc := range []*spec.Document{fromXML, fromJSON} {
				if diff := cmp.Diff(want, written(t, doc)); diff != "" {
					t.Errorf("-twin +written\n%.4000s", diff)
				}
			}
		})
	}
}

// sameDocument compares documents as JSON does: members of a value have no order.
var sameDocument = cmp.Options{sameContent, cmp.Comparer(sameDefault), cmp.Transformer("byName", func(v spec.Value) any {
	switch v.Kind {
	case spec.Object:
		members := map[string]spec.Value{}
		for _, m := range v.Members {
			members[m.Name] = m.Value
		}
		return members
	case spec.List:
		return v.List
	case spec.Number:
		if x, err := strconv.ParseFloat(v.Text, 64); err == nil {
			return x
		}
	}
	return [2]any{v.Kind, v.Text}
})}

// sameDefault compares default values, numbers by what they are as a 64-bit float, as which OASIS's
// tool wrote the twin.
func sameDefault(a, b *string) bool {
	if a == nil || b == nil || *a == *b {
		return a == b || a != nil && b != nil
	}
	x, errX := strconv.ParseFloat(*a, 64)
	y, errY := strconv.ParseFloat(*b, 64)
	return errX == nil && errY == nil && x == y
}

// written returns a document as encoding/json would see its CSDL JSON.
func written(t *testing.T, doc *spec.Document) any {
	t.Helper()
	root, err := csdljson.Value(doc)
	if err != nil {
		t.Fatal(err)
	}
	return plain(t, &root)
}

func plain(t *testing.T, v *spec.Value) any {
	switch v.Kind {
	case spec.Null:
		return nil
	case spec.String:
		return v.Text
	case spec.List:
		list := []any{}
		for i := range v.List {
			list = append(list, plain(t, &v.List[i]))
		}
		return list
	case spec.Object:
		object := map[string]any{}
		for i := range v.Members {
			object[v.Members[i].Name] = plain(t, &v.Members[i].Value)
		}
		return object
	}
	return value(t, []byte(v.Text))
}

// value returns JSON as encoding/json sees it.
func value(t *testing.T, data []byte) any {
	t.Helper()
	var v any
	if err := json.Unmarshal(bytes.TrimPrefix(data, []byte("\xef\xbb\xbf")), &v); err != nil {
		t.Fatal(err)
	}
	return v
}
