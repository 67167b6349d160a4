package msdocs

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/intunegen/intunegen/test/corpus"
)

// A tally counts for one field the pages where reader and oracle agree, where the page states what
// the reader says (the source changed within the year between), and where it does not.
type tally struct{ equal, changed, fault int }

// A comparison compares pages with what somebody else extracted from those of a year later.
type comparison struct {
	t      *testing.T
	fields map[string]*tally
}

// field compares one field. stands reports whether the page's text shows what was read; it looks at
// the text by other means than the reader.
func (c *comparison) field(page, name string, got, want any, stands func() bool) {
	if c.fields[name] == nil {
		c.fields[name] = &tally{}
	}
	count := c.fields[name]
	switch diff := cmp.Diff(want, got); {
	case diff == "":
		count.equal++
	case stands():
		count.changed++
	default:
		count.fault++
		if count.fault <= 5 {
			c.t.Errorf("%s: %s (-oracle +reader):\n%s", page, name, diff)
		}
	}
}

func (c *comparison) report() {
	for _, name := range sorted(c.fields) {
		n := c.fields[name]
		c.t.Logf("%-24s equal %5d, changed in the source %4d, faults %d", name, n.equal, n.changed, n.fault)
	}
}

func sorted[V any](m map[string]V) []string {
	var names []string
	for name := range m {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// A source is the text of a page.
type source string

func readSource(t *testing.T, sub, page string) source {
	data, err := os.ReadFile(corpus.File(t, "docs-md", sub, page+".md"))
	if err != nil {
		t.Fatal(err)
	}
	return source(strings.ReplaceAll(string(data), "\r\n", "\n"))
}

// section returns the text from a heading to the next of its level.
func (s source) section(heading string) source {
	_, rest, ok := strings.Cut(string(s), "\n"+heading+"\n")
	if !ok {
		_, rest, _ = strings.Cut(string(s), "\n"+heading+" \n")
	}
	level, _, _ := strings.Cut(heading, " ")
	rest, _, _ = strings.Cut(rest, "\n"+level+" ")
	return source(rest)
}

// inOrder reports whether the words stand in the text one behind the other, each in a form that the
// format makes of it.
func (s source) inOrder(form string, words []string) bool {
	rest := string(s)
	for _, word := range words {
		at := strings.Index(rest, fmt.Sprintf(form, word))
		if at < 0 {
			return false
		}
		rest = rest[at+len(word):]
	}
	return true
}

func TestOraclePages(t *testing.T) {
	ours, err := Read(corpus.File(t, "docs-md"))
	if err != nil {
		t.Fatal(err)
	}
	theirs, err := Read(corpus.File(t, "docs"))
	if err != nil {
		t.Fatal(err)
	}
	for _, problem := range ours.Problems { // pages whose generator found no path say so in the place of it
		if !strings.Contains(problem.What, "URI for microsoft.management.services.api.") {
			t.Errorf("a page cannot be read: %v", problem)
		}
	}
	c := &comparison{t, map[string]*tally{}}
	c.operations(ours, theirs)
	c.resources(ours, theirs)
	c.report()
	t.Log(len(ours.Problems), "pages with a problem")
	t.Log(len(ours.Operations), "operation pages,", len(ours.Resources), "resource pages")
}

func BenchmarkReadMarkdown(b *testing.B) {
	dir := corpus.File(b, "docs-md")
	pages := 0
	for b.Loop() {
		folder, err := Read(dir)
		if err != nil {
			b.Fatal(err)
		}
		pages += len(folder.Operations) + len(folder.Resources)
	}
	b.ReportMetric(float64(pages)/b.Elapsed().Seconds(), "pages/s")
}
