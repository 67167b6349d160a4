package emit_test

import (
	"bytes"
	"go/format"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/intunegen/intunegen/gen"
	"github.com/intunegen/intunegen/gen/emit"
	"github.com/intunegen/intunegen/gen/layout"
	"github.com/intunegen/intunegen/spec"
	"github.com/intunegen/intunegen/spec/beta"
	"github.com/intunegen/intunegen/spec/csdl"
	"github.com/intunegen/intunegen/spec/csdljson"
	"github.com/intunegen/intunegen/test/corpus"
)

// A share is how much of what was written package layout knew; it had to format that as gofmt does.
type share struct{ files, known, bytes, knownBytes int }

func (s *share) add(t *testing.T, f emit.File) {
	t.Helper()
	want, err := format.Source(f.Data)
	if err != nil {
		t.Fatalf("%s: %v", f.Name, err)
	}
	s.files++
	s.bytes += len(want)
	got, known := new(layout.Layouter).Source(f.Data)
	if !known {
		t.Logf("%s, %d bytes, is left to go/format", f.Name, len(f.Data))
		return
	}
	s.known++
	s.knownBytes += len(want)
	if !bytes.Equal(got, want) {
		t.Errorf("%s: laid out otherwise than by gofmt:\n%s\nwant:\n%s", f.Name, got, want)
	}
}

// atLeast fails where less than these percentages of files and bytes were known: a change of what is written, or of gofmt, would make
// generating slower without anybody seeing it.
func (s *share) atLeast(t *testing.T, files, bytes int) {
	t.Helper()
	t.Logf("%d of %d files, %d of %d bytes", s.known, s.files, s.knownBytes, s.bytes)
	if s.files == 0 || s.known*100 < s.files*files || s.knownBytes*100 < s.bytes*bytes {
		t.Errorf("want %d %% of files and %d %% of bytes at least", files, bytes)
	}
}

// of adds the files that are generated from a description.
func (s *share) of(t *testing.T, doc *spec.Document, opts gen.Options) {
	t.Helper()
	pkg, err := gen.Plan(doc, opts)
	if err != nil {
		t.Fatal(err)
	}
	files, err := emit.Unformatted(pkg)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		s.add(t, f)
	}
}

// All of Intune is laid out as gofmt does, without it.
func TestLayoutOfIntune(t *testing.T) {
	doc, err := beta.Document()
	if err != nil {
		t.Fatal(err)
	}
	var s share
	s.of(t, doc, gen.Options{Name: "intunebeta", Source: beta.Title, Path: "/beta"})
	s.atLeast(t, 100, 100)
}

// So are the packages of the golden cases.
func TestLayoutOfGoldenCases(t *testing.T) {
	cases, err := filepath.Glob(filepath.Join("..", "..", "golden", "*", "*.txtar"))
	if err != nil || len(cases) < 10 {
		t.Fatalf("%d cases: %v", len(cases), err)
	}
	var s share
	for _, file := range cases {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range archive.Files {
			if f.Name != "in.csdl" && f.Name != "old.csdl" && f.Name != "new.csdl" {
				continue
			}
			doc, err := csdl.Read(file, bytes.NewReader(f.Data))
			if err != nil {
				t.Fatal(err)
			}
			s.of(t, doc, gen.Options{Name: "golden", Source: f.Name, Path: "/beta"})
		}
	}
	s.atLeast(t, 100, 100)
}

// So are nearly all files of packages of other services, whose texts are of every kind.
func TestLayoutOfForeignPackages(t *testing.T) {
	files, err := filepath.Glob(corpus.File(t, "csdl-other", "*.*"))
	if err != nil || len(files) < 20 {
		t.Fatalf("%d files: %v", len(files), err)
	}
	read := 0
	var s share
	for _, file := range files {
		doc, err := readAny(file)
		if err != nil {
			t.Logf("%s: %v", filepath.Base(file), err)
			continue
		}
		read++
		t.Run(filepath.Base(file), func(t *testing.T) { s.of(t, doc, gen.Options{Name: "foreign", Source: "a test"}) })
	}
	if read < 20 {
		t.Errorf("only %d of %d descriptions were read", read, len(files))
	}
	s.atLeast(t, 99, 99)
}

// readAny reads a description in XML or JSON.
func readAny(file string) (*spec.Document, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	if csdljson.Is(data) {
		return csdljson.Read(filepath.Base(file), data)
	}
	return csdl.Read(filepath.Base(file), strings.NewReader(string(data)))
}
