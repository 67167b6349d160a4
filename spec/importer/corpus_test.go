package importer_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/intunegen/intunegen/spec"
	"github.com/intunegen/intunegen/spec/csdl"
	"github.com/intunegen/intunegen/spec/csdljson"
	"github.com/intunegen/intunegen/spec/importer"
	"github.com/intunegen/intunegen/spec/msdocs"
	"github.com/intunegen/intunegen/spec/overlay"
	"github.com/intunegen/intunegen/test/corpus"
)

func read(t *testing.T, name string) *spec.Document {
	t.Helper()
	f, err := os.Open(corpus.File(t, "csdl", name))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	doc, err := csdl.Read(name, f)
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

func folder(t *testing.T, name string) *msdocs.Folder {
	t.Helper()
	f, err := msdocs.Read(corpus.File(t, name))
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// The committed description is what an import of the corpus gives, byte for byte.
func TestImportGivesTheEmbeddedDescription(t *testing.T) {
	shipped, err := overlay.Intune()
	if err != nil {
		t.Fatal(err)
	}
	result, err := importer.Import(importer.Options{
		Corrections: []*overlay.File{shipped}, // strict: an entry that upstream has made superfluous must go
		Metadata:    read(t, "intune-beta-2026-09.reconstructed.csdl"),
		Docs:        []*msdocs.Folder{folder(t, "docs"), folder(t, "docs-2026"), folder(t, "docs-2026-09")},
		Earlier:     []*spec.Document{read(t, "beta-prod-2019-02-descriptions.csdl"), read(t, "beta-prod-2020-08-descriptions.csdl")},
		Clouds: []importer.Cloud{
			{Name: "global", Version: "v1.0", Date: "2026-08-03", Doc: read(t, "v1.0-prod-2026-08.csdl")},
			{Name: "usgov", Version: "v1.0", Date: "2026-08-04", Doc: read(t, "v1.0-fairfax-2026-08.csdl")},
			{Name: "china", Version: "v1.0", Date: "2026-07-22", Doc: read(t, "v1.0-mooncake-2026-08.csdl")},
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	committed, err := filepath.Glob("../beta/*.yaml")
	if err != nil {
		t.Fatal(err)
	}
	if len(committed) != len(result.Files) {
		t.Errorf("%d files are committed; want %d", len(committed), len(result.Files))
	}
	for workload, doc := range result.Files {
		want, err := csdljson.Write(doc)
		if err != nil {
			t.Fatal(err)
		}
		got, err := os.ReadFile(filepath.Join("../beta", workload+".yaml"))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("%s.yaml is stale; run intunegen import", workload)
		}
	}
}

// No sentences of others are carried over.
func TestNoDescriptions(t *testing.T) {
	files, err := filepath.Glob("../beta/*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatalf("no description: %v", err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(data), "Description\"") || strings.Contains(string(data), " Description: ") {
			t.Errorf("%s holds a description", file)
		}
	}
}
