package source

import (
	"os"
	"testing"

	"github.com/intunegen/intunegen/spec"
)

// The fingerprint of a folder depends on every file in it.
func TestFingerprintOfFolder(t *testing.T) {
	t.Chdir(t.TempDir())
	write := func(file, text string) {
		t.Helper()
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Mkdir("beta", 0o755); err != nil {
		t.Fatal(err)
	}
	write("beta/a.yaml", "a")
	write("beta/b.yaml", "b")
	first, err := (&Source{Metadata: "beta"}).Fingerprint()
	if err != nil {
		t.Fatal(err)
	}
	write("beta/b.yaml", "c")
	if second, err := (&Source{Metadata: "beta"}).Fingerprint(); err != nil || first == second {
		t.Errorf("a changed file has the same fingerprint: %v", err)
	}
	if _, err := (&Source{Metadata: "none"}).Fingerprint(); err == nil {
		t.Error("a missing input has a fingerprint")
	}
}

// A description of all of Graph is recognized, because the summary then says how to generate Intune
// alone.
func TestWholeGraph(t *testing.T) {
	graphOf := func(roots int) *spec.Document {
		c := &spec.EntityContainer{}
		for range roots {
			c.EntitySets = append(c.EntitySets, &spec.EntitySet{})
		}
		return &spec.Document{Schemas: []*spec.Schema{{Namespace: "microsoft.graph", Container: c}}}
	}
	if isWholeGraph(graphOf(8)) || !isWholeGraph(graphOf(90)) || isWholeGraph(&spec.Document{}) {
		t.Error("all of Graph and a part of it are not distinguished")
	}
}
