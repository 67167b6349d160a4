package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/intunegen/intunegen/gen/project/source"
)

// What the reader put right, and what the description names without defining it, is on the summary,
// once for each kind.
func TestSummary(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "in.csdl")
	text := `<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:Reference Uri="o"/><edmx:DataServices>
<Schema Namespace="n" xmlns="http://docs.oasis-open.org/odata/ns/edm"><ComplexType Name="a" BaseType="o.base">
<Property Name="p" Type="Collection(o.other)"><Annotation Term="n.x" String="1"/><Annotation Term="n.x" String="2"/></Property>
<Property Name="q" Type="Edm.Untyped"><Annotation Term="n.x" String="1"/><Annotation Term="n.x" String="2"/></Property>
</ComplexType></Schema></edmx:DataServices></edmx:Edmx>`
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	r := generateRun{in: source.Source{Metadata: file}, out: filepath.Join(dir, "n")}
	if err := r.run(&out); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		file + ":3:82: annotation n.x is ignored, because it is given already at " + file + ":3:47; remove one (and 1 more of the kind)\n",
		"types defined elsewhere, whose values are kept as JSON: 2: o.base, o.other\n",
	} {
		if strings.Count(out.String(), want) != 1 {
			t.Errorf("want once %q in\n%s", want, &out)
		}
	}
}

func TestListsAreShort(t *testing.T) {
	if got := counted("letters", []string{"a", "b", "c", "d", "e", "f", "g"}); len(got) != 1 || !strings.HasSuffix(got[0], ": 7: a, b, c, d, e and 2 more") {
		t.Errorf("got %q", got)
	}
	if got := counted("letters", nil); got != nil {
		t.Errorf("got %q", got)
	}
}
