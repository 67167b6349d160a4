package output_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/intunegen/intunegen/gen/emit"
	"github.com/intunegen/intunegen/gen/output"
)

func file(name, text string) emit.File {
	return emit.File{Name: name, Data: []byte("// " + emit.Header + "\n\n" + text)}
}

func apply(t *testing.T, dir string, files ...emit.File) *output.Plan {
	t.Helper()
	plan, err := output.Compare(dir, "p", files)
	if err != nil {
		t.Fatal(err)
	}
	if err := plan.Apply(); err != nil {
		t.Fatal(err)
	}
	return plan
}

func TestWritesOnlyWhatChangedAndRemovesStaleFiles(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "out")
	apply(t, dir, file("a.go", "package p\n"), file("b.go", "package p\n"))
	if err := os.WriteFile(filepath.Join(dir, "own.go"), []byte("package p\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	plan := apply(t, dir, file("a.go", "package p\n"), file("c.go", "package p\n"))
	if len(plan.Write) != 1 || plan.Write[0].Name != "c.go" || len(plan.Remove) != 1 || plan.Remove[0] != "b.go" {
		t.Errorf("wrote %v, removed %v; want c.go and b.go", plan.Write, plan.Remove)
	}
	if _, err := os.Stat(filepath.Join(dir, "own.go")); err != nil {
		t.Errorf("a file that is not ours is gone: %v", err)
	}
	if again := apply(t, dir, file("a.go", "package p\n"), file("c.go", "package p\n")); !again.Empty() {
		t.Error("the second run found something to do")
	}
}

func TestForeignFilesAreErrors(t *testing.T) {
	for name, want := range map[string]string{"a.go": "is not generated", "z.go": "belongs to package other"} {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, name), []byte("package other\n"), 0o644); err != nil {
			t.Fatal(err)
		}
		if _, err := output.Compare(dir, "p", []emit.File{file("a.go", "package p\n")}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v; want an error that says %q", name, err, want)
		}
	}
}
