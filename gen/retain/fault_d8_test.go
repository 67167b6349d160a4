package retain_test

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/intunegen/intunegen/gen"
)

// root is the folder of the repository.
const root = "../.."

// The program uses each symbol that is gone, and one that is still there. What staticcheck has
// to report follows the mark.
const program = `package use

import (
	"example.com/kept/api"

	"github.com/intunegen/intunegen/odata"
)

var model = api.Pool{
	Names: odata.Set([]string{"a"}), // gone: Names
	ID:    odata.Set("1"),
	First: odata.Set(true), // gone: First
}

var patch = api.PoolPatch{
	Names: odata.Set([]string{"a"}), // gone: Names
	Size: odata.Set( // gone: Size
		api.SizeHuge), // gone: SizeHuge
	Noted: odata.Set("b"), // gone: Noted
	Moved: odata.Set[int32](1),
}

var size = api.SizeSmall

var query = odata.Select(
	api.PoolProperties.Noted, // gone: Noted
	api.PoolProperties.ID,
	api.PoolProperties.Made, // gone: Made
)

func clear() {
	patch.Size = odata.Null[api.Size]() // gone: Size
}
`

// Each use of a symbol that is gone is reported by staticcheck: of the model, of its patch, of the
// names of its properties, and of an enumeration.
func TestFaultD8_StaticcheckReportsWhatIsGone(t *testing.T) {
	if testing.Short() {
		t.Skip("staticcheck reads all packages below the generated one")
	}
	_, first := file(t, read(t, older), nil, "pool.go")
	_, second := file(t, read(t, newer), first.Parts(), "pool.go")
	dir := module(t, second, program)
	var want []string
	for i, line := range strings.Split(program, "\n") {
		if _, name, gone := strings.Cut(line, "// gone: "); gone {
			want = append(want, fmt.Sprintf("line %d: %s", i+1, name))
		}
	}
	got := deprecatedUses(t, dir)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("reported (-want +got):\n%s", diff)
	}
}

// module writes a module with a generated package and a program that uses it.
func module(t *testing.T, generated *gen.Result, program string) string {
	t.Helper()
	dir := t.TempDir()
	above, err := filepath.Abs(root)
	if err != nil {
		t.Fatal(err)
	}
	mod, err := os.ReadFile(filepath.Join(root, "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	sum, err := os.ReadFile(filepath.Join(root, "go.sum"))
	if err != nil {
		t.Fatal(err)
	}
	const path = "github.com/intunegen/intunegen"
	files := map[string]string{
		"go.mod":     strings.Replace(string(mod), "module "+path, "module example.com/kept\n\nrequire "+path+" v0.0.0\n\nreplace "+path+" => "+above, 1),
		"go.sum":     string(sum),
		"use/use.go": program,
	}
	for _, f := range generated.Files {
		files["api/"+f.Name] = string(f.Data)
	}
	for name, text := range files {
		name = filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// report matches what staticcheck says of a use: the line and the name.
var report = regexp.MustCompile(`use\.go:(\d+):\d+: .*\.(\w+) is deprecated: the service no longer describes it`)

// deprecatedUses returns the uses of deprecated symbols that staticcheck reports in package use.
func deprecatedUses(t *testing.T, dir string) []string {
	t.Helper()
	makefile, err := os.ReadFile(filepath.Join(root, "Makefile"))
	if err != nil {
		t.Fatal(err)
	}
	pinned := regexp.MustCompile(`(?m)^STATICCHECK := (\S+)$`).FindSubmatch(makefile)
	if pinned == nil {
		t.Fatal("the Makefile names no staticcheck")
	}
	tool := string(pinned[1])
	if out, err := exec.Command("go", "run", tool, "-version").CombinedOutput(); err != nil {
		t.Skipf("%s cannot be installed: %v\n%s", tool, err, out)
	}
	cmd := exec.Command("go", "run", tool, "-checks", "SA1019", "./use")
	cmd.Dir, cmd.Env = dir, append(os.Environ(), "GOWORK=off", "GOFLAGS=-mod=mod")
	var faults bytes.Buffer
	cmd.Stderr = &faults
	out, err := cmd.Output()
	if _, isExit := err.(*exec.ExitError); err != nil && !isExit {
		t.Fatalf("%v\n%s", err, faults.String())
	}
	var uses []string
	for _, m := range report.FindAllSubmatch(out, -1) {
		uses = append(uses, fmt.Sprintf("line %s: %s", m[1], m[2]))
	}
	if uses == nil {
		t.Fatalf("staticcheck reports nothing:\n%s%s", out, faults.String())
	}
	return uses
}
