package output

import (
	"errors"
	"os"
	"path/filepath"
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

// Whatever a journal says, nothing but generated files and the lock is removed or replaced, and
// nothing outside of the directory.
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
