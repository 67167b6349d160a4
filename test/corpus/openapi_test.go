package corpus_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/intunegen/intunegen/gen"
	"github.com/intunegen/intunegen/spec/beta"
	"github.com/intunegen/intunegen/spec/openapi"
	"github.com/intunegen/intunegen/test/corpus"
	"github.com/intunegen/intunegen/test/typecheck"
)

// notOpenAPI3 are the files of the corpus folder that are refused, and why.
var notOpenAPI3 = map[string]string{
	"msopenapi-basic.swagger2.json":         "OpenAPI 2",
	"converted-2022-10-esim.csdl":           "CSDL XML",
	"converted-2022-10-esim.csdl.json":      "CSDL JSON",
	"converted-2022-10-intune.csdl.gz":      "CSDL XML",
	"converted-2022-10-intune.csdl.json.gz": "CSDL JSON",
	"README.md":                             "a text",
}

// fewBytes is up to which size files are also tried without the embedded description; it bounds the
// time this takes.
const fewBytes = 50_000

// Every OpenAPI file of the corpus gives a package that type-checks, with the embedded
// description's facts and the smaller ones without.
func TestOpenAPICorpus(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(corpus.Dir(t), "openapi", "*"))
	if err != nil || len(files) < 20 {
		t.Fatalf("%d files: %v", len(files), err)
	}
	known, err := beta.Document()
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			if info, err := os.Stat(file); err == nil && info.Size() < fewBytes {
				compiles(t, file, openapi.Known{})
			}
			compiles(t, file, openapi.Known{Doc: known, Path: "/beta"})
		})
	}
}

func compiles(t *testing.T, file string, known openapi.Known) {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	read, err := openapi.Read(filepath.Base(file), bytes.NewReader(data), known)
	if _, refused := notOpenAPI3[filepath.Base(file)]; refused {
		if err == nil {
			t.Error("read; want it refused")
		}
		return
	}
	if err != nil {
		t.Fatal(err)
	}
	result, err := gen.Generate(read.Doc, gen.Options{Name: "golden", Source: filepath.Base(file), Path: read.Path})
	if err != nil {
		t.Fatal(err)
	}
	typecheck.Package(t, result.Files)
	t.Logf("%d files of %d entity types", len(result.Files), result.Count.EntityTypes)
}
