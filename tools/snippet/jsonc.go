package snippet

import (
	"bytes"
	"encoding/json"
)

// StripJSONC turns the JSON of documentation pages into valid JSON. It replaces comments, commas
// after the last item, and dots for omitted parts by spaces, so that offsets do not change. It also
// returns the offsets of the dots.
func StripJSONC(text []byte) (tidy []byte, omitted []int) {
	if json.Valid(text) {
		return text, nil
	}
	tidy = bytes.Clone(text)
	omitted = dropNotes(tidy)
	dropCommas(tidy, len(omitted) > 0)
	return tidy, omitted
}

// notes maps the start of a comment or of dots to its end.
var notes = []struct{ from, to string }{{"//", "\n"}, {"/*", "*/"}, {"...", ""}, {"…", ""}}

// dropNotes overwrites comments and dots, and returns the offsets of the dots.
func dropNotes(text []byte) (omitted []int) {
	for at := 0; at < len(text); at++ {
		if text[at] == '"' {
			at = stringEnd(text, at)
			continue
		}
		for _, n := range notes {
			if !bytes.HasPrefix(text[at:], []byte(n.from)) {
				continue
			}
			end := bytes.Index(text[at+len(n.from):], []byte(n.to))
			if end < 0 {
				end = len(text) - at - len(n.from)
			}
			if n.to == "" {
				omitted = append(omitted, at)
			}
			end += at + len(n.from) + len(n.to)
			overwrite(text[at:min(end, len(text))])
		}
	}
	return omitted
}

// stringEnd returns the end of the string that starts at a quote.
func stringEnd(text []byte, at int) int {
	for at++; at < len(text) && text[at] != '"'; at++ {
		if text[at] == '\\' {
			at++
		}
	}
	return at
}

// overwrite overwrites a text with spaces, except for line ends.
func overwrite(text []byte) {
	for i, c := range text {
		if c != '\n' && c != '\r' {
			text[i] = ' '
		}
	}
}

// dropCommas overwrites commas without a value after them. Where dots were dropped, it also
// overwrites commas without a value before them.
func dropCommas(text []byte, dots bool) {
	before, comma := byte('['), -1 // the previous token, and the offset of the last comma
	for at := 0; at < len(text); at++ {
		c := text[at]
		switch {
		case c == ' ' || c == '\t' || c == '\n' || c == '\r':
			continue
		case c == '"':
			at = stringEnd(text, at)
		case dots && c == ',' && (before == '[' || before == '{' || before == ','):
			text[at] = ' '
			continue
		case (c == '}' || c == ']') && before == ',' && comma >= 0:
			text[comma] = ' '
		case c == ',' && before == ',':
			comma = -1 // a fault
		case c == ',':
			comma = at
		}
		before = c
	}
}
