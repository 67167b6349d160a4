package golden

import (
	"bytes"
	"testing"

	"github.com/intunegen/intunegen/gen"
	"github.com/intunegen/intunegen/spec"
	"github.com/intunegen/intunegen/test/versions"
)

// compareVersions compares old.csdl with new.csdl. What a report does not call breaking must be in
// both packages.
func compareVersions(t *testing.T, g *golden, out map[string]string) {
	t.Helper()
	older, newer := g.version(t, "old.csdl"), g.version(t, "new.csdl")
	report := versions.Compare(t, older, newer, gen.Options{Name: "golden", Path: "/beta"})
	report.Old, report.New = "old", "new"
	var text, markdown bytes.Buffer
	if err := report.Text(&text); err != nil {
		t.Fatal(err)
	}
	if err := report.Markdown(&markdown); err != nil {
		t.Fatal(err)
	}
	out["diff.txt"], out["diff.md"] = text.String(), markdown.String()
}

func (g *golden) version(t *testing.T, section string) *spec.Document {
	t.Helper()
	text, ok := g.section(section)
	if !ok {
		t.Fatalf("%s: no section %s to compare with", g.file, section)
	}
	doc, _, err := readCSDL(g, section, text)
	if err != nil {
		t.Fatal(err)
	}
	return doc
}
