package output

import (
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"

	"github.com/intunegen/intunegen/gen/emit"
	"github.com/intunegen/intunegen/gen/project/lock"
)

// A failing disk does n operations. The next one fails, half done, with the given error, or ends the goroutine as a kill would.
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

// guardUp is how many operations it takes to put the guard up: emptying the stage, making its folder, writing four files and the guard,
// renaming that.
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

// change makes dir hold files, on a disk that may fail. It reports whether it was killed before its end.
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

// Whatever operation of the disk fails or is the last, the package is the old one or the new one, or does not compile until the next
// run, with which it is the old one or the new one.
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
			if Interrupted(dir) {
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

// recovered checks that a next run leaves one package, then that a change to the new one comes to its end.
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

// Where there is no directory, the whole package comes into being or nothing does, and the next run leaves nothing beside it.
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

// An interruption of the recovery is recovered from too.
func TestInterruptedRecovery(t *testing.T) {
	for n := range 30 {
		dir := start(t)
		if killed, _ := change(t, dir, &failingDisk{n: guardUp + 2, kill: true}, after); !killed || !Interrupted(dir) {
			t.Fatal("the guard is not up")
		}
		folder, err := Open(dir)
		if err != nil {
			t.Fatal(err)
		}
		if err := folder.Hold(); err != nil {
			t.Fatal(err)
		}
		folder.disk = &failingDisk{disk: folder.disk, n: n, kill: true}
		done := make(chan bool)
		go func() {
			defer close(done)
			_ = folder.Recover()
		}()
		<-done
		end(t, folder, true)
		recovered(t, n, dir)
	}
}

// What was edited or taken away after an interruption is not overwritten by the recovery: the guard stays until all is written.
func TestChangedAfterInterruption(t *testing.T) {
	for name, edit := range map[string]func(dir string) error{
		"edited": func(dir string) error {
			return os.WriteFile(filepath.Join(dir, "b.go"), []byte("package p // mine\n"), 0o644)
		},
		"unstaged": func(dir string) error { return os.RemoveAll(filepath.Join(dir, workName, stageName)) },
		"damaged": func(dir string) error {
			return os.WriteFile(filepath.Join(dir, workName, stageName, "b.go"), nil, 0o644)
		},
		"journal": func(dir string) error {
			return os.WriteFile(filepath.Join(dir, GuardName), []byte("// "+emit.Header+"\n// replace - - ../x\n"), 0o644)
		},
	} {
		dir := start(t)
		if killed, _ := change(t, dir, &failingDisk{n: guardUp + 1, kill: true}, after); !killed {
			t.Fatal("not interrupted")
		}
		if err := edit(dir); err != nil {
			t.Fatal(err)
		}
		want := content(t, dir)
		recovery(t, dir)
		if got := content(t, dir); !maps.Equal(got, want) || !Interrupted(dir) {
			t.Errorf("%s: %v became %v", name, want, got)
		}
	}
}

// A file of the user's where the guard would stand is an error.
func TestForeignGuard(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, GuardName), []byte("package p\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	folder, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := folder.Compare("p", namesOf(before[:1]), sourceOf(before[:1])); err == nil || !strings.Contains(err.Error(), "is not generated") {
		t.Errorf("%v", err)
	}
}

// With the guard, a package does not compile, and the compiler's message says what to do.
func TestGuardDoesNotCompile(t *testing.T) {
	files := token.NewFileSet()
	f, err := parser.ParseFile(files, GuardName, journal{{"a.go", absent, "aa"}}.guard("p"), parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := (&types.Config{}).Check("p", files, []*ast.File{f}, nil); err == nil || !strings.Contains(err.Error(), "undefined: runIntunegenGenerateAgain") {
		t.Errorf("%v", err)
	}
}
