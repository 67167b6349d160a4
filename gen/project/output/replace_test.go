package output

import (
	"errors"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Whatever operation of the disk fails or is the last, the package is the old one or the new one,
// or does not compile until the next run, with which it is the old one or the new one.
func TestInterruptedAtAnyOperation(t *testing.T) {
	for _, kill := range []bool{false, true} {
		guarded := 0
		for n := 0; ; n++ {
			dir := start(t)
			d := &failingDisk{n: n, kill: kill}
			killed, err := change(t, dir, d, after)
			if err == nil && !killed {
				if n < 10 || guarded < 5 {
					t.Errorf("%d operations, %d of them with the guard up: too few to mean anything", n, guarded)
				}
				break
			}
			if kill == (err != nil) {
				t.Fatalf("%d: error %v, killed %t", n, err, killed)
			}
			if interrupted(dir) {
				guarded++
			} else if got := content(t, dir); !maps.Equal(got, contentOf(before)) && !maps.Equal(got, contentOf(after)) {
				t.Errorf("%d: mixed and not guarded: %v", n, got)
			}
			recovered(t, n, dir)
		}
	}
}

// start returns a directory with the older package and a file of the user's.
func start(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "own.go"), []byte("package p\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := change(t, dir, nil, before); err != nil {
		t.Fatal(err)
	}
	return dir
}

// recovered checks that a next run leaves one package, then that a change to the new one comes to
// its end.
func recovered(t *testing.T, n int, dir string) {
	t.Helper()
	recovery(t, dir)
	if got := content(t, dir); !maps.Equal(got, contentOf(before)) && !maps.Equal(got, contentOf(after)) {
		t.Errorf("%d: mixed after the next run: %v", n, got)
	}
	if _, err := change(t, dir, nil, after); err != nil {
		t.Errorf("%d: %v", n, err)
	}
	if got := content(t, dir); !maps.Equal(got, contentOf(after)) {
		t.Errorf("%d: not the new package: %v", n, got)
	}
	if own, err := os.Stat(filepath.Join(dir, "own.go")); err != nil || own.Mode() != 0o600 {
		t.Errorf("%d: the user's file was touched: %v", n, err)
	}
	if _, err := os.Stat(filepath.Join(dir, workName)); err == nil {
		t.Errorf("%d: the folder of new files is left behind", n)
	}
}

// If there is no directory, the whole package is created or nothing, and the next run
// leaves nothing beside it.
func TestInterruptedBeforeThereIsADirectory(t *testing.T) {
	for _, kill := range []bool{false, true} {
		for n := 0; ; n++ {
			parent := t.TempDir()
			dir := filepath.Join(parent, "out")
			killed, err := change(t, dir, &failingDisk{n: n, kill: kill}, after)
			if err == nil && !killed {
				if want := 1 + 1 + len(after) + 1; n != want { // emptying the stage, making its folder, writing the files, renaming that
					t.Errorf("%d operations; want %d", n, want)
				}
				break
			}
			if _, gone := os.Stat(dir); gone == nil {
				t.Errorf("%d: the directory is there: %v", n, content(t, dir))
			}
			if entries, _ := os.ReadDir(parent); !kill && len(entries) > 0 {
				t.Errorf("%d: left behind: %v", n, entries)
			}
			if _, err := change(t, dir, nil, after); err != nil || !maps.Equal(content(t, dir), contentOf(after)) {
				t.Errorf("%d: the next run: %v, %v", n, content(t, dir), err)
			}
			if entries, _ := os.ReadDir(parent); len(entries) != 1 {
				t.Errorf("%d: left behind by the next run: %v", n, entries)
			}
		}
	}
}

// A directory of others that comes into being during a run is left alone.
func TestDirectoryAppears(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "out")
	folder, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	u, err := folder.Stage("p", namesOf(after[:1]), sourceOf(after[:1]))
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(os.Mkdir(dir, 0o755), os.WriteFile(filepath.Join(dir, "own.go"), nil, 0o600)); err != nil {
		t.Fatal(err)
	}
	if err := u.Finish(); err == nil || !strings.Contains(err.Error(), "nothing was changed") {
		t.Errorf("got %v", err)
	}
	end(t, folder, false)
	if got := content(t, dir); len(got) > 0 {
		t.Errorf("the directory has %v", got)
	}
	if entries, _ := os.ReadDir(filepath.Dir(dir)); len(entries) != 1 {
		t.Errorf("left behind: %v", entries)
	}
}
