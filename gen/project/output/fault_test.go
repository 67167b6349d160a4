package output

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/intunegen/intunegen/gen/emit"
	"github.com/intunegen/intunegen/gen/project/lock"
)

// put writes files into a directory, which it makes.
func put(t *testing.T, dir string, files map[string]string) {
	t.Helper()
	for name, text := range files {
		file := filepath.Join(dir, name)
		if err := errors.Join(os.MkdirAll(filepath.Dir(file), 0o755), os.WriteFile(file, []byte(text), 0o644)); err != nil {
			t.Fatal(err)
		}
	}
}

// Whatever a journal says, nothing but generated files and the lock is removed or replaced, and nothing outside of the directory.
func TestFaultA4_Journal(t *testing.T) {
	const own = "package p // mine\n"
	ours, newer := string(generated("x", "var A = 1").Data), string(generated("x", "var A = 2").Data)
	of := func(text string) string { return lock.Hash([]byte(text)) }
	for name, c := range map[string]struct{ file, text, old, new string }{
		"a text":                {"keep.txt", own, of(own), absent},
		"Go of the user's":      {"own.go", own, of(own), absent},
		"replaced":              {"own.go", own, of(own), of(newer)},
		"replaced by foreign":   {"a.go", ours, of(ours), of(own)},
		"above":                 {"../keep.go", ours, of(ours), absent},
		"above, replaced":       {"../keep.go", ours, of(ours), of(newer)},
		"below":                 {"sub/keep.go", ours, of(ours), absent},
		"by a detour":           {"sub/../keep.go", ours, of(ours), absent},
		"with a dot":            {"./keep.go", ours, of(ours), absent},
		"a separator":           {`sub\keep.go`, ours, of(ours), absent},
		"hidden":                {".keep.go", ours, of(ours), absent},
		"a test":                {"keep_test.go", ours, of(ours), absent},
		"the guard":             {GuardName, "", of(ours), absent},
		"a module":              {"go.mod", own, of(own), absent},
		"header not in line 1":  {"keep.go", "\n" + ours, of("\n" + ours), absent},
		"header and more":       {"keep.go", "// " + emit.Header + " But edit.\n", of("// " + emit.Header + " But edit.\n"), absent},
		"new where there is no": {"none.txt", "", absent, of(own)},
		"the configuration":     {"intunegen.yaml", own, of(own), absent},
		"another lock":          {"../intunegen.lock", own, of(own), absent},
	} {
		parent := t.TempDir()
		dir := filepath.Join(parent, "p")
		put(t, dir, map[string]string{"z.txt": "z", workName + "/" + stageName + "/" + filepath.Base(c.file): newer})
		if c.text != "" {
			put(t, dir, map[string]string{c.file: c.text})
		}
		if c.new == of(own) {
			put(t, dir, map[string]string{workName + "/" + stageName + "/" + filepath.Base(c.file): own})
		}
		put(t, dir, map[string]string{GuardName: string(journal{{c.file, c.old, c.new}}.guard("p"))})
		recovery(t, dir)
		got, err := os.ReadFile(filepath.Join(dir, c.file))
		if c.text != "" && (err != nil || string(got) != c.text) {
			t.Errorf("%s: became %q, %v", name, got, err)
		}
		if c.text == "" && c.file != GuardName && err == nil {
			t.Errorf("%s: came into being: %q", name, got)
		}
	}
}

// An absolute name, and a name of a link, are none of ours.
func TestFaultA4_Links(t *testing.T) {
	ours := string(generated("x", "").Data)
	for _, link := range []bool{false, true} {
		outside, dir := t.TempDir(), t.TempDir()
		put(t, outside, map[string]string{"keep.go": ours})
		name := filepath.Join(outside, "keep.go")
		if link {
			if err := os.Symlink(name, filepath.Join(dir, "keep.go")); err != nil {
				t.Skip(err)
			}
			name = "keep.go"
		}
		put(t, dir, map[string]string{GuardName: string(journal{{name, lock.Hash([]byte(ours)), absent}}.guard("p"))})
		recovery(t, dir)
		if _, err := os.Stat(filepath.Join(outside, "keep.go")); err != nil {
			t.Error(err)
		}
		if _, err := os.Lstat(filepath.Join(dir, "keep.go")); link && err != nil {
			t.Error("the link is gone:", err)
		}
	}
}

// A folder of new files that leads elsewhere is not used.
func TestFaultA4_StageElsewhere(t *testing.T) {
	for _, name := range []string{workName, workName + "/" + stageName, workName + "/" + runningName, workName + "/" + holderName} {
		outside, dir := t.TempDir(), t.TempDir()
		put(t, outside, map[string]string{"keep.go": "package keep\n"})
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.Symlink(outside, filepath.Join(dir, name)); err != nil {
			t.Skip(err)
		}
		folder, err := Open(dir)
		if err != nil {
			t.Fatal(err)
		}
		u, err := folder.Stage("p", namesOf(after[:1]), sourceOf(after[:1]))
		if err == nil {
			err = u.Finish()
		}
		t.Log(name, err)
		if err := folder.Close(); err != nil {
			t.Error(name, err)
		}
		if entries, err := os.ReadDir(outside); err != nil || len(entries) != 1 {
			t.Errorf("%s: outside there is %v, %v", name, entries, err)
		}
	}
}

// The root of the file system and the home directory are refused, however they are written; a directory with a module is not.
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

// Of two runs, one changes a directory, whether that exists or not; the other says which does. What is left behind by a run that was
// killed does not matter.
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
