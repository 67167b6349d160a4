// Package golden runs the cases in its folders. Each case is a txtar archive whose first line is a
// claim. README.md lists the sections of a case.
package golden

import (
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"
)

var update = flag.Bool("update", false, "rewrite the expected sections; the run still fails where it changed one")

// Every archive below this folder is run, whatever its folder is called.
func TestGolden(t *testing.T) {
	files := archives(t, ".")
	if len(files) == 0 {
		t.Fatal("no cases")
	}
	for _, file := range files {
		t.Run(file, func(t *testing.T) { runCase(t, file) })
	}
}

// archives returns the paths of all cases below a folder. A file of another kind beside cases is an
// error: it would never be run.
func archives(t testing.TB, root string) []string {
	t.Helper()
	var files []string
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil || entry.IsDir():
			return err
		case filepath.Ext(path) == ".txtar":
			files = append(files, filepath.ToSlash(path))
		case filepath.Dir(path) != filepath.Clean(root):
			t.Errorf("%s is not a case; name it .txtar", path)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// A golden is one case: the archive, and what was produced for its sections.
type golden struct {
	file     string
	archive  *txtar.Archive
	produced map[string]string
	changed  bool
}

func runCase(t *testing.T, file string) {
	g := load(t, file)
	g.produced = produce(t, g)
	for _, fault := range g.compare() {
		t.Errorf("%s: %s", file, fault)
	}
	g.save(t)
}

func load(t *testing.T, file string) *golden {
	t.Helper()
	archive, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if first, _, _ := strings.Cut(string(archive.Comment), "\n"); strings.TrimSpace(first) == "" {
		t.Fatalf("%s:1: no sentence says what the case proves; write one above the first section", file)
	}
	g := &golden{file: file, archive: archive}
	seen := map[string]bool{}
	for _, f := range archive.Files {
		if seen[f.Name] {
			t.Fatalf("%s: section %s is there twice; remove one", file, f.Name)
		}
		seen[f.Name] = true
	}
	return g
}

// section returns the text of a section, and whether the case has it.
func (g *golden) section(name string) ([]byte, bool) {
	for _, f := range g.archive.Files {
		if f.Name == name {
			return f.Data, true
		}
	}
	return nil, false
}

// under returns the sections whose names start with prefix.
func (g *golden) under(prefix string) []txtar.File {
	var list []txtar.File
	for _, f := range g.archive.Files {
		if strings.HasPrefix(f.Name, prefix) {
			list = append(list, f)
		}
	}
	return list
}

// compare compares every expected section with what was produced for it, and returns the
// differences.
func (g *golden) compare() []string {
	var faults []string
	proofs := len(g.under("use/"))
	for i, want := range g.archive.Files {
		if isInput(want.Name) {
			continue
		}
		proofs++
		got, ok := g.produced[want.Name]
		if !ok {
			faults = append(faults, "nothing produces the section "+want.Name+"; there are: "+g.available())
			continue
		}
		if diff := cmp.Diff(lines(string(want.Data)), lines(got), wholeLines); diff != "" {
			faults = append(faults, want.Name+" (-want +got):\n"+diff)
			g.archive.Files[i].Data, g.changed = []byte(got), true
		}
	}
	if proofs == 0 {
		faults = append(faults, "it expects nothing; add an empty section and run with -update; there are: "+g.available())
	}
	return faults
}

// lines splits a text after its line ends, so that a difference is shown by line.
func lines(text string) []string { return strings.SplitAfter(text, "\n") }

// wholeLines keeps cmp from comparing within a line.
var wholeLines = cmp.Comparer(func(a, b string) bool { return a == b })

// save writes the case back if -update is set.
func (g *golden) save(t *testing.T) {
	t.Helper()
	if !*update || !g.changed {
		return
	}
	if err := os.WriteFile(g.file, txtar.Format(g.archive), 0o644); err != nil {
		t.Fatal(err)
	}
	t.Logf("%s is written; read it, then run again without -update", g.file)
}
