package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const book = `"@odata.type":"#microsoft.graph.book"`

func documents(t *testing.T) []*document {
	t.Helper()
	all, err := readDocuments([]string{"testdata/*.yaml"})
	if err != nil {
		t.Fatal(err)
	}
	if len(all) != 2 || all[0].date != "2024-01-01" {
		t.Fatalf("got %d documents, %s first; want the youngest of two first", len(all), all[0].date)
	}
	return all
}

// What a document takes and refuses once it is hardened.
func TestJudge(t *testing.T) {
	all := documents(t)
	for _, c := range []struct{ method, path, body, refused string }{
		{"POST", "shelf/books", `{` + book + `,"id":"1","title":null,"pages":3,"state":"lent","shelves":"low,wide","tags":["a"]}`, ""},
		{"PATCH", "shelf/books/{id}", `{` + book + `,"cover":{"@odata.type":"microsoft.graph.hardCover","color":"red","weight":5.0}}`, ""},
		{"PATCH", "shelf/books('1')", `{` + book + `,"sequel":{` + book + `,"title":"x"},"sequel@odata.bind":"https://x"}`, ""},
		{"POST", "shelf/books/1/lend", `{"days":3,"covers":[{"@odata.type":"microsoft.graph.cover"}]}`, ""},
		{"PATCH", "shelf/papers/1", `{"@odata.type":"#microsoft.graph.paper","printed":"2017-01-01T00:00:00Z","frame":{"@odata.type":"microsoft.graph.goldFrame","carats":1}}`, ""},
		{"PATCH", "shelf/books/1", `{` + book + `,"pages":"3"}`, "/pages: value must be an integer"},
		{"PATCH", "shelf/books/1", `{` + book + `,"tags":[1]}`, "/tags/0: value must be a string"},
		{"PATCH", "shelf/books/1", `{` + book + `,"shelves":"low,deep"}`, `/shelves: string doesn't match the regular expression`},
		{"PATCH", "shelf/books/1", `{"@odata.type":"#microsoft.graph.cover"}`, "/@odata.type: value is not one of the allowed values"},
		{"PATCH", "shelf/books/1", `{` + book + `,"cover":{"@odata.type":"microsoft.graph.book"}}`, "/cover: discriminator property"},
		{"PATCH", "shelf/books/1", `{` + book + `,"cover":{"color":"red"}}`, "/cover: input does not contain the discriminator property"},
		{"PATCH", "shelf/papers/1", `{"@odata.type":"#microsoft.graph.paper","size":"3"}`, "/size: value must be an integer"},
	} {
		v := judge(&body{Method: c.method, Path: c.path, Body: c.body}, all)
		got := strings.Join(v.refused, "; ")
		if v.unjudged != "" || !strings.HasPrefix(got, c.refused) || (c.refused == "") != (got == "") || v.explained != (c.refused == "") {
			t.Errorf("%s %s %s: %q %q explained %v; want %q", c.method, c.path, c.body, v.unjudged, got, v.explained, c.refused)
		}
	}
}

// A refusal is explained when the body without what the document does not know is accepted, and
// only then.
func TestExplain(t *testing.T) {
	all := documents(t)
	for _, c := range []struct {
		body, refused string
		explained     bool
	}{
		{`{` + book + `,"rating":3}`, "microsoft.graph.book has no property rating (converted-2022-01-own.yaml knows it)", true},
		{`{` + book + `,"sequel":{` + book + `,"color":3}}`, "microsoft.graph.book has no property color (no document knows it)", true},
		{`{` + book + `,"state":"lost"}`, `state has no member "lost"`, true},
		{`{` + book + `,"pages":null}`, "pages takes no null", true},
		{`{` + book + `,"rating":3,"pages":true}`, "", false},
	} {
		v := judge(&body{Method: "PATCH", Path: "shelf/books/1", Body: c.body}, all)
		got := strings.Join(v.refused, "; ")
		if v.explained != c.explained || c.explained && got != c.refused || got == "" {
			t.Errorf("%s: %q explained %v; want %q", c.body, got, v.explained, c.refused)
		}
	}
}

func TestNotJudged(t *testing.T) {
	all := documents(t)
	for path, want := range map[string]string{
		"shelf/maps/1":  "no document has PATCH shelf/maps/1",
		"shelf/books/1": "no document that has the operation has the type microsoft.graph.map",
	} {
		if got := judge(&body{Method: "PATCH", Path: path, Body: `{"x":[{"@odata.type":"#microsoft.graph.map"}]}`}, all).unjudged; got != want {
			t.Errorf("%s: %q; want %q", path, got, want)
		}
	}
}

// Each kind of fault is made and refused, the same ones for the same seed; a document that is not
// hardened would miss them.
func TestMutate(t *testing.T) {
	all := documents(t)
	v := judge(&body{Method: "PATCH", Path: "shelf/books/1", Body: `{` + book + `,"title":"x","state":"lent","shelves":"low","tags":["a"],
		"cover":{"@odata.type":"microsoft.graph.hardCover","weight":1}}`}, all)
	if len(v.refused) > 0 {
		t.Fatal(v.refused)
	}
	made := mutate([]*verdict{v}, 200, 7)
	places := map[string]bool{}
	for i, m := range mutate([]*verdict{v}, 200, 7) {
		if !m.refused || m != made[i] {
			t.Errorf("%s at %s: refused %v, first %v", m.kind, m.place, m.refused, made[i])
		}
		places[m.kind+m.place] = true
	}
	if len(made) != 200 || len(places) != 2+7+2+2 {
		t.Errorf("%d faults at %d places: %v", len(made), len(places), places)
	}
}

// A run fails for unexplained refusals and for missed marks.
func TestFailures(t *testing.T) {
	all := documents(t)
	of := func(text string) *verdict {
		return judge(&body{Page: "p", Method: "PATCH", Path: "shelf/books/1", Body: `{` + book + `,` + text + `}`}, all)
	}
	good, bad := of(`"pages":1`), of(`"pages":true`)
	for want, r := range map[string]*report{
		"":                                   {verdicts: []*verdict{good}, mutations: []mutation{{refused: true}}},
		"p | ms-2024-01-01-own.yaml refuses": {verdicts: []*verdict{bad}, mutations: []mutation{{refused: true}}},
		"1 of 2 judged bodies are accepted":  {verdicts: []*verdict{good, of(`"rating":1`)}, mutations: []mutation{{refused: true}}},
		"1 of 2 mutations are refused":       {verdicts: []*verdict{good}, mutations: []mutation{{refused: true}, {}}},
		"0 of 0 mutations are refused":       {verdicts: []*verdict{good}},
		"0 of 0 judged bodies are accepted":  {mutations: []mutation{{refused: true}}},
	} {
		if got := strings.Join(r.failures(), "\n"); !strings.Contains(got, want) || (want == "") != (got == "") {
			t.Errorf("got %q; want %q", got, want)
		}
	}
}

func TestBadInput(t *testing.T) {
	dir := t.TempDir()
	lines, open := filepath.Join(dir, "bodies.jsonl"), filepath.Join(dir, "a.yaml")
	if err := os.WriteFile(lines, []byte("{\"Body\":\"{}\"}\n{\"Body\":\"{\"}\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(open, []byte("openapi: ["), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := readBodies(lines); err == nil || !strings.Contains(err.Error(), "bodies.jsonl:2:1: not a body that was sent") {
		t.Error(err)
	}
	for pattern, want := range map[string]string{open: "a.yaml:1:1:", filepath.Join(dir, "none*"): "none*: no such file"} {
		if _, err := readDocuments([]string{pattern}); err == nil || !strings.Contains(err.Error(), want) {
			t.Error(err)
		}
	}
}
