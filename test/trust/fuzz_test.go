package trust

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"slices"
	"strings"
	"testing"

	"github.com/intunegen/intunegen/gen"
	"github.com/intunegen/intunegen/gen/names"
	"github.com/intunegen/intunegen/spec"
	"github.com/intunegen/intunegen/spec/csdl"
	"github.com/intunegen/intunegen/spec/csdljson"
	"github.com/intunegen/intunegen/spec/openapi"
	"github.com/intunegen/intunegen/spec/overlay"
)

// Whatever is read: nothing that is generated of it runs by itself, is obeyed by a tool, imports
// more than the runtime, or declares a name that was not given to it.
func FuzzNothingRuns(f *testing.F) {
	f.Add(rich)
	f.Add(corrections)
	f.Add(described)
	doc := document(f)
	f.Add(xmlOf(doc))
	tried := map[string]bool{}
	for i, p := range places(f, doc) {
		if tried[p.kind] {
			continue
		}
		tried[p.kind] = true
		p.set(hostile[i%len(hostile)])
		if root, err := csdljson.Value(doc); err == nil {
			f.Add(appendJSON(nil, &root))
		}
		f.Add(xmlOf(doc))
		p.undo()
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		if len(text) > 1<<15 {
			return
		}
		doc, err := sniffed(t, text)
		if err != nil {
			return
		}
		result, err := gen.Generate(doc, gen.Options{Name: "trusted", Source: "a test", Path: "/beta"})
		if err != nil {
			if strings.HasPrefix(err.Error(), "emit ") {
				t.Fatal(err) // what was written is no Go
			}
			return
		}
		known := given(result.Names)
		for _, file := range result.Files {
			if _, err := declarations(file.Name, file.Data); err != nil {
				t.Fatal(err)
			}
			checkNames(t, file.Name, file.Data, known)
		}
	})
}

// sniffed reads a text as the command does: as an overlay, too, of the document that has
// everything.
func sniffed(t *testing.T, text []byte) (*spec.Document, error) {
	switch trimmed := bytes.TrimSpace(text); {
	case bytes.HasPrefix(trimmed, []byte("<")):
		return csdl.Read("in", bytes.NewReader(text))
	case bytes.HasPrefix(trimmed, []byte("corrections")):
		o, err := overlay.Read("in", text)
		if err != nil {
			return nil, err
		}
		doc := document(t)
		o.Apply(doc)
		return doc, nil
	case csdljson.Is(text):
		return csdljson.Read("in", text)
	}
	read, err := openapi.Read("in", bytes.NewReader(text), openapi.Known{Path: "/beta"})
	if err != nil {
		return nil, err
	}
	return read.Doc, nil
}

// given returns the names that the naming phase gave.
func given(table names.Table) map[string]bool {
	known := map[string]bool{"_": true}
	for _, scope := range table {
		for _, n := range scope {
			known[n.Go] = true
		}
	}
	return known
}

// runtime are the packages that generated code may import.
var runtime = []string{`"github.com/intunegen/intunegen/odata"`, `"github.com/intunegen/intunegen/graph"`, `"github.com/Azure/azure-sdk-for-go/sdk/azcore"`}

// methods are those that every type of a kind has, that are calls of the runtime, or that seal an
// interface.
var methods = []string{"MarshalJSON", "UnmarshalJSON", "Known", "EnumType", "EnumMembers", "Has", "With", "Without", "family",
	"Count", "Create", "Delete", "Get", "ID", "List", "Patch", "Put"}

func checkNames(t *testing.T, file string, source []byte, known map[string]bool) {
	parsed, err := parser.ParseFile(token.NewFileSet(), file, source, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	for _, i := range parsed.Imports {
		if !slices.Contains(runtime, i.Path.Value) || i.Name != nil {
			t.Fatalf("%s imports %s", file, i.Path.Value)
		}
	}
	for _, d := range parsed.Decls {
		for _, name := range declared(d) {
			bare := strings.TrimPrefix(strings.TrimPrefix(name, "propertiesOf"), "namesOf")
			bare = strings.TrimSuffix(strings.TrimPrefix(strings.TrimPrefix(bare, "typesOf"), "is"), "Patch")
			if !known[name] && !known[bare] && !slices.Contains(methods, name) {
				t.Fatalf("%s declares %s, which is no name given", file, name)
			}
		}
	}
}

// declared returns the names of a declaration.
func declared(d ast.Decl) []string {
	if f, ok := d.(*ast.FuncDecl); ok {
		return []string{f.Name.Name}
	}
	var all []string
	for _, s := range d.(*ast.GenDecl).Specs {
		switch s := s.(type) {
		case *ast.TypeSpec:
			all = append(all, s.Name.Name)
		case *ast.ValueSpec:
			for _, n := range s.Names {
				all = append(all, n.Name)
			}
		}
	}
	return all
}
