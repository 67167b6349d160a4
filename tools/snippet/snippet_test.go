package snippet_test

import (
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/intunegen/intunegen/gen"
	"github.com/intunegen/intunegen/gen/ir"
	"github.com/intunegen/intunegen/spec/beta"
	"github.com/intunegen/intunegen/tools/snippet"
)

var update = flag.Bool("update", false, "rewrite what the cases expect; the run still reports what changed")

func plan(t testing.TB) *ir.Package {
	t.Helper()
	doc, err := beta.Document()
	if err != nil {
		t.Fatal(err)
	}
	pkg, err := gen.Model(doc, gen.Options{Name: "intunebeta", Path: "/beta"})
	if err != nil {
		t.Fatal(err)
	}
	return pkg
}

// written returns the Go for a request, or the text of the error, under the name of its section.
func written(pkg *ir.Package, request []byte, options snippet.Options) (section, text string) {
	options.Import = "example.com/intunebeta"
	r, err := snippet.Read("request", request)
	if err != nil {
		return "error", err.Error() + "\n"
	}
	source, notes, err := snippet.Write(pkg, r, options)
	if err != nil {
		return "error", err.Error() + "\n"
	}
	for _, note := range notes {
		source = append(source, "// "+note.Text+"\n"...)
	}
	return "go", string(source)
}

func TestCases(t *testing.T) {
	pkg := plan(t)
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	for _, file := range files {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		request, want := archive.Files[0], archive.Files[1]
		section, got := written(pkg, request.Data, snippet.Options{Extra: request.Name == "request with --extra"})
		if section == want.Name && got == string(want.Data) {
			continue
		}
		t.Errorf("%s: %s (-want +got):\n%s", file, section, cmp.Diff(string(want.Data), got))
		if *update {
			archive.Files[1] = txtar.File{Name: section, Data: []byte(got)}
			if err := os.WriteFile(file, txtar.Format(archive), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// No text makes the translation panic.
func FuzzWrite(f *testing.F) {
	pkg := plan(f)
	files, _ := filepath.Glob("testdata/*.txtar")
	for _, file := range files {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(archive.Files[0].Data)
	}
	f.Fuzz(func(t *testing.T, request []byte) {
		if section, text := written(pkg, request, snippet.Options{Extra: true}); section == "error" && text == "\n" {
			t.Error("an error without a text")
		}
	})
}
