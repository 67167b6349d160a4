package diff

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/intunegen/intunegen/spec/printable"
)

// summary returns one line with the number of changes by kind: "15 changes, 3 of them breaking;
// types: 12 added, 3 removed".
func summary(changes []Change) string {
	count := map[string]map[string]int{}
	breaking := 0
	for _, c := range changes {
		group := groupOf(&c)
		if count[group] == nil {
			count[group] = map[string]int{}
		}
		count[group][verb(&c)]++
		if c.Wire.Breaking || c.Go.Breaking {
			breaking++
		}
	}
	if len(changes) == 0 {
		return "nothing changed"
	}
	var parts []string
	for _, group := range sortedKeys(count) {
		var verbs []string
		for _, v := range sortedKeys(count[group]) {
			verbs = append(verbs, fmt.Sprintf("%d %s", count[group][v], v))
		}
		parts = append(parts, group+": "+strings.Join(verbs, ", "))
	}
	return fmt.Sprintf("%d changes, %d of them breaking; %s", len(changes), breaking, strings.Join(parts, "; "))
}

// groupOf returns the word under which the summary counts a change.
func groupOf(c *Change) string {
	switch c.Kind {
	case "entity type", "complex type", "enumeration", "type definition", "type":
		return "types"
	case "property", "navigation property":
		return "properties"
	case "enumeration member":
		return "enumeration members"
	case "action", "function", "parameter", bindingParameter, "action import", "function import":
		return "operations"
	case "documented operation", "Go declaration":
		return c.Kind + "s"
	case "method", "parameters", "earlier name":
		return "Go declarations"
	}
	return "other"
}

func verb(c *Change) string {
	if c.What == Changed && (c.Facet == "$Type" || c.Facet == "$Collection") {
		return "changed type"
	}
	return c.What
}

// Text writes a report for people.
func (r *Report) Text(w io.Writer) error {
	return r.lines(w, printable.Line, "%s -> %s\n%s\n", "\n%s\n", "  %s\n", "      %s\n")
}

// Markdown writes a report for a pull request.
func (r *Report) Markdown(w io.Writer) error {
	return r.lines(w, inMarkdown, "# %s → %s\n\n%s\n", "\n## %s\n\n", "- %s\n", "  - `%s`\n")
}

// markdown escapes the characters that start a tag, a link, an image or code.
var markdown = strings.NewReplacer("`", "\\`", "<", "\\<", "[", "\\[")

func inMarkdown(text string) string { return markdown.Replace(printable.Line(text)) }

// JSON writes a report for programs.
func (r *Report) JSON(w io.Writer) error {
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	return e.Encode(r)
}

// lines writes the summary, then the breaking changes, then the others.
func (r *Report) lines(w io.Writer, safe func(string) string, head, section, line, detail string) error {
	var out strings.Builder
	fmt.Fprintf(&out, head, safe(r.Old), safe(r.New), r.Summary)
	for _, breaking := range []bool{true, false} {
		of := slices.DeleteFunc(slices.Clone(r.Changes), func(c Change) bool { return (c.Wire.Breaking || c.Go.Breaking) != breaking })
		if len(of) > 0 {
			fmt.Fprintf(&out, section, map[bool]string{true: "Breaking", false: "Compatible"}[breaking])
		}
		for i := range of {
			fmt.Fprintf(&out, line, safe(of[i].sentence()))
			for n, s := range of[i].Symbols {
				if n == mostSymbols {
					fmt.Fprintf(&out, detail, fmt.Sprintf("and %d more", len(of[i].Symbols)-n))
					break
				}
				fmt.Fprintf(&out, detail, printable.Line(s.sentence()))
			}
		}
	}
	_, err := io.WriteString(w, out.String())
	return err
}

// mostSymbols bounds the number of Go names in the text of a change. JSON has all of them.
const mostSymbols = 8

// sentence states a change in one line.
func (c *Change) sentence() string {
	text := fmt.Sprintf("%s %s %s", c.Kind, strings.TrimPrefix(c.Element, apart), c.What)
	if c.Facet != "" {
		text += fmt.Sprintf(": %s %s -> %s", c.Facet, short(c.Old), short(c.New))
	}
	if n := len(c.Elements) - 1; n > 0 {
		text += fmt.Sprintf(" with %d parts", n)
	}
	if c.Wire.Breaking {
		text += "; " + c.Wire.Reason
	}
	if c.Go.Breaking {
		text += "; " + c.Go.Reason
	}
	return text
}

// short returns the JSON of a facet, cut to fit a line.
func short(text string) string {
	const most = 60
	switch runes := []rune(text); {
	case text == "":
		return "none"
	case len(runes) > most:
		return string(runes[:most]) + "…"
	}
	return text
}

func (s *Symbol) sentence() string {
	if s.New == "" {
		return s.Name + " is removed"
	}
	return fmt.Sprintf("%s: %s -> %s", s.Name, s.Old, s.New)
}
