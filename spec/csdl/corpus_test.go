package csdl_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/intunegen/intunegen/internal/corpus"
	"github.com/intunegen/intunegen/spec/csdl"
)

func TestCorpus(t *testing.T) {
	for _, pattern := range []string{"csdl/*.csdl", "csdl-other/*.xml"} {
		files, _ := filepath.Glob(filepath.Join(corpus.Dir(t), pattern))
		for _, f := range files {
			data, _ := os.ReadFile(f)
			doc, err := csdl.Read(filepath.Base(f), bytes.NewReader(data))
			if err != nil {
				t.Logf("%s", err)
				continue
			}
			t.Log(filepath.Base(f), len(doc.Schemas), len(doc.Notes))
		}
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
