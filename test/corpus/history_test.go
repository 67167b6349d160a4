package corpus_test

import (
	"bytes"
	"os"
	"testing"

	"github.com/intunegen/intunegen/gen"
	"github.com/intunegen/intunegen/spec"
	"github.com/intunegen/intunegen/spec/csdl"
	"github.com/intunegen/intunegen/test/corpus"
	"github.com/intunegen/intunegen/test/versions"
)

// Every consecutive pair of real snapshots is compared completely.
func TestDiffHistory(t *testing.T) {
	var last *spec.Document
	for _, name := range []string{"beta-prod-2019-02-descriptions.csdl", "beta-prod-2020-08-descriptions.csdl", "beta-prod-2021-06.csdl", "beta-mooncake-2022-10.csdl", "intune-beta-2026-08.reconstructed.csdl", "intune-beta-2026-09.reconstructed.csdl"} {
		data, err := os.ReadFile(corpus.File(t, "csdl", name))
		if err != nil {
			t.Fatal(err)
		}
		doc, err := csdl.Read(name, bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		if last != nil {
			report := versions.Compare(t, last, doc, gen.Options{Name: "golden", Path: "/beta"})
			t.Logf("%s: %s", name, report.Summary)
		}
		last = doc
	}
}
