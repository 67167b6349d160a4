package gen_test

import (
	"testing"

	"github.com/intunegen/intunegen/gen"
	"github.com/intunegen/intunegen/spec/beta"
)

var options = gen.Options{Name: "intunebeta", Source: beta.Title, Path: "/beta"}

// BenchmarkGenerate generates all of Intune, reading of the embedded description and formatting
// included, writing not.
func BenchmarkGenerate(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		doc, err := beta.Document()
		if err != nil {
			b.Fatal(err)
		}
		if _, err := gen.Generate(doc, options); err != nil {
			b.Fatal(err)
		}
	}
}
