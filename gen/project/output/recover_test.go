package output

import (
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/intunegen/intunegen/gen/emit"
)

// An interruption of the recovery is recovered from too.
func TestInterruptedRecovery(t *testing.T) {
	for n := range 30 {
		dir := start(t)
		if killed, _ := change(t, dir, &failingDisk{n: guardUp + 2, kill: true}, after); !killed || !interrupted(dir) {
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

// What was edited or taken away after an interruption is not overwritten by the recovery: the guard
// stays until all is written.
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
		if got := content(t, dir); !maps.Equal(got, want) || !interrupted(dir) {
			t.Errorf("%s: %v became %v", name, want, got)
		}
	}
}

// A file of the user's with the name of the guard is an error.
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
