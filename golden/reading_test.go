package golden

import (
	"bytes"
	"path/filepath"
	"strings"
	"testing"

	"github.com/intunegen/intunegen/gen"
	"github.com/intunegen/intunegen/spec"
	"github.com/intunegen/intunegen/spec/csdl"
	"github.com/intunegen/intunegen/spec/csdljson"
)

// TestReading reads CSDL XML and compares it with the same in YAML, and what is written with what is read of it.
func TestReading(t *testing.T) {
	for _, file := range cases(t, "reading") {
		t.Run(filepath.Base(file), func(t *testing.T) {
			g := load(t, file)
			doc, err := csdl.Read("in.xml", bytes.NewReader(g.section(t, "in.xml")))
			if err != nil {
				t.Fatal(err)
			}
			text, err := csdljson.Write(doc)
			if err != nil {
				t.Fatal(err)
			}
			g.equal(t, "out.yaml", string(text))
			again, err := csdljson.Read("out.yaml", text)
			if err != nil {
				t.Fatal(err)
			}
			if same, err := csdljson.Write(again); err != nil || !bytes.Equal(text, same) {
				t.Errorf("read and written again it is (%v)\n%s", err, same)
			}
			var notes strings.Builder
			for _, note := range doc.Notes {
				notes.WriteString(note.Error() + "\n")
			}
			g.equal(t, "notes", notes.String())
			g.finish(t)
		})
	}
}

// TestErrors compares the errors of inputs, each of which has a section of its own. XML is told by its name.
func TestErrors(t *testing.T) {
	for _, file := range cases(t, "errors") {
		t.Run(filepath.Base(file), func(t *testing.T) {
			g := load(t, file)
			for _, in := range g.sectionsUnder("in/") {
				name := strings.TrimPrefix(in.Name, "in/")
				g.equal(t, "error/"+name, refusal(t, name, in.Data))
			}
			g.finish(t)
		})
	}
}

// refusal returns the error of reading and generating.
func refusal(t *testing.T, name string, data []byte) string {
	t.Helper()
	read := csdljson.Read
	if strings.HasSuffix(name, ".xml") {
		read = readXML
	}
	doc, err := read(name, data)
	if err == nil {
		_, err = gen.Generate(doc, gen.Options{Name: "golden", Source: "a test"})
	}
	if err == nil {
		t.Fatalf("%s: no error", name)
	}
	return err.Error() + "\n"
}

func readXML(name string, data []byte) (*spec.Document, error) {
	return csdl.Read(name, bytes.NewReader(data))
}

func cases(t *testing.T, topic string) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(topic, "*.txtar"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases of %s: %v", topic, err)
	}
	return files
}
