package reference_test

import (
	"bytes"
	"flag"
	"os"
	"testing"

	"github.com/intunegen/intunegen/gen"
	"github.com/intunegen/intunegen/gen/project/source"
	"github.com/intunegen/intunegen/tools/reference"
)

var update = flag.Bool("update", false, "write docs/clouds.md again")

func TestCloudsPage(t *testing.T) {
	d, err := source.Source{}.Read()
	if err != nil {
		t.Fatal(err)
	}
	pkg, err := gen.Model(d.Doc, gen.Options{Name: "intunebeta", Source: d.Source, Path: d.Path})
	if err != nil {
		t.Fatal(err)
	}
	const name = "../../docs/clouds.md"
	page := reference.Clouds(pkg)
	if *update {
		if err := os.WriteFile(name, page, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if had, err := os.ReadFile(name); err != nil || !bytes.Equal(had, page) {
		t.Errorf("docs/clouds.md is stale; run make generate: %v", err)
	}
}
