package main

import (
	"bytes"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/intunegen/intunegen/gen"
	"github.com/intunegen/intunegen/gen/project/source"
	"github.com/intunegen/intunegen/spec"
	"github.com/intunegen/intunegen/test/corpus"
)

// Of every description of the corpus that is read, a sample of its types is described, each with
// all its members.
func TestDescribeCorpus(t *testing.T) {
	described := 0
	for _, folder := range []string{"csdl-other", "openapi"} {
		files, err := filepath.Glob(corpus.File(t, folder, "*.*"))
		if err != nil || len(files) < 20 {
			t.Fatalf("%d files: %v", len(files), err)
		}
		for _, file := range files {
			in := source.Source{Metadata: file}
			if folder == "openapi" {
				in = source.Source{OpenAPI: file}
			}
			d, err := in.Read()
			if err != nil {
				continue // the tests of readers list what is refused, and why
			}
			t.Run(filepath.Base(file), func(t *testing.T) { described += describeSample(t, d) })
		}
	}
	if described < 100 {
		t.Errorf("only %d types were described", described)
	}
}

// describeSample describes a few types of each kind and returns how many.
func describeSample(t *testing.T, d *source.Description) int {
	const perKind = 3
	members := map[string][]string{}
	var structured, enums []string
	for _, schema := range d.Doc.Schemas {
		for _, st := range schema.Types {
			name := schema.Namespace + "." + st.Name
			members[name] = memberNames(st)
			structured = append(structured, name)
		}
		for _, e := range schema.Enums {
			name := schema.Namespace + "." + e.Name
			for _, m := range e.Members {
				members[name] = append(members[name], m.Name)
			}
			enums = append(enums, name)
		}
	}
	sample := append(spread(structured, perKind), spread(enums, perKind)...)
	for _, name := range sample {
		pkg, err := gen.Model(d.Doc, gen.Options{Name: "described", Source: d.Source, Types: []string{name}, Path: d.Path})
		if err != nil {
			t.Fatal(err)
		}
		var out bytes.Buffer
		describe(&out, pkg, name)
		head, rest, _ := strings.Cut(out.String(), "\n")
		if !strings.HasPrefix(head, name+": ") || !strings.Contains(head, ", Go ") {
			t.Errorf("%s begins with %q", name, head)
		}
		for _, member := range members[name] {
			if !strings.Contains(rest, fmt.Sprintf("  %s ", member)) {
				t.Errorf("%s: no line for %s", name, member)
			}
		}
	}
	return len(sample)
}

func memberNames(st *spec.StructuredType) []string {
	var names []string
	for _, p := range st.Properties {
		names = append(names, p.Name)
	}
	for _, n := range st.Navigations {
		names = append(names, n.Name)
	}
	return names
}

// spread returns n names that are far apart in the order of all.
func spread(names []string, n int) []string {
	slices.Sort(names)
	if len(names) <= n {
		return names
	}
	var few []string
	for i := range n {
		few = append(few, names[i*(len(names)-1)/(n-1)])
	}
	return few
}

// A name without namespace is that of the main namespace's type, else of the only one; of several
// none is chosen.
func TestDescribeNames(t *testing.T) {
	file := filepath.Join(t.TempDir(), "in.csdl")
	schema := func(namespace, types string) string {
		return `<Schema Namespace="` + namespace + `" xmlns="http://docs.oasis-open.org/odata/ns/edm">` + types + `</Schema>`
	}
	writeFile(t, file, `<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>`+
		schema("n", `<ComplexType Name="a"/><TypeDefinition Name="d" UnderlyingType="Edm.Int32"/><EntityContainer Name="c"/>`)+
		schema("n.x", `<ComplexType Name="a"/><ComplexType Name="b"/><ComplexType Name="only"/>`)+
		schema("n.y", `<ComplexType Name="b"/>`)+`</edmx:DataServices></edmx:Edmx>`)
	for name, want := range map[string]string{
		"a": "n.a: complex type, Go A\n", "n.x.a": "n.x.a: complex type, Go XA\n", "only": "n.x.only: complex type, Go XOnly\n", "d": "n.d: type definition of Edm.Int32\n",
		"b": "type b: there are 2 of that name: n.x.b, n.y.b; give the name with its namespace", "c": "type c: the description has no type of that name",
	} {
		cmd := describeCommand()
		var out bytes.Buffer
		cmd.SetOut(&out)
		cmd.SetArgs([]string{name, "--metadata", file})
		cmd.SilenceErrors, cmd.SilenceUsage = true, true
		if err := cmd.Execute(); err != nil {
			out.WriteString(err.Error())
		}
		if !strings.HasPrefix(out.String(), want) {
			t.Errorf("%s: got %q; want %q", name, &out, want)
		}
	}
}
