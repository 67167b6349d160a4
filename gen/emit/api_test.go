package emit

import (
	"strings"
	"testing"

	"github.com/intunegen/intunegen/gen/ir"
)

// library returns a package with one collection, whose documented requests have what is given.
func library(requests ...*ir.Row) *ir.Package {
	model := &ir.Model{Wire: "n.book", Go: "Book", Patch: &ir.Patch{Go: "BookPatch"}}
	one := &ir.Builder{Go: "BookBuilder", Model: model, Methods: []*ir.Method{{Call: ir.Update, Go: "Patch", Model: model}}}
	many := &ir.Builder{Go: "BookCollection", Model: model, Collection: true,
		Methods: []*ir.Method{{Call: ir.Key, Go: "ID", To: one, Keys: []*ir.Field{{Wire: "id", Go: "id", Type: ir.Type{Go: "string"}}}, KeyAsSegment: true}}}
	root := &ir.Method{Call: ir.Nav, Go: "Books", Segment: "books", To: many}
	for _, row := range requests {
		row.Steps = []*ir.Method{root, many.Methods[0], one.Methods[0]}
	}
	return &ir.Package{Name: "library", Fixed: ir.Fixed{Client: "Client", NewClient: "NewClient"}, Roots: []*ir.Method{root}, Table: ir.Table{Rows: requests}}
}

// The list has the Go of each request, with permissions said once for the kinds that share them.
func TestAPIFile(t *testing.T) {
	got := string(apiFile(library(&ir.Row{Method: "PATCH", Path: "/books/{bookId}", Page: "book-update", View: "graph-rest-beta",
		Delegated: []string{"A", "B"}, Personal: []string{}, Application: []string{"A", "B"},
		Clouds: []ir.Cloud{{Name: "china"}, {Name: "global", Available: true}}})).Data)
	want := "## `/books/{bookId}`\n\n| Request | Go | Permissions | Clouds | Page |\n|---|---|---|---|---|\n" +
		"| `PATCH /books/{bookId}` | `client.Books().ID(id).Patch(patch)` | delegated and application: `A, B`; personal accounts: not supported | " +
		"not `china`, `global` | [page](https://learn.microsoft.com/graph/api/book-update?view=graph-rest-beta) |\n"
	if !strings.HasPrefix(got, "<!-- "+Header+" -->\n\n# Package `library`\n") || !strings.HasSuffix(got, want) {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// Without a documented request, the list says where paths start.
func TestAPIFileUndocumented(t *testing.T) {
	if got := string(apiFile(library()).Data); !strings.HasSuffix(got, "| `/books` | `client.Books()` |\n") {
		t.Errorf("got\n%s", got)
	}
}

// No text ends its cell, its line or its link, or is read as HTML.
func TestAPIFileHostile(t *testing.T) {
	for _, hostile := range []string{"a`b", "a|b", `a\|b`, "a\n## b", "``` <script>", "x](https://example.com) [y", "<!-- -->", "\u202ex\x00", "@all www.example.com"} {
		got := string(apiFile(library(&ir.Row{Method: "PATCH", Path: "/" + hostile, Page: hostile, Delegated: []string{hostile},
			Clouds: []ir.Cloud{{Name: hostile}}})).Data)
		_, row, _ := strings.Cut(got, "|---|---|---|---|---|\n")
		if strings.Count(row, "\n") != 1 || strings.Count(row, "|") != 6 || strings.Count(row, "`")%2 != 0 || strings.ContainsAny(row, "\\\u202e\x00") {
			t.Errorf("%q: the row is %q", hostile, row)
		}
		cells, link, _ := strings.Cut(strings.TrimSuffix(row, ") |\n"), "[page](")
		if strings.ContainsAny(link, " ()[]<") {
			t.Errorf("%q: the link is %q", hostile, link)
		}
		for i, text := range strings.Split(cells, "`") {
			if i%2 == 0 && strings.ContainsAny(text, "<@") {
				t.Errorf("%q: %q is not code", hostile, text)
			}
		}
	}
}
