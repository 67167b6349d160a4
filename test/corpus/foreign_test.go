package corpus_test

import (
	"bytes"
	"go/types"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/intunegen/intunegen/gen"
	"github.com/intunegen/intunegen/gen/emit"
	"github.com/intunegen/intunegen/spec"
	"github.com/intunegen/intunegen/spec/csdl"
	"github.com/intunegen/intunegen/spec/csdljson"
	"github.com/intunegen/intunegen/test/corpus"
	"github.com/intunegen/intunegen/test/typecheck"
)

// notV4 are the foreign descriptions that are refused, and why.
var notV4 = map[string]string{
	"bad-test1.xml":              "an entity type with two keys",
	"odata-rw-v3.xml":            "OData V3",
	"olingo-v2-sap-metadata.xml": "OData V2",
	"expected.json":              "no description",
}

// Every description of another OData V4 service gives a package that type-checks.
func TestForeignPackages(t *testing.T) {
	files, err := filepath.Glob(corpus.File(t, "csdl-other", "*.*"))
	if err != nil || len(files) < 20 {
		t.Fatalf("%d files: %v", len(files), err)
	}
	for _, file := range files {
		name := filepath.Base(file)
		if strings.HasSuffix(name, ".md") {
			continue
		}
		t.Run(name, func(t *testing.T) {
			doc, err := readAny(file)
			if why, refused := notV4[name]; refused {
				if err == nil {
					t.Errorf("read, although it is %s", why)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			pkg := typecheck.Package(t, generateAll(t, doc))
			t.Logf("%d names", len(pkg.Scope().Names()))
			covers(t, doc, pkg)
		})
	}
}

// readAny reads a description in XML or JSON.
func readAny(file string) (*spec.Document, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	if csdljson.Is(data) {
		return csdljson.Read(filepath.Base(file), data)
	}
	return csdl.Read(filepath.Base(file), bytes.NewReader(data))
}

func generateAll(t *testing.T, doc *spec.Document) []emit.File {
	t.Helper()
	result, err := gen.Generate(doc, gen.Options{Name: "golden", Source: "a test"})
	if err != nil {
		t.Fatal(err)
	}
	return result.Files
}

// covers counts the types of a description and of its package: a struct with Extra for each
// structured type, besides those of patches and parameters, and a string type for each enumeration.
func covers(t *testing.T, doc *spec.Document, pkg *types.Package) {
	t.Helper()
	structs, enums, wanted, wantedEnums := 0, 0, 0, 0
	for _, s := range doc.Schemas {
		wanted += len(s.Types)
		wantedEnums += len(s.Enums)
	}
	for _, name := range pkg.Scope().Names() {
		object, ok := pkg.Scope().Lookup(name).(*types.TypeName)
		if !ok || object.IsAlias() {
			continue
		}
		switch under := object.Type().Underlying().(type) {
		case *types.Struct:
			if typeText(under) != "" && !strings.HasSuffix(strings.TrimRight(name, "_"), "Patch") {
				structs++
			}
		case *types.Basic:
			if under.Kind() == types.String {
				enums++
			}
		}
	}
	if structs < wanted || enums < wantedEnums {
		t.Errorf("%d structs of %d types, %d of %d enumerations", structs, wanted, enums, wantedEnums)
	}
}

// typeText returns the name of the wire type that a struct's Extra states.
func typeText(s *types.Struct) string {
	for i := range s.NumFields() {
		if s.Field(i).Name() == "Extra" {
			return strings.Trim(strings.TrimPrefix(s.Tag(i), "odata:"), `"`)
		}
	}
	return ""
}

// intunePaths are where Intune is in Microsoft Graph.
var intunePaths = []string{"/deviceManagement", "/deviceAppManagement"}

// Of every snapshot of Microsoft Graph the part that is Intune gives a package that type-checks,
// and of one the whole.
func TestGraphSnapshots(t *testing.T) {
	files, err := filepath.Glob(corpus.File(t, "csdl", "*.csdl"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no files: %v", err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) { snapshot(t, file, intunePaths) })
	}
	t.Run("whole", func(t *testing.T) { snapshot(t, corpus.File(t, "csdl", "beta-prod-2021-06.csdl"), nil) })
}

func snapshot(t *testing.T, file string, paths []string) {
	doc, err := readAny(file)
	if err != nil {
		t.Fatal(err)
	}
	result, err := gen.Generate(doc, gen.Options{Name: "golden", Source: "a test", Path: "/beta", Operations: paths})
	if err != nil {
		t.Fatal(err)
	}
	typecheck.Package(t, result.Files)
	if result.Count.EntityTypes < 300 || result.Count.Operations == 0 {
		t.Errorf("%d entity types, %d actions and functions; want the whole of Intune", result.Count.EntityTypes, result.Count.Operations)
	}
	t.Logf("%d entity types, %d complex types", result.Count.EntityTypes, result.Count.ComplexTypes)
}
