package csdljson_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/intunegen/intunegen/spec"
	"github.com/intunegen/intunegen/spec/csdl"
	"github.com/intunegen/intunegen/spec/csdljson"
	"github.com/intunegen/intunegen/test/corpus"
)

// sameContent compares documents without positions and what readers put right.
var sameContent = cmp.Options{cmpopts.IgnoreTypes(spec.Position{}), cmpopts.IgnoreFields(spec.Document{}, "Notes"), cmpopts.EquateEmpty()}

// TestXMLToYAMLToDocument writes every readable description of the corpus as YAML and reads it
// again.
func TestXMLToYAMLToDocument(t *testing.T) {
	for _, pattern := range []string{"csdl/*.csdl", "csdl-other/*.xml"} {
		files, err := filepath.Glob(corpus.File(t, pattern))
		if err != nil || len(files) == 0 {
			t.Fatalf("no files for %s: %v", pattern, err)
		}
		for _, file := range files {
			t.Run(filepath.Base(file), func(t *testing.T) { roundTrip(t, file) })
		}
	}
}

func roundTrip(t *testing.T, file string) {
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	doc, err := csdl.Read(file, bytes.NewReader(data))
	var refused *spec.Error
	if errors.As(err, &refused) {
		t.Skipf("not readable: %v", err)
	}
	text, err := csdljson.Write(doc)
	if err != nil {
		t.Fatal(err)
	}
	if dir := os.Getenv("YAML_OUT"); dir != "" {
		os.WriteFile(filepath.Join(dir, filepath.Base(file)+".yaml"), text, 0o644)
	}
	again, err := csdljson.Read("written.yaml", text)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(doc, again, sameContent); diff != "" {
		t.Errorf("-XML +YAML\n%.4000s", diff)
	}
}
