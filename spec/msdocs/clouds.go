package msdocs

import (
	"encoding/json"
	"fmt"
	"html"
	"maps"
	"regexp"
	"slices"
	"strings"
)

// This file reads the names of national clouds and the marks in tables of them.

// Clouds state by the names of spec.Clouds whether a cloud has an operation. A missing cloud is not
// documented.
type Clouds map[string]bool

// UnmarshalJSON reads an object of names of clouds and marks, each in any spelling that pages have.
// A name for both clouds of the US Government gives way to the name of one of them.
func (c *Clouds) UnmarshalJSON(data []byte) error {
	var object map[string]any
	if err := json.Unmarshal(data, &object); err != nil || object == nil {
		return err
	}
	all := Clouds{}
	names := slices.Sorted(maps.Keys(object))
	slices.SortStableFunc(names, func(a, b string) int { return len(cloudsIn(b)) - len(cloudsIn(a)) })
	for _, name := range names {
		clouds := cloudsIn(name)
		available, known := tick(fmt.Sprint(object[name]))
		switch {
		case len(clouds) == 0:
			return fmt.Errorf("%.60q is not the name of a cloud", name)
		case object[name] != nil && !known:
			return fmt.Errorf("%.60q is not a valid mark for %s", fmt.Sprint(object[name]), name)
		}
		for _, cloud := range clouds {
			if known {
				all[cloud] = available
			}
		}
	}
	*c = all
	return nil
}

// A cloudName is a pattern of the names of clouds in pages, in lower case and without punctuation.
type cloudName struct {
	pattern *regexp.Regexp
	clouds  []string
}

// cloudNames are tried in their order. The names of the clouds of the US Government may stand
// together in one title.
var cloudNames = []cloudName{
	{regexp.MustCompile(`\bchina\b|21 ?vianet|\bmooncake\b|\bgallatin\b`), []string{"china"}},
	{regexp.MustCompile(`^((microsoft|ms|azure) )?(graph )?(global|worldwide|public|commercial)\b`), []string{"global"}},
	{regexp.MustCompile(`\b(l4|gcc ?h(igh)?)\b.*\b(l5|dod)\b|\b(l5|dod)\b.*\b(l4|gcc ?h(igh)?)\b`), []string{"usgovl4", "usgovl5"}},
	{regexp.MustCompile(`\bl5\b|\bdod\b|department of defense|govl5$`), []string{"usgovl5"}},
	{regexp.MustCompile(`\bl4\b|\bgcc ?h(igh)?\b|govl4$`), []string{"usgovl4"}},
	{regexp.MustCompile(`\b(us|usa|united states|azure) ?gov|\bfairfax\b`), []string{"usgovl4", "usgovl5"}},
}

var notInName = regexp.MustCompile(`[^\pL\d]+`)

// cloudsIn returns the clouds that the title of a column or row names.
func cloudsIn(title string) []string {
	title = strings.ToLower(plain(html.UnescapeString(title)))
	title = strings.TrimSpace(notInName.ReplaceAllString(strings.ReplaceAll(title, ".", ""), " "))
	for _, name := range cloudNames {
		if name.pattern.MatchString(title) {
			return name.clouds
		}
	}
	return nil
}

var (
	yesMarks = []string{"✅", "✔", "✓", "☑", "🗸", ":white_check_mark:", ":heavy_check_mark:", ":ballot_box_with_check:", ":check_mark:", "yes", "y", "true",
		"supported", "available"}
	noMarks = []string{"❌", "✖", "✗", "✘", "✕", "×", "❎", "🚫", "⛔", ":x:", ":heavy_multiplication_x:", ":negative_squared_cross_mark:", ":cross_mark:", ":no_entry:",
		":no_entry_sign:", "no", "n", "x", "false", "unsupported", "unavailable", "not supported", "not available", "not yet supported", "not yet available"}
	besideMark = regexp.MustCompile(`<sup>.*?</sup>|<[^>]*>|\([^)]*\)|[\x{fe0e}\x{fe0f}*¹²³]`)
)

// tick returns the value of a mark, without notes beside it. known is false for other text.
func tick(cell string) (yes, known bool) {
	cell = besideMark.ReplaceAllString(plain(html.UnescapeString(cell)), "")
	words := strings.Fields(strings.ToLower(cell))
	if slices.Contains(noMarks, strings.Join(words, " ")) {
		return false, true
	}
	isIn := func(marks []string) bool {
		return len(words) > 0 && !slices.ContainsFunc(words, func(word string) bool { return !slices.Contains(marks, word) })
	}
	return isIn(yesMarks), isIn(yesMarks) || isIn(noMarks)
}
