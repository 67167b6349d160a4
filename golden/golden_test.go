// Package golden runs the cases of this folder: txtar archives, each proving what its first line says.
package golden

import (
	"flag"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"
)

var update = flag.Bool("update", false, "rewrite the expected sections; the run still reports what changed")

// A golden is one archive.
type golden struct {
	file    string
	archive *txtar.Archive
	changed bool
}

func load(t *testing.T, file string) *golden {
	t.Helper()
	archive, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, f := range archive.Files {
		if seen[f.Name] {
			t.Fatalf("%s: section %s stands twice", file, f.Name)
		}
		seen[f.Name] = true
	}
	return &golden{file: file, archive: archive}
}

// section returns the text of a section, which must be there.
func (g *golden) section(t *testing.T, name string) []byte {
	t.Helper()
	for _, f := range g.archive.Files {
		if f.Name == name {
			return f.Data
		}
	}
	t.Fatalf("%s: no section %s", g.file, name)
	return nil
}

// equal compares a section with what was produced.
func (g *golden) equal(t *testing.T, name, got string) {
	t.Helper()
	if diff := cmp.Diff(string(g.section(t, name)), got); diff != "" {
		t.Errorf("%s: %s (-want +got):\n%s", g.file, name, diff)
		for i := range g.archive.Files {
			if g.archive.Files[i].Name == name {
				g.archive.Files[i].Data, g.changed = []byte(got), true
			}
		}
	}
}

// finish writes the archive back where that was asked for.
func (g *golden) finish(t *testing.T) {
	t.Helper()
	if !*update || !g.changed {
		return
	}
	if err := os.WriteFile(g.file, txtar.Format(g.archive), 0o644); err != nil {
		t.Fatal(err)
	}
}
