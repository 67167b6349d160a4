package csdl_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/intunegen/intunegen/spec/csdl"
	"github.com/intunegen/intunegen/test/corpus"
)

// Every CSDL of Microsoft Graph in the corpus is read.
func TestGraphCorpus(t *testing.T) {
	files, err := filepath.Glob(corpus.File(t, "csdl", "*.csdl"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no files: %v", err)
	}
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		doc, err := csdl.Read(filepath.Base(f), bytes.NewReader(data))
		if err != nil {
			t.Error(err)
			continue
		}
		t.Log(filepath.Base(f), len(doc.Schemas), "schemas", len(doc.Notes), "notes")
	}
}

func BenchmarkRead(b *testing.B) {
	data, err := os.ReadFile(corpus.File(b, "csdl", "intune-beta-2026-08.reconstructed.csdl"))
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := csdl.Read("metadata", bytes.NewReader(data)); err != nil {
			b.Fatal(err)
		}
	}
}
