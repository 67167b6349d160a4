package golden

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/intunegen/intunegen/gen"
	"github.com/intunegen/intunegen/gen/emit"
	"github.com/intunegen/intunegen/spec"
	"github.com/intunegen/intunegen/spec/csdljson"
	"github.com/intunegen/intunegen/test/typecheck"
)

// isInput reports whether a section is given, rather than expected.
func isInput(name string) bool {
	switch name {
	case "overlay.yaml", "known.csdl", "old.csdl", "new.csdl":
		return true
	}
	return readers[name] != nil || strings.HasPrefix(name, "use/") || strings.HasPrefix(name, "call/")
}

// produce runs the sections of a case and returns the results by section.
func produce(t *testing.T, g *golden) map[string]string {
	t.Helper()
	out := map[string]string{}
	if _, ok := g.section("old.csdl"); ok {
		compareVersions(t, g, out)
	}
	input, err := g.input()
	if err != nil {
		t.Fatal(err)
	}
	if input != "" {
		generate(t, g, input, out)
	}
	if len(g.under("call/")) > 0 {
		maps.Copy(out, calls(t, g))
	}
	return out
}

// available lists the sections that a case may expect. Declarations are too many to be listed.
func (g *golden) available() string {
	list := slices.Sorted(maps.Keys(g.produced))
	list = slices.DeleteFunc(list, func(name string) bool { return strings.HasPrefix(name, "decl/") })
	if len(list) < len(g.produced) {
		list = append(list, "decl/NAME of a declaration or method in them")
	}
	return strings.Join(list, ", ")
}

// input returns the name of the section with the description, or "" for none.
func (g *golden) input() (string, error) {
	input := ""
	for _, f := range g.archive.Files {
		switch {
		case readers[f.Name] == nil:
		case input != "":
			return "", fmt.Errorf("%s: both %s and %s are descriptions; a case has one", g.file, input, f.Name)
		default:
			input = f.Name
		}
	}
	return input, nil
}

// generate reads and generates. What refuses the input is the section "error", which then must be
// expected.
func generate(t *testing.T, g *golden, input string, out map[string]string) {
	t.Helper()
	result, err := g.generated(input, out)
	if err != nil {
		out["error"] = err.Error() + "\n"
		if _, expected := g.section("error"); !expected {
			t.Fatalf("%s: %v", g.file, err)
		}
		return
	}
	for _, f := range result.Files {
		out["out/"+f.Name] = string(f.Data)
		if err := declarations(f, out); err != nil {
			t.Fatal(err)
		}
	}
	if _, expected := g.section("warnings"); !expected && out["warnings"] != "" {
		t.Errorf("%s: reading warns; add a section warnings if it should:\n%s", g.file, out["warnings"])
	}
	typeCheck(t, g, result.Files)
}

// generated returns the package of a case's description, and in out what there is of the steps
// before.
func (g *golden) generated(input string, out map[string]string) (*gen.Result, error) {
	text, _ := g.section(input)
	doc, warnings, err := readers[input](g, input, text)
	if err != nil {
		return nil, err
	}
	for _, warning := range warnings {
		out["warnings"] += fmt.Sprintln(warning)
	}
	if corrections, ok := g.section("overlay.yaml"); ok {
		if err := correct(doc, corrections); err != nil {
			return nil, err
		}
	}
	result, err := gen.Generate(doc, gen.Options{Name: "golden", Source: input, Path: "/beta"})
	if err != nil {
		return nil, err
	}
	out["document.yaml"], err = written(doc)
	return result, err
}

// written returns a description as CSDL JSON in YAML, which must be read as the same.
func written(doc *spec.Document) (string, error) {
	text, err := csdljson.Write(doc)
	if err != nil {
		return "", err
	}
	again, err := csdljson.Read("document.yaml", text)
	if err != nil {
		return "", fmt.Errorf("what is written of the description cannot be read: %w", err)
	}
	if same, err := csdljson.Write(again); err != nil || !bytes.Equal(text, same) {
		return "", fmt.Errorf("read and written again the description is (%v)\n%s", err, same)
	}
	return string(text), nil
}

// typeCheck checks the generated package, then each program that uses it: one named use/bad_… must
// not compile.
func typeCheck(t *testing.T, g *golden, files []emit.File) {
	t.Helper()
	pkg := typecheck.Package(t, files)
	for _, use := range g.under("use/") {
		err := typecheck.Program(t, use.Name, use.Data, pkg)
		if bad := strings.HasPrefix(use.Name, "use/bad_"); (err != nil) != bad {
			t.Errorf("%s: %s: got %v", g.file, use.Name, err)
		}
	}
}
