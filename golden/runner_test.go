package golden

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

// A case is found in whatever folder it is.
func TestFaultE12_CaseInNewFolder(t *testing.T) {
	root := t.TempDir()
	for _, name := range []string{"new/case.txtar", "models/other.txtar", "a/b/deep.txtar"} {
		path := filepath.Join(root, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte("A case.\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if found := archives(t, root); len(found) != 3 {
		t.Errorf("found %v; want all three", found)
	}
}

// A case that expects what nothing produces, something else, or nothing at all fails.
func TestFaultE12_SectionsThatAreNotRun(t *testing.T) {
	const model = `<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>
<Schema Namespace="ns" xmlns="http://docs.oasis-open.org/odata/ns/edm"><ComplexType Name="thing"/></Schema>
</edmx:DataServices></edmx:Edmx>
`
	for name, test := range map[string]struct{ sections, fault string }{
		"a file that is not generated":    {"-- out/thang.go --\n", "out/thing.go"},
		"a declaration that is not there": {"-- decl/Thang --\n", "nothing produces the section decl/Thang"},
		"a section that is not known":     {"-- outcome --\n", "nothing produces the section outcome"},
		"an error, though there is none":  {"-- error --\n", "nothing produces the section error"},
		"a declaration that differs":      {"-- decl/Thing --\ntype Thing int\n", "-want +got"},
		"nothing":                         {"", "it expects nothing"},
	} {
		g := &golden{file: "x.txtar", archive: txtar.Parse([]byte("A case.\n-- in.csdl --\n" + model + test.sections))}
		g.produced = produce(t, g)
		if faults := strings.Join(g.compare(), "\n"); !strings.Contains(faults, test.fault) {
			t.Errorf("%s: got %q; want %q", name, faults, test.fault)
		}
	}
}

// A difference is shown line by line.
func TestDifferencesAreShownByLine(t *testing.T) {
	g := &golden{archive: txtar.Parse([]byte("A case.\n-- decl/X --\none\ntwo\nthree\n"))}
	g.produced = map[string]string{"decl/X": "one\nTwo\nthree\n"}
	faults := strings.Join(g.compare(), "\n")
	for _, line := range []string{`-`, `"two\n"`, `+`, `"Two\n"`, `"one\n"`} {
		if !strings.Contains(faults, line) {
			t.Errorf("no %s in\n%s", line, faults)
		}
	}
}
