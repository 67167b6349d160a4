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

// open opens a directory for the time of a test.
func open(t *testing.T, dir string) *output.Folder {
	t.Helper()
	folder, err := output.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	return folder
}

func stage(t *testing.T, folder *output.Folder, files ...emit.File) *output.Update {
	t.Helper()
	names, from := source(files...)
	update, err := folder.Stage("p", names, from)
	if err != nil {
		t.Fatal(err)
	}
	return update
}

func apply(t *testing.T, dir string, files ...emit.File) *output.Update {
	t.Helper()
	folder := open(t, dir)
	update := stage(t, folder, files...)
	if err := errors.Join(update.Finish(), folder.Close()); err != nil {
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
	if update, err := open(t, dir).Compare("p", names, from); err != nil || len(update.Written()) != 2 {
		t.Errorf("compared: %v", err)
	}
	only(t, dir, "a.go")
	folder := open(t, dir)
	update := stage(t, folder, file("b.go", "package p\n"))
	if data, err := os.ReadFile(filepath.Join(dir, "a.go")); err != nil || string(data) != string(file("", "package p\n").Data) {
		t.Errorf("a.go is %q, %v", data, err)
	}
	if err := errors.Join(update.Abandon(), folder.Close()); err != nil {
		t.Fatal(err)
	}
	only(t, dir, "a.go")
	fault := errors.New("no more")
	folder = open(t, dir)
	if _, err := folder.Stage("p", names, func(put func(emit.File) error) error { return errors.Join(from(put), fault) }); !errors.Is(err, fault) {
		t.Errorf("got %v; want the error of the source", err)
	}
	if err := folder.Close(); err != nil {
		t.Error(err)
	}
	only(t, dir, "a.go")
	fresh := open(t, filepath.Join(dir, "fresh"))
	if err := errors.Join(stage(t, fresh, file("a.go", "package p\n")).Abandon(), fresh.Close()); err != nil {
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
		if _, err := open(t, dir).Compare("p", names, from); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v; want an error that says %q", name, err, want)
		}
	}
}
