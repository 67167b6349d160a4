package msdocs

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/intunegen/intunegen/test/corpus"
	"github.com/intunegen/intunegen/test/corrupt"
)

// Every page and every file of pages of the corpus, cut off and changed at random, is read, in part
// or not at all.
func TestDamagedCorpus(t *testing.T) {
	var total corrupt.Count
	for _, pattern := range []string{"docs/*s.jsonl", "docs-2026/*s.jsonl", "docs-md/api/*.md", "docs-md/resources/*.md", "docs-md/current-format/*/*.md"} {
		files, err := filepath.Glob(corpus.File(t, pattern))
		if err != nil || len(files) == 0 {
			t.Fatalf("no files for %s: %v", pattern, err)
		}
		var count corrupt.Count
		for i, file := range files {
			if os.Getenv("INTUNE_MUTATIONS") == "" && i%20 != 0 {
				continue
			}
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			read := readPage
			if strings.HasSuffix(file, ".jsonl") {
				read = readJSONLines
			}
			count.Add(corrupt.Try(t, data, func(damaged []byte) error { return read(t, damaged) }))
		}
		t.Log(len(files), "files of", pattern, count)
		total.Add(count)
	}
	t.Log("all:", total)
}

// readPage returns the first of what a page's reader reports, all of which must have a place.
func readPage(t *testing.T, data []byte) error {
	p := &page{file: "x.md", name: "intune-a-b-get"}
	p.cut(string(data))
	p.operation(map[string]string{})
	p.resource()
	for _, err := range p.problems {
		if !strings.HasPrefix(err.Error(), "x.md:") {
			t.Errorf("%q has no place", err)
		}
	}
	if len(p.problems) > 0 {
		return p.problems[0]
	}
	return nil
}

func readJSONLines(t *testing.T, data []byte) error {
	var operations []Operation
	var resources []Resource
	err := decodeLines("x.jsonl", bytes.NewReader(data), &operations)
	if other := decodeLines("x.jsonl", bytes.NewReader(data), &resources); err == nil {
		err = other
	}
	if err != nil && !strings.HasPrefix(err.Error(), "x.jsonl:") {
		t.Errorf("%q has no place", err)
	}
	for i := range operations {
		operations[i].complete()
	}
	return err
}
