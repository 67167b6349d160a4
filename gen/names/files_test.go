package names_test

import (
	"go/build"
	"io"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/intunegen/intunegen/gen/ir"
	"github.com/intunegen/intunegen/gen/names"
	"github.com/intunegen/intunegen/gen/project/lock"
)

// filesOf assigns names to types, in the order of wire names as the pipeline has them, and returns
// the files and the table.
func filesOf(earlier names.Table, wires ...string) (map[string]string, names.Table) {
	pkg := &ir.Package{}
	pkg.Service.Root = "n"
	for _, wire := range slices.Sorted(slices.Values(wires)) {
		pkg.Models = append(pkg.Models, &ir.Model{Wire: "n." + wire})
	}
	table := names.Assign(pkg, earlier)
	files := map[string]string{}
	for _, m := range pkg.Models {
		files[strings.TrimPrefix(m.Wire, "n.")] = m.File + ".go"
	}
	return files, table
}

// Each type has a file that all systems can have, that the go command builds on all of them, and
// that is not a test.
func TestFaultA5_FileNames(t *testing.T) {
	wires := []string{"con", "Con", "CON", "prn", "aux", "nul", "NUL", "com0", "com1", "com9", "lpt1", "lpt9", "Lpt_1", "c_o_n", "com10", "console", "device_test",
		"some_linux", "some_windows", "linux", "amd64", "a_amd64", "x_js_wasm", "test", "_hidden", "doc", "Doc", "client", "new", "operations", "deprecated",
		"intunegen_interrupted", "foo", "Foo", "FOO", "foo_", "straße", "strasse", "STRASSE", "ſize", "size", "K", "k", "\u212a", "İx", "ix", "é", "e\u0301", "\u1112\u1161", "\ud558", "日本", "com\u203f1",
		strings.Repeat("a", 128), strings.Repeat("ä", 127) + "x", strings.Repeat("ä", 127) + "y"}
	files, _ := filesOf(nil, wires...)
	seen := map[string]string{}
	for wire, file := range files {
		base := strings.TrimSuffix(file, ".go")
		if slices.Contains([]string{"con", "prn", "aux", "nul", "com0", "com1", "com9", "lpt1", "lpt9"}, base) {
			t.Errorf("%s: Windows has no file %s", wire, file)
		}
		if strings.ContainsAny(file, "_ ") || !lock.IsFileName(file) || len(file) > 255 {
			t.Errorf("%s: %q", wire, file)
		}
		if other, twice := seen[strings.ToUpper(file)]; twice {
			t.Errorf("%s and %s are both in %s", wire, other, file)
		}
		seen[strings.ToUpper(file)] = wire
		context := build.Context{GOOS: "plan9", GOARCH: "mips", Compiler: "gc", OpenFile: func(string) (io.ReadCloser, error) {
			return io.NopCloser(strings.NewReader("package p\n")), nil
		}}
		if built, err := context.MatchFile("", file); err != nil || !built {
			t.Errorf("%s is not built everywhere: %v", file, err)
		}
	}
	for wire, want := range map[string]string{"console": "console.go", "com10": "com10.go", "test": "test.go", "linux": "linux.go"} {
		if files[wire] != want {
			t.Errorf("%s is in %s; want %s", wire, files[wire], want)
		}
	}
}

// A type that is added takes the file of no other, however often the package is generated, and the
// lock may say so.
func TestFaultA5_FileNamesStay(t *testing.T) {
	var before map[string]string
	var table names.Table
	var wires []string
	for _, added := range []string{"FOO", "console", "foo", "Foo", "doc", "con", "conx", "Doc", "CON", "foo2", "A", ""} {
		if added != "" {
			wires = append(wires, added)
		}
		var after map[string]string
		after, table = filesOf(reread(t, table), wires...)
		for wire, file := range before {
			if after[wire] != file {
				t.Errorf("%s: with %s it is in %s", file, added, after[wire])
			}
		}
		if values := slices.Collect(maps.Values(after)); len(slices.Compact(slices.Sorted(slices.Values(values)))) != len(wires) {
			t.Errorf("%s: two types are in one file: %v", added, after)
		}
		before = after
	}
}

// reread returns a table as the next run reads it from the lock.
func reread(t *testing.T, table names.Table) names.Table {
	t.Helper()
	if table == nil {
		return nil
	}
	hash := lock.Hash()
	l := &lock.Lock{Generator: "v1.0.0", Input: hash, Source: "a test", Options: hash, Names: table, Files: map[string]string{"doc.go": hash}}
	again, err := lock.Read(lock.Name, l.Text())
	if err != nil {
		t.Fatal(err)
	}
	return again.Names
}
