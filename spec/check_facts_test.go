package spec_test

import (
	"strings"
	"testing"

	"github.com/intunegen/intunegen/spec"
	"github.com/intunegen/intunegen/spec/csdl"
	"github.com/intunegen/intunegen/spec/csdljson"
)

// ends are texts that would end a comment, a name, a raw string or a line of a list in Go that was
// written with them as they are.
var ends = []string{"x\nfunc init() {}\n//", "x\rfunc init() {}", "x`\nfunc init() {}\nvar _ = `", "x\u2028y", "x y", "x*/y", `x"y`, "x;y", "//go:build x", ""}

func TestFaultA1_Namespaces(t *testing.T) {
	for _, text := range ends {
		for place, doc := range map[string]*spec.Document{
			"namespace": {Schemas: []*spec.Schema{{Namespace: text, Pos: at}}},
			"part":      {Schemas: []*spec.Schema{{Namespace: "a." + text, Pos: at}}},
			"alias":     {Schemas: []*spec.Schema{{Namespace: "a", Alias: "b" + text, Pos: at}}},
			"included":  {References: []*spec.Reference{{Includes: []spec.Include{{Namespace: text, Pos: at}}}}},
			"inclusion": {References: []*spec.Reference{{Includes: []spec.Include{{Namespace: "a", Alias: "." + text, Pos: at}}}}},
			"container": {Schemas: []*spec.Schema{{Namespace: "a", Container: &spec.EntityContainer{Name: text, Pos: at}}}},
			"key":       keyed(spec.KeyProperty{Path: text, Pos: at}),
			"path":      keyed(spec.KeyProperty{Path: "a/" + text, Pos: at}),
			"key alias": keyed(spec.KeyProperty{Path: "a/b", Alias: "." + text, Pos: at}),
			"elsewhere": {Schemas: []*spec.Schema{{Namespace: "a", Types: []*spec.StructuredType{{Name: "t", Base: "other." + text, Pos: at}}}}},
			"OData":     {Schemas: []*spec.Schema{{Namespace: "a", Types: []*spec.StructuredType{{Name: "t", Base: "Org.OData." + text, Pos: at}}}}},
		} {
			if text == "" && place == "alias" {
				continue
			}
			refused(t, place+" "+text, doc)
		}
	}
}

var at = spec.Position{File: "in", Line: 3, Column: 4}

func keyed(k spec.KeyProperty) *spec.Document {
	return &spec.Document{Schemas: []*spec.Schema{{Namespace: "a", Types: []*spec.StructuredType{{Name: "t", Entity: true, Key: []spec.KeyProperty{k}}}}}}
}

// refused expects an error with position and remedy.
func refused(t *testing.T, what string, doc *spec.Document) {
	t.Helper()
	err := spec.Check(doc)
	if err == nil || !strings.HasPrefix(err.Error(), "in:3:4: ") || !strings.Contains(err.Error(), "; ") {
		t.Errorf("%q: got %v; want an error with position and remedy", what, err)
	}
}

func TestFaultA2_Facts(t *testing.T) {
	for _, text := range ends {
		for place, v := range map[string]spec.Value{
			"method":      row("method", one(text)),
			"path":        row("path", one("/a/"+text+"`")),
			"key":         row("path", one("/a/{"+text+"\"}")),
			"page":        row("page", one("`"+text)),
			"delegated":   row("delegated", spec.Value{Kind: spec.List, List: []spec.Value{one("A.B"), one(text)}}),
			"personal":    row("personal", spec.Value{Kind: spec.List, List: []spec.Value{one(text)}}),
			"application": row("application", spec.Value{Kind: spec.List, List: []spec.Value{one("a" + text + "`")}}),
			"cloud":       row("clouds", spec.Value{Kind: spec.Object, Members: []spec.Member{{Name: text, Value: one("yes")}}}),
			"number":      row("path", spec.Value{Kind: spec.Number, Text: "1", Pos: at}),
		} {
			refused(t, place+" "+text, annotated(spec.TermOperations, spec.Value{Kind: spec.List, List: []spec.Value{v}}))
		}
		refused(t, "absent "+text, annotated(spec.TermAbsent, spec.Value{Kind: spec.Object, Members: []spec.Member{{Name: text, Value: one("why")}}}))
		refused(t, "alias "+text, annotated(spec.TermAlias, spec.Value{Kind: spec.List, List: []spec.Value{one(text)}}))
		refused(t, "action "+text, annotated(spec.TermChangedBy, row("action", one(text))))
		refused(t, "verb "+text, annotated(spec.TermUpdate, row("verb", one(text))))
		refused(t, "page "+text, annotated(spec.TermPage, one("/"+text)))
	}
}

func one(text string) spec.Value { return spec.Value{Kind: spec.String, Text: text, Pos: at} }

func row(name string, v spec.Value) spec.Value {
	return spec.Value{Kind: spec.Object, Members: []spec.Member{{Name: name, Value: v}}}
}

func annotated(term string, v spec.Value) *spec.Document {
	return &spec.Document{Schemas: []*spec.Schema{{Namespace: "a", Annotations: []*spec.Annotation{{Term: term, Value: v}}}}}
}

func TestLongNamespace(t *testing.T) {
	for length, want := range map[int]bool{511: true, 512: false, 1 << 20: false} {
		doc := &spec.Document{Schemas: []*spec.Schema{{Namespace: strings.Repeat("ä", length), Pos: at}}}
		if err := spec.Check(doc); (err == nil) != want || err != nil && len(err.Error()) > 500 {
			t.Errorf("%d characters: got %.600v", length, err)
		}
	}
}

// What descriptions and documentation really have passes.
func TestTextsOfReality(t *testing.T) {
	paths := []string{"/", "/a/{id}/b", "/users('{id}')", "/a/graph.b/c(d='{d}',e=@e)", "/reports/f(period=%27D7%27)", "/größe/{größeId}"}
	for _, path := range paths {
		doc := annotated(spec.TermOperations, spec.Value{Kind: spec.List, List: []spec.Value{row("path", one(path))}})
		if err := spec.Check(doc); err != nil {
			t.Error(err)
		}
	}
	for _, permission := range []string{"User.Read", "https://graph.microsoft.com/User.Read", "Place.ReadWrite.All", "microsoft.directory/users:read", "openid"} {
		list := spec.Value{Kind: spec.List, List: []spec.Value{one(permission)}}
		if err := spec.Check(annotated(spec.TermOperations, spec.Value{Kind: spec.List, List: []spec.Value{row("delegated", list)}})); err != nil {
			t.Error(err)
		}
	}
}

// The faults as they were found: in XML, and in CSDL JSON.
func TestFaultA1_A2_AsRead(t *testing.T) {
	doc, err := csdl.Read("in", strings.NewReader(`<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>
<Schema Namespace="x&#10;func init() { println(&quot;HARMLESS&quot;) }&#10;//" Alias="o" xmlns="http://docs.oasis-open.org/odata/ns/edm"><EnumType Name="e"/></Schema>
</edmx:DataServices></edmx:Edmx>`))
	if err == nil {
		err = spec.Check(doc)
	}
	if err == nil || !strings.HasPrefix(err.Error(), "in:2:1: the namespace") {
		t.Errorf("got %v", err)
	}
	doc, err = csdljson.Read("in", []byte("$Version: '4.01'\na:\n  '@Intunegen.Operations':\n    - {method: GET, path: /b, delegated: [\"A`\\nfunc init() {}\"]}\n"))
	if err == nil {
		err = spec.Check(doc)
	}
	if err == nil || !strings.HasPrefix(err.Error(), "in:4:") {
		t.Errorf("got %v", err)
	}
}
