package snippet

import (
	"bytes"
	"encoding/json"
)

// StripJSONC returns JSON without what documentation writes into it and JSON does not have: comments, commas behind the last item, and
// dots for what is left out, whose places it returns too. Spaces stand in place of all that, so that the rest stays where it is.
func StripJSONC(text []byte) (tidy []byte, omitted []int) {
	if json.Valid(text) {
		return text, nil
	}
	tidy = bytes.Clone(text)
	omitted = dropNotes(tidy)
	dropCommas(tidy, len(omitted) > 0)
	return tidy, omitted
}

// notes are what is dropped from their beginning to their end.
var notes = []struct{ from, to string }{{"//", "\n"}, {"/*", "*/"}, {"...", ""}, {"…", ""}}

// dropNotes drops comments and dots and returns the places of the dots.
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
			blank(text[at:min(end, len(text))])
		}
	}
	return omitted
}

// stringEnd returns where the string ends that begins at a quote.
func stringEnd(text []byte, at int) int {
	for at++; at < len(text) && text[at] != '"'; at++ {
		if text[at] == '\\' {
			at++
		}
	}
	return at
}

// blank overwrites a text with spaces; lines stay.
func blank(text []byte) {
	for i, c := range text {
		if c != '\n' && c != '\r' {
			text[i] = ' '
		}
	}
}

// dropCommas drops commas that no value stands behind, and where dots were dropped those that no value stands before.
func dropCommas(text []byte, dots bool) {
	before, comma := byte('['), -1 // the token before, and where the last one is a comma
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
