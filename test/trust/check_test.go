package trust

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/intunegen/intunegen/spec"
)

// A source is a form of a description whose texts are changed one at a time.
type source struct {
	name  string
	kinds []string // the kind of each text
	// read returns the description with another text at a place, which may be unchanged.
	read func(place int, text string) (*spec.Document, error)
	// lacks are the texts that the form cannot hold: they are refused as such.
	lacks []string
}

// unchanged is the place for reading the description without a change.
const unchanged = -1

// Expectations of a table, beside a text that is in the error.
const (
	generates = "generates" // any text is valid there, or gives a note only
	refused   = "refused"   // an error whose text differs between forms
	either    = "either"    // depends on the form or the text; nothing new is declared
)

// located matches an error with a position and a remedy.
var located = regexp.MustCompile(`^[^:\n]+:\d+:\d+: [^\n]+; [^\n]+$`)

// checks count the documents that were tried with a hostile text alone at a place, and those that
// generate.
type checks struct {
	cache
	all, made int
}

// check puts every hostile text into every kind of place.
func (c *checks) check(t *testing.T, kinds map[string]string, sources []source) {
	reached := map[string]bool{}
	for n, s := range sources {
		tried := map[string]bool{}
		for place, kind := range s.kinds {
			expected, known := kinds[kind]
			if !known {
				t.Errorf("%s: the table has no %s", s.name, kind)
			}
			if reached[kind] = true; !tried[kind] && known {
				c.checkKind(t, s, n, place, expected)
			}
			tried[kind] = true
		}
	}
	for kind := range kinds {
		if !reached[kind] {
			t.Errorf("the table has %s, which no document has", kind)
		}
	}
}

// checkKind tries all texts at a place of the n-th source. Unless all are requested, it tries each
// text in one of four sources.
func (c *checks) checkKind(t *testing.T, s source, n, place int, expected string) {
	for i, text := range hostile {
		if !*every && (i+n+place)%4 != 0 {
			continue
		}
		c.all++
		if c.checkOne(t, s, place, "%", text, expected) {
			c.made++
		}
		for _, around := range within[s.kinds[place]] {
			c.checkOne(t, s, place, around, text, expected)
		}
	}
}

// checkOne checks one text at one place, in the middle of another text, and reports whether a
// package comes of it.
func (c *checks) checkOne(t *testing.T, s source, place int, around, text, expected string) bool {
	put := func(text string) ([]string, error) {
		return c.outcome(s.read(place, strings.Replace(around, "%", text, 1)))
	}
	got, err := put(text)
	at := fmt.Sprintf("%s: %s with %q in %s", s.name, s.kinds[place], text, around)
	if err != nil {
		s.checkError(t, at, text, expected, err)
		return false
	}
	if expected != generates && expected != either && text != nameLike {
		t.Errorf("%s generates; want an error with %q", at, expected)
	}
	twin, err := put(twinOf(text, expected))
	switch {
	case expected == either:
		c.checkNew(t, s, at, got, twin)
	case err != nil:
		t.Errorf("%s generates, and the twin does not: %v", at, err)
	case !slices.Equal(got, twin):
		t.Errorf("%s declares other than its twin: %s", at, difference(twin, got))
	}
	return true
}

// checkNew checks that nothing is declared that neither the twin declares nor the description as it
// is.
func (c *checks) checkNew(t *testing.T, s source, at string, got, twin []string) {
	base, err := c.outcome(s.read(unchanged, ""))
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range got[:len(got)-1] {
		if !slices.Contains(base, d) && !slices.Contains(twin, d) {
			t.Errorf("%s declares %s", at, d)
		}
	}
}

func twinOf(text, expected string) string {
	if text == nameLike && expected != generates {
		return itsTwin
	}
	return harmless
}

func (s source) checkError(t *testing.T, at, text, expected string, err error) {
	var bad broken
	if errors.As(err, &bad) {
		t.Errorf("%s: %v", at, err)
	}
	lines := strings.Split(err.Error(), "\n")
	for _, line := range lines {
		if !located.MatchString(line) && !strings.HasPrefix(line, "and ") {
			t.Errorf("%s: got %q; want errors with a position and a remedy", at, line)
		}
	}
	switch {
	case slices.Contains(s.lacks, text), expected == either, expected == refused, expected != generates && text == nameLike:
	case expected == generates:
		t.Errorf("%s: got %v; want a package", at, err)
	case !strings.Contains(err.Error(), expected):
		t.Errorf("%s: got %v; want %q", at, err, expected)
	}
}

func difference(want, got []string) string {
	for i := range min(len(want), len(got)) {
		if want[i] != got[i] {
			return got[i] + "; want " + want[i]
		}
	}
	return fmt.Sprintf("%d declarations; want %d", len(got), len(want))
}
