// Package trust tests that nothing that is read becomes Go, but by comments, string literals and
// names made of identifiers.
package trust

import (
	_ "embed"
	"flag"
	"reflect"
	"strings"
	"testing"

	"github.com/intunegen/intunegen/spec"
	"github.com/intunegen/intunegen/spec/csdljson"
)

//go:embed testdata/rich.yaml
var rich []byte

// document returns the document that has every construct.
func document(t testing.TB) *spec.Document {
	t.Helper()
	doc, err := csdljson.Read("rich.yaml", rich)
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// hostile are texts that would end a comment, a string or a line, or be obeyed by a tool, where
// they were written as they are.
var hostile = []string{
	"x\nfunc init() { println(\"HARMLESS\") }\n//",
	"x\rfunc init() {}\r//",
	"x\r\nfunc init() {}\r\n//",
	"x*/\nfunc init() {}\n/*",
	"x`\nfunc init() {}\nvar _ = `",
	"x\"\nfunc init() {}\nvar _ = \"",
	"`+func() string { panic(1) }()+`",
	"\"+func() string { panic(1) }()+\"",
	"//go:build ignore",
	"go:build ignore",
	"+build ignore",
	"\n//go:build ignore\n",
	"\n//go:embed x\n",
	"\n//go:linkname a b\n",
	"\n//line x.go:1\n",
	"\n// +build ignore\n",
	"/*line x.go:1*/",
	"x\n//export y\n",
	"x\u2028func init() {}\u2029",
	"x\x00y",
	"\ufeffx*/",
	"x\xffy",
	"x'; --\n\tGET /y\nfile 0 z\nname a=b",
	"\x1b[31mx",
	nameLike,
}

// nameLike is an identifier in OData, if an odd one: it is not refused for a name, and what Go
// makes of it is that of itsTwin.
const nameLike, itsTwin = "x\u202ey\u2066", "x_y_"

// harmless replaces the hostile texts in the twin of a document.
const harmless = "harmless"

// The document has a text in every field of every type that documents are made of.
func TestReflect(t *testing.T) {
	want, seen := map[string]bool{}, map[string]bool{}
	fieldsOf(reflect.TypeFor[spec.Document](), "Document", map[reflect.Type]bool{}, want)
	for _, p := range places(t, document(t)) {
		seen[p.kind] = true
	}
	for field := range want {
		if !seen[field] {
			t.Errorf("testdata/rich.yaml has no %s", field)
		}
	}
}

var every = flag.Bool("every", false, "try every text in every form, not in one of four")

// Each text of a document is hostile in its turn, in every form, and of an overlay, and of an
// OpenAPI document.
func TestFaultA1_A2_Texts(t *testing.T) {
	c := &checks{cache: map[string]outcome{}}
	c.check(t, kindsOf(ofDocuments), documentForms(t))
	c.check(t, kindsOf(ofOverlays), []source{overlays(t)})
	c.check(t, kindsOf(ofOpenAPI), []source{openAPI(t)})
	if c.made*2 < c.all {
		t.Errorf("of %d documents %d generate; want at least half", c.all, c.made)
	}
	t.Logf("of %d documents %d generate", c.all, c.made)
}

// kindsOf parses a table. Each line has an expectation and the kinds that it is for.
func kindsOf(table string) map[string]string {
	kinds := map[string]string{}
	for line := range strings.Lines(table) {
		expected, list, _ := strings.Cut(strings.TrimSpace(line), ": ")
		for kind := range strings.FieldsSeq(list) {
			kinds[kind] = expected
		}
	}
	return kinds
}
