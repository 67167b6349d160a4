package output

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/intunegen/intunegen/gen/project/lock"
)

// The root of the file system and the home directory are refused, however they are written; a
// directory with a module is not.
func TestFaultA5_RefusedDirectories(t *testing.T) {
	home, below := t.TempDir(), t.TempDir()
	t.Setenv("HOME", home)
	t.Setenv("USERPROFILE", home)
	t.Chdir(home)
	put(t, below, map[string]string{"go.mod": "module m\n"})
	for name, want := range map[string]string{
		string(filepath.Separator): "is the root", "//": "is the root", strings.Repeat("../", 40): "is the root",
		home: "is the home directory", ".": "is the home directory", home + "/sub/..": "is the home directory", home + "/": "is the home directory",
	} {
		if _, err := Open(name); err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), "--out") {
			t.Errorf("%s: %v; want %s", name, err, want)
		}
	}
	if err := os.Symlink(home, filepath.Join(below, "link")); err == nil {
		if _, err := Open(filepath.Join(below, "link")); err == nil {
			t.Error("a link to the home directory was taken")
		}
	}
	for _, name := range []string{below, filepath.Join(home, "sub"), filepath.Join(below, "a", "b")} {
		folder, err := Open(name)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if err := folder.Close(); err != nil {
			t.Error(err)
		}
	}
}

// Of two runs, one changes a directory, whether that exists or not; the other says which does. What
// is left behind by a run that was killed does not matter.
func TestFaultA5_TwoRuns(t *testing.T) {
	for name, fresh := range map[string]bool{"there": false, "not there": true} {
		dir := filepath.Join(t.TempDir(), "out")
		put(t, dir, map[string]string{workName + "/" + runningName: "", workName + "/" + holderName: "process 1 since 1999\n"})
		if fresh {
			if err := os.RemoveAll(dir); err != nil {
				t.Fatal(err)
			}
			put(t, filepath.Dir(dir), map[string]string{".out" + workName + "/" + runningName: "", ".out" + workName + "/" + stageName + "/old.go": ""})
		}
		var folders [2]*Folder
		for i := range folders {
			var err error
			if folders[i], err = Open(dir); err != nil {
				t.Fatal(err)
			}
		}
		if err := folders[0].Hold(); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		_, err := folders[1].Stage("p", namesOf(after[:1]), sourceOf(after[:1]))
		want := fmt.Sprintf("%s: process %d since 2", dir, os.Getpid())
		if err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%s: %v; want %s", name, err, want)
		}
		u, err := folders[0].Stage("p", namesOf(after[:1]), sourceOf(after[:1]))
		if err != nil {
			t.Fatal(err)
		}
		if err := errors.Join(u.Finish(), folders[1].Close(), folders[0].Close()); err != nil {
			t.Error(err)
		}
		if entries, err := os.ReadDir(dir); err != nil || len(entries) != 1 {
			t.Errorf("%s: the directory has %v, %v", name, entries, err)
		}
		if killed, err := change(t, dir, nil, after); killed || err != nil {
			t.Errorf("%s: the next run: %v", name, err)
		}
	}
}

// Many runs at once leave one whole package, and whoever was too late says so.
func TestFaultA5_ManyRuns(t *testing.T) {
	for range 20 {
		dir := filepath.Join(t.TempDir(), "out")
		done := make(chan error)
		const runs = 8
		for range runs {
			go func() {
				folder, err := Open(dir)
				if err != nil {
					done <- err
					return
				}
				last := len(after) - 1
				u, err := folder.Stage("p", namesOf(after[:last]), sourceOf(after[:last]))
				if err == nil {
					runtime.Gosched()
					err = u.Finish(after[last])
				}
				done <- errors.Join(err, folder.Close())
			}()
		}
		wrote := 0
		for range runs {
			if err := <-done; err == nil {
				wrote++
			} else if !strings.HasPrefix(err.Error(), dir+": ") {
				t.Error(err)
			}
		}
		if got := content(t, dir); wrote == 0 || len(got) != len(after) {
			t.Errorf("%d runs wrote %v", wrote, got)
		}
		if entries, err := os.ReadDir(filepath.Dir(dir)); err != nil || len(entries) != 1 {
			t.Errorf("left behind: %v, %v", entries, err)
		}
	}
}

// A lock or journal that is too large is refused without being read to its end.
func TestFaultA3_Huge(t *testing.T) {
	for _, name := range []string{lock.Name, GuardName} {
		dir := t.TempDir()
		put(t, dir, map[string]string{name: "x"})
		if err := os.Truncate(filepath.Join(dir, name), 2<<30); err != nil {
			t.Skip(err)
		}
		folder, err := Open(dir)
		if err != nil {
			t.Fatal(err)
		}
		want := filepath.Join(dir, name) + ":1:1: is larger than 64 MiB"
		if _, err := folder.Read(name); err == nil || !strings.HasPrefix(err.Error(), want) || folder.Interrupted() {
			t.Errorf("%v; want %s", err, want)
		}
		if err := folder.Close(); err != nil {
			t.Error(err)
		}
	}
}
