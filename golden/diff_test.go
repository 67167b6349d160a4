package golden

import (
	"bytes"
	"fmt"
	"go/types"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/intunegen/intunegen/gen"
	"github.com/intunegen/intunegen/spec"
	"github.com/intunegen/intunegen/spec/csdl"
	"github.com/intunegen/intunegen/test/corpus"
	"github.com/intunegen/intunegen/tools/diff"
)

var diffOptions = gen.Options{Name: "golden", Path: "/beta"}

func TestDiff(t *testing.T) {
	files, err := filepath.Glob("diff/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	for _, file := range files {
		c := load(t, file)
		old, new := c.document(t, "old.xml"), c.document(t, "new.xml")
		report := complete(t, old, new)
		report.Old, report.New = "old", "new"
		var text, markdown bytes.Buffer
		if err := report.Text(&text); err != nil {
			t.Fatal(err)
		}
		if err := report.Markdown(&markdown); err != nil {
			t.Fatal(err)
		}
		c.equal(t, "report", text.String())
		c.equal(t, "report.md", markdown.String())
		compatible(t, old, new, report)
		c.finish(t)
	}
}

func (g *golden) document(t *testing.T, section string) *spec.Document {
	t.Helper()
	doc, err := csdl.Read(section, bytes.NewReader(g.section(t, section)))
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// complete compares two descriptions, and proves that the changes make the newer of the older.
func complete(t *testing.T, old, new *spec.Document) *diff.Report {
	t.Helper()
	report, err := diff.Compare(old, new, diffOptions)
	if err != nil {
		t.Fatal(err)
	}
	before, err := diff.Facts(old)
	if err != nil {
		t.Fatal(err)
	}
	after, err := diff.Facts(new)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(after, diff.Apply(before, report.Changes)); d != "" {
		t.Errorf("the changes do not make the newer description (-want +got):\n%s", d)
	}
	return report
}

// compatible proves that what a report does not call breaking is in the newer package as it was in the older.
func compatible(t *testing.T, old, new *spec.Document, report *diff.Report) {
	t.Helper()
	broken := map[string]bool{}
	for _, c := range report.Changes {
		for _, s := range c.Symbols {
			broken[s.Name] = true
		}
	}
	was, is := exported(t, old), exported(t, new)
	kept := 0
	for name, text := range was {
		owner, _, _ := strings.Cut(name, ".")
		switch {
		case broken[name] || broken[owner]:
		case is[name] != text:
			t.Errorf("%s is %q, was %q, and no change says so", name, is[name], text)
		default:
			kept++
		}
	}
	t.Logf("%d exported names, %d of them compatible", len(was), kept)
}

// exported returns the exported names of a package generated from doc, with what they are declared as.
func exported(t *testing.T, doc *spec.Document) map[string]string {
	t.Helper()
	result, err := gen.Generate(doc, diffOptions)
	if err != nil {
		t.Fatal(err)
	}
	scope := check(t, result.Files).Scope()
	all := map[string]string{}
	for _, name := range scope.Names() {
		if object := scope.Lookup(name); object.Exported() {
			declared(all, object)
		}
	}
	return all
}

func declared(all map[string]string, object types.Object) {
	name := object.Name()
	typeName, ok := object.(*types.TypeName)
	if !ok {
		if s, ok := object.Type().(*types.Struct); ok { // names of properties
			all[name] = "struct"
			fields(all, name, s)
			return
		}
		all[name] = object.Type().String()
		if constant, ok := object.(*types.Const); ok {
			all[name] += " " + constant.Val().ExactString()
		}
		return
	}
	named := typeName.Type().(*types.Named)
	all[name] = fmt.Sprintf("%T", named.Underlying())
	for i := range named.NumMethods() {
		if m := named.Method(i); m.Exported() {
			all[name+"."+m.Name()] = m.Signature().String()
		}
	}
	if s, ok := named.Underlying().(*types.Struct); ok {
		fields(all, name, s)
	}
}

func fields(all map[string]string, owner string, s *types.Struct) {
	for i := range s.NumFields() {
		if s.Field(i).Exported() {
			all[owner+"."+s.Field(i).Name()] = s.Field(i).Type().String()
		}
	}
}

// Every consecutive pair of real snapshots is compared completely.
func TestDiffHistory(t *testing.T) {
	var last *spec.Document
	for _, name := range []string{"beta-prod-2019-02-descriptions.csdl", "beta-prod-2020-08-descriptions.csdl", "beta-prod-2021-06.csdl", "beta-mooncake-2022-10.csdl", "intune-beta-2026-08.reconstructed.csdl"} {
		data, err := os.ReadFile(corpus.File(t, "csdl", name))
		if err != nil {
			t.Fatal(err)
		}
		doc, err := csdl.Read(name, bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		if last != nil {
			report := complete(t, last, doc)
			compatible(t, last, doc, report)
			t.Logf("%s: %s", name, report.Summary)
		}
		last = doc
	}
}
