package output

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"syscall"
	"testing"

	"github.com/intunegen/intunegen/gen/emit"
	"github.com/intunegen/intunegen/gen/project/lock"
)

// A failing disk does n operations. The next one fails, half done, with the given error, or ends
// the goroutine as a kill would.
type failingDisk struct {
	disk
	n    int
	kill bool
}

func (d *failingDisk) broken() error {
	if d.n--; d.n >= 0 {
		return nil
	}
	if d.kill {
		runtime.Goexit()
	}
	if d.n == -1 {
		return syscall.ENOSPC
	}
	return nil // room was made
}

func (d *failingDisk) MkdirAll(dir string) error {
	return errors.Join(d.broken(), d.disk.MkdirAll(dir))
}

func (d *failingDisk) WriteFile(file string, data []byte) error {
	if d.n == 0 {
		_ = d.disk.WriteFile(file, data[:len(data)/2])
	}
	if err := d.broken(); err != nil {
		return err
	}
	return d.disk.WriteFile(file, data)
}

func (d *failingDisk) Rename(from, to string) error {
	if err := d.broken(); err != nil {
		return err
	}
	return d.disk.Rename(from, to)
}

func (d *failingDisk) Remove(file string) error {
	if err := d.broken(); err != nil {
		return err
	}
	return d.disk.Remove(file)
}

func (d *failingDisk) RemoveAll(dir string) error {
	if d.n == 0 {
		_ = d.disk.Remove(filepath.Join(dir, "a.go"))
	}
	if err := d.broken(); err != nil {
		return err
	}
	return d.disk.RemoveAll(dir)
}

func generated(name, text string) emit.File {
	return emit.File{Name: name, Data: []byte("// " + emit.Header + "\n\npackage p\n\n" + text)}
}

func locked(text string) emit.File { return emit.File{Name: lock.Name, Data: []byte(text)} }

// The two packages that a directory changes between: some files are in both, alike or not.
var (
	before = []emit.File{generated("a.go", "var A = 1"), generated("b.go", "var B = A"), generated("c.go", ""), generated("gone.go", ""), locked("one")}
	after  = []emit.File{generated("a.go", "var A2 = 2"), generated("b.go", "var B = A2"), generated("c.go", ""), generated("new.go", ""), locked("two")}
)

// guardUp is how many operations it takes to put the guard up: emptying the stage, making its
// folder, writing four files and the guard, renaming that.
const guardUp = 1 + 1 + 4 + 1 + 1

func namesOf(files []emit.File) (names []string) {
	for _, f := range files {
		names = append(names, f.Name)
	}
	return names
}

func sourceOf(files []emit.File) Source {
	return func(put func(emit.File) error) error {
		for _, f := range files {
			if err := put(f); err != nil {
				return err
			}
		}
		return nil
	}
}

// change makes dir hold files, on a disk that may fail. It reports whether it was killed before its
// end.
func change(t *testing.T, dir string, d *failingDisk, files []emit.File) (killed bool, err error) {
	t.Helper()
	folder, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	if err := folder.Hold(); err != nil {
		t.Fatal(err)
	}
	if d != nil {
		d.disk, folder.disk = folder.disk, d
	}
	last := len(files) - 1
	done := make(chan bool)
	killed = true
	go func() {
		defer close(done)
		var u *Update
		if u, err = folder.Stage("p", namesOf(files[:last]), sourceOf(files[:last])); err == nil {
			err = u.Finish(files[last:]...)
		}
		killed = false
	}()
	<-done
	end(t, folder, killed)
	return killed, err
}

// end closes a folder, or ends its lock alone, as the system does when a process is killed.
func end(t *testing.T, folder *Folder, killed bool) {
	t.Helper()
	closing := folder.Close
	if killed {
		closing = folder.held.Unlock
	}
	if err := closing(); err != nil {
		t.Error(err)
	}
}

// recovery opens a directory as the next run does, and completes what is left to do.
func recovery(t *testing.T, dir string) {
	t.Helper()
	folder, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(folder.Hold(), folder.Recover(), folder.Close()); err != nil {
		t.Error(err)
	}
}

// content returns the files of a directory but for the user's.
func content(t *testing.T, dir string) map[string]string {
	t.Helper()
	all := map[string]string{}
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		data, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err == nil {
			all[e.Name()] = string(data)
		}
	}
	delete(all, "own.go")
	return all
}

func contentOf(files []emit.File) map[string]string {
	all := map[string]string{}
	for _, f := range files {
		all[f.Name] = string(f.Data)
	}
	return all
}

// interrupted reports whether [Folder.Interrupted] does for a directory, which [Open] may refuse.
func interrupted(dir string) bool {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return false
	}
	defer root.Close()
	return (&Folder{dir: dir, root: root}).Interrupted()
}
