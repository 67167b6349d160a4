package snippet_test

import (
	"go/parser"
	"go/token"
	"strings"
	"testing"

	"github.com/intunegen/intunegen/tools/snippet"
)

func TestFaultA6_Options(t *testing.T) {
	good := snippet.Options{Package: "mine", Func: "Read", Import: "example.com/intunebeta"}
	var bad []snippet.Options
	for _, name := range []string{"x(){};func init", "x\n", "_", "func", "a-b", "1a", "a b", "a//b", "init", "main", "string", "error", "nil", "graph", "context", "intunebeta"} {
		one := good
		one.Func = name
		bad = append(bad, one)
	}
	for _, name := range []string{"x\nimport _ \"os/exec\"", "_", "package", "a-b", "documentation", "a;b", "a/*", "9"} {
		one := good
		one.Package = name
		bad = append(bad, one)
	}
	for _, path := range []string{"", "C", "unsafe", "a b", "a\"\nimport \"os", "./x", "../x", "/x", "a//b", "a\\b", "a`b", "a\x00b", "a/", "größe"} {
		one := good
		one.Import = path
		bad = append(bad, one)
	}
	for _, options := range bad {
		if err := options.Check(); err == nil || !strings.Contains(err.Error(), "; give ") {
			t.Errorf("%+v: got %v; want an error with a remedy", options, err)
		}
		if _, _, err := snippet.Write(nil, nil, options); err == nil {
			t.Errorf("%+v: a program is written", options)
		}
	}
}

// What is good stays so, and the import is named where its path does not name it, or has a name
// that the program needs.
func TestFaultA6_Imports(t *testing.T) {
	pkg := plan(t)
	for path, name := range map[string]string{"example.com/intunebeta": "", "example.com/my-pkg": "generated", "example.com/client": "generated",
		"example.com/string": "generated", "mine/größe": "", "example.com/graph": "generated", "intunebeta": "", "example.com/intunebeta/v2": "intunebeta", "example.com/v2": "generated", "example.com/main": "generated"} {
		r, err := snippet.Read("request", []byte("GET /deviceManagement/managedDevices/5\n"))
		if err != nil {
			t.Fatal(err)
		}
		source, _, err := snippet.Write(pkg, r, snippet.Options{Package: "main", Func: "größe", Import: path})
		if strings.Contains(path, "ö") {
			if err == nil {
				t.Errorf("%s is taken", path)
			}
			continue
		}
		if err != nil {
			t.Error(err)
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), "x.go", source, parser.ImportsOnly)
		if err != nil {
			t.Fatal(err)
		}
		last := file.Imports[len(file.Imports)-1]
		if got := last.Name; last.Path.Value != `"`+path+`"` || (got == nil) != (name == "") || got != nil && got.Name != name {
			t.Errorf("%s: imported as %v\n%s", path, got, source)
		}
	}
}
