package main

import (
	"bytes"
	"fmt"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"github.com/intunegen/intunegen/gen/project/source"
	"github.com/intunegen/intunegen/spec"
	"github.com/intunegen/intunegen/spec/importer"
	"github.com/intunegen/intunegen/tools/snippet"
)

// told is CSDL JSON with free texts, of which the one given is all.
const told = `{"$Version": "4.01", "$EntityContainer": "n.c", "n": {
"@Org.OData.Core.V1.Description#%[1]s": %[2]q,
"@Intunegen.Operations": [{"method": "GET", "path": "/pools", "status": 200, "delegated": ["A.B"], "clouds": {"china": %[2]q}, "cloudSource": %[2]q}],
"pool": {"$Kind": "EntityType", "$Key": ["id"], "@Org.OData.Core.V1.Description": %[2]q, "@Org.OData.Core.V1.Links": [{"rel": "help", "href": %[2]q}],
 "id": {}, "name": {"$DefaultValue": %[2]q, "@some.%[1]s": {"%[1]s": [%[2]q]}}},
"c": {"$Kind": "EntityContainer", "pools": {"$Collection": true, "$Type": "n.pool"}},
"$Annotations": {"n.pool/%[1]s": {"@Org.OData.Core.V1.Description": %[2]q}}}}
`

// forging are texts that would make a line of their own, or be obeyed by a terminal or by what
// shows Markdown.
var forging = []string{`x\n- entity type n.pool removed`, `x\r\nname type:n.pool=init`, `x\u001b[2J\u001b]0;y\u0007`, `x\u009b31m`, `x\u202ey`, `x\u2028- y`,
	"x`\\n# y", `[x](https://example.com)<img src=x>`, `x | y\n| --- |`}

// Commands print a hostile description, and its differences from another, with as many lines as its
// harmless twin, and nothing that a terminal obeys.
func TestFaultA1_Printed(t *testing.T) {
	dir := t.TempDir()
	file := func(name, text string) string {
		text = strings.ReplaceAll(fmt.Sprintf(told, text, "TEXT"), `"TEXT"`, `"`+text+`"`)
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		return path
	}
	none, twin := file("none.json", "none"), file("twin.json", "twin")
	for i, text := range forging {
		hostile := file(fmt.Sprint("hostile", i, ".json"), text)
		for _, command := range [][]string{{"describe", "pool", "--metadata"}, {"diff", none}, {"diff", "--format", "markdown", none}, {"diff", "--format", "json", none}} {
			got, want := printed(append(command, hostile)), printed(append(command, twin))
			if strings.Count(got, "\n") != strings.Count(want, "\n") || strings.Count(want, "\n") < 4 {
				t.Errorf("%s with %s:\n%s\nwant as many lines as\n%s", command[0], text, got, want)
			}
			checkPrinted(t, got)
			if command[0] == "diff" && !strings.Contains(got, "hostile") {
				t.Errorf("%s", got)
			}
			if strings.Contains(strings.Join(command, " "), "markdown") && (strings.Contains(got, "](") && !strings.Contains(got, `\[x](`) || strings.Contains(got, " <img") || strings.Contains(got, ")<img")) {
				t.Errorf("Markdown has a link or a tag:\n%s", got)
			}
		}
	}
}

func printed(arguments []string) string {
	var out bytes.Buffer
	if err := execute(arguments, &out); err != nil && err != errStale {
		return err.Error()
	}
	return out.String()
}

func checkPrinted(t *testing.T, text string) {
	t.Helper()
	for _, r := range text {
		if r != '\n' && r != '\t' && (unicode.IsControl(r) || unicode.In(r, unicode.Zl, unicode.Zp, unicode.Bidi_Control)) {
			t.Errorf("%q is printed in\n%q", r, text)
			return
		}
	}
}

// A request's names and texts come into notes and the program; neither makes a line of its own
// there.
func TestFaultA6_SnippetTexts(t *testing.T) {
	for _, text := range []string{`x\nfunc init() {}`, "x`\\n", `\u001b[2J`, `*/`, `\u2028`, `//go:build x`} {
		request := filepath.Join(t.TempDir(), "request.http")
		body := "PATCH /deviceManagement/managedDevices/a%0Afunc%20init\nX-Extra: a\"`*/ //go:build x\n\n" + `{"deviceName": "` + text + `", "` + text + `": {"y": "` + text + "\"}}\n"
		if err := os.WriteFile(request, []byte(body), 0o644); err != nil {
			t.Fatal(err)
		}
		var out, notes bytes.Buffer
		if err := writeSnippet(&out, &notes, source.Source{}, request, snippet.Options{Import: shippedPackage, Extra: true}); err != nil {
			t.Errorf("%s: %v", text, err)
			continue
		}
		if strings.Count(notes.String(), "\n") != 1 {
			t.Errorf("the notes are %q; want one line", &notes)
		}
		checkPrinted(t, notes.String())
		checkProgram(t, out.Bytes())
	}
}

// checkProgram checks that a program has its one function alone.
func checkProgram(t *testing.T, source []byte) {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), "x.go", source, parser.ParseComments)
	if err != nil {
		t.Errorf("%v\n%s", err, source)
		return
	}
	if len(file.Decls) != 2 || len(file.Comments) != 1 {
		t.Errorf("%d declarations, %d comments; want the imports, and a function with its comment\n%s", len(file.Decls), len(file.Comments), source)
	}
}

// A description says what its files are called, and so must not say where they are.
func TestFaultA1_NamesOfImportedFiles(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "a", "b")
	doc := &spec.Document{Version: "4.01", Schemas: []*spec.Schema{{Namespace: "n"}}}
	for _, name := range []string{"../evil", "../../evil", "/tmp/evil", "a/b", `..\evil`, "a\nb", "a b", "con", "aux", "a\x00b", "a:b"} {
		err := importer.Write(dir, map[string]*spec.Document{name: doc})
		if _, none := os.Stat(dir); err == nil || none == nil {
			t.Errorf("%q: got %v; want an error, and nothing written", name, err)
		}
	}
	if found, _ := filepath.Glob(filepath.Join(filepath.Dir(filepath.Dir(dir)), "*.yaml")); len(found) > 0 {
		t.Errorf("written outside: %v", found)
	}
	if err := importer.Write(dir, map[string]*spec.Document{"device-management": doc}); err != nil {
		t.Error(err)
	}
}
