package output_test

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/intunegen/intunegen/gen/emit"
	"github.com/intunegen/intunegen/gen/project/output"
)

func file(name, text string) emit.File {
	return emit.File{Name: name, Data: []byte("// " + emit.Header + "\n\n" + text)}
}

// source returns the names of files, and what gives them.
func source(files ...emit.File) ([]string, output.Source) {
	var names []string
	for _, f := range files {
		names = append(names, f.Name)
	}
	return names, func(put func(emit.File) error) error {
		var errs []error
		for _, f := range files {
			errs = append(errs, put(f))
		}
		return errors.Join(errs...)
	}
}

func stage(t *testing.T, dir string, files ...emit.File) *output.Update {
	t.Helper()
	names, from := source(files...)
	update, err := output.Stage(dir, "p", names, from)
	if err != nil {
		t.Fatal(err)
	}
	return update
}

func apply(t *testing.T, dir string, files ...emit.File) *output.Update {
	t.Helper()
	update := stage(t, dir, files...)
	if err := update.Finish(); err != nil {
		t.Fatal(err)
	}
	return update
}

func TestWritesOnlyWhatChangedAndRemovesStaleFiles(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "out")
	apply(t, dir, file("a.go", "package p\n"), file("b.go", "package p\n"))
	if err := os.WriteFile(filepath.Join(dir, "own.go"), []byte("package p\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	update := apply(t, dir, file("a.go", "package p\n"), file("c.go", "package p\n"))
	if written, removed := update.Written(), update.Removed(); !slices.Equal(written, []string{"c.go"}) || !slices.Equal(removed, []string{"b.go"}) {
		t.Errorf("wrote %v, removed %v; want c.go and b.go", written, removed)
	}
	if _, err := os.Stat(filepath.Join(dir, "own.go")); err != nil {
		t.Errorf("a file that is not ours is gone: %v", err)
	}
	if again := apply(t, dir, file("a.go", "package p\n"), file("c.go", "package p\n")); !again.Empty() {
		t.Error("the second run found something to do")
	}
}

// Until Finish, and when it is abandoned, an update leaves the package alone, and comparing writes nothing.
func TestNothingChangesBeforeTheEnd(t *testing.T) {
	dir := t.TempDir()
	apply(t, dir, file("a.go", "package p\n"))
	names, from := source(file("a.go", "package p // newer\n"), file("b.go", "package p\n"))
	if update, err := output.Compare(dir, "p", names, from); err != nil || len(update.Written()) != 2 {
		t.Errorf("compared: %v", err)
	}
	only(t, dir, "a.go")
	update := stage(t, dir, file("b.go", "package p\n"))
	if data, err := os.ReadFile(filepath.Join(dir, "a.go")); err != nil || string(data) != string(file("", "package p\n").Data) {
		t.Errorf("a.go is %q, %v", data, err)
	}
	if err := update.Abandon(); err != nil {
		t.Fatal(err)
	}
	only(t, dir, "a.go")
	fault := errors.New("no more")
	_, err := output.Stage(dir, "p", names, func(put func(emit.File) error) error { return errors.Join(from(put), fault) })
	if !errors.Is(err, fault) {
		t.Errorf("got %v; want the error of the source", err)
	}
	only(t, dir, "a.go")
	fresh := filepath.Join(dir, "fresh")
	if err := stage(t, fresh, file("a.go", "package p\n")).Abandon(); err != nil {
		t.Fatal(err)
	}
	only(t, dir, "a.go")
}

// only checks that a directory has one entry, of that name.
func only(t *testing.T, dir, name string) {
	t.Helper()
	if entries, err := os.ReadDir(dir); err != nil || len(entries) != 1 || entries[0].Name() != name {
		t.Errorf("the directory has %v, %v; want %s alone", entries, err, name)
	}
}

func TestForeignFilesAreErrors(t *testing.T) {
	for name, want := range map[string]string{"a.go": "is not generated", "z.go": "belongs to package other"} {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, name), []byte("package other\n"), 0o644); err != nil {
			t.Fatal(err)
		}
		names, from := source(file("a.go", "package p\n"))
		if _, err := output.Compare(dir, "p", names, from); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v; want an error that says %q", name, err, want)
		}
	}
}
