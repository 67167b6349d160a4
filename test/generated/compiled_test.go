package generated_test

import (
	"bytes"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// The bounds on functions compiled, each of which takes half a millisecond of processor time.
const (
	// mostFunctions is for generated/intunebeta: there were 23,591 on 2026-11-30, and two more for
	// each of 697 enumerations since odata.Values: EnumMembers and its wrapper. One more method on
	// a model's types adds 1,300, a type that can be compared with == adds one.
	mostFunctions = 25_200
	// mostUserFunctions is for a user's program of one call, which compiles again what can be
	// reached by reading types from the names that it uses: there were 1,783 on 2026-11-30. One
	// more method on graph.Request or graph.List adds hundreds, one on odata.Field thousands.
	mostUserFunctions = 1_800
)

// The time that compiling takes is too noisy for a test; what takes it can be counted.
func TestCompiledFunctions(t *testing.T) {
	for path, most := range map[string]int{
		"github.com/intunegen/intunegen/generated/intunebeta":   mostFunctions,
		"github.com/intunegen/intunegen/test/generated/onecall": mostUserFunctions,
	} {
		archive := run(t, "go", "list", "-export", "-f", "{{.Export}}", path)
		n := 0
		for line := range strings.Lines(run(t, "go", "tool", "nm", strings.TrimSpace(archive))) {
			if strings.Contains(line, " T ") {
				n++
			}
		}
		if n == 0 || n > most {
			t.Errorf("%s: %d functions are compiled; want at most %d, see docs/decisions/2026-11-30-reachability.md", path, n, most)
		}
	}
}

// A program links what it uses: the tables of New, and the types that only they name, are not in
// one that makes one kind of request.
func TestUnusedTypesAreNotLinked(t *testing.T) {
	program := filepath.Join(t.TempDir(), "patch")
	run(t, "go", "build", "-o", program, "github.com/intunegen/intunegen/examples/patch")
	symbols := run(t, "go", "tool", "nm", program)
	if !strings.Contains(symbols, "intunebeta.(*EmbeddedSIMActivationCodePoolPatch).MarshalJSON") {
		t.Fatal("the program has no symbols of what it uses")
	}
	for _, unused := range []string{"intunebeta.models", "intunebeta.patches", "intunebeta.(*ManagedDevice)", "intunebeta.ManagedDeviceProperties", "intunebeta.Schema"} {
		if strings.Contains(symbols, unused) {
			t.Errorf("the program has %s, which it does not use", unused)
		}
	}
}

// The linker drops methods unless a program may look for any by reflection: then it keeps all of
// all types, a megabyte and a half.
func TestUnusedMethodsAreNotLinked(t *testing.T) {
	program := filepath.Join(t.TempDir(), "linked")
	cmd := exec.Command("go", "build", "-o", program, "-ldflags=-dumpdep", "github.com/intunegen/intunegen/test/generated/linked")
	links, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v\n%s", cmd, err, links)
	}
	if !bytes.Contains(links, []byte("main.main")) || bytes.Contains(links, []byte("<ReflectMethod>")) {
		t.Error("the linker says that a method may be called by any name, or not what calls what")
	}
	want := "*intunebeta.Win32LobApp *intunebeta.MobileApp *intunebeta.IosLobApp *intunebeta.Win32LobApp\n"
	if got := run(t, program); got != want {
		t.Errorf("derived types are decoded as %s, want %s", got, want)
	}
}

func run(t *testing.T, name string, args ...string) string {
	t.Helper()
	var faults bytes.Buffer
	cmd := exec.Command(name, args...)
	cmd.Stderr = &faults
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s: %v\n%s", cmd, err, faults.String())
	}
	return string(out)
}
