package graphtest

import (
	"net/url"
	"strings"
)

// A segment is one part of a path: a name or key, and what is in parentheses behind it.
type segment struct {
	name      string
	arguments string
	called    bool // there are parentheses
}

// segmentsOf splits an escaped path below the service root.
func segmentsOf(path string) ([]segment, *fault) {
	var all []segment
	for _, part := range splitPath(path) {
		text, err := url.PathUnescape(part)
		if err != nil {
			return nil, badRequest("The path has an invalid escape.")
		}
		all = append(all, parseSegment(text))
	}
	return all, nil
}

// splitPath splits a path at its slashes, but not at those in quotes behind a parenthesis. Empty
// segments at its ends are left out.
func splitPath(path string) []string {
	var parts []string
	for _, part := range strings.Split(strings.Trim(path, "/"), "/") {
		if n := len(parts); n > 0 && isOpen(parts[n-1]) {
			parts[n-1] += "/" + part
			continue
		}
		parts = append(parts, part)
	}
	if len(parts) == 1 && parts[0] == "" {
		return nil
	}
	return parts
}

// isOpen reports whether a segment has a parenthesis that is not closed.
func isOpen(part string) bool {
	at := strings.IndexByte(part, '(')
	return at > 0 && !strings.HasSuffix(part, ")") && !strings.HasSuffix(strings.ToUpper(part), "%29") && strings.ContainsAny(part[at:], "'=%")
}

func parseSegment(text string) segment {
	at := strings.IndexByte(text, '(')
	if at <= 0 || !strings.HasSuffix(text, ")") {
		return segment{name: text}
	}
	return segment{text[:at], text[at+1 : len(text)-1], true}
}

// whole returns the segment as it was.
func (s segment) whole() string {
	if s.called {
		return s.name + "(" + s.arguments + ")"
	}
	return s.name
}

// escapeSegment escapes a key for a path.
func escapeSegment(key string) string { return url.PathEscape(key) }

// splitArguments splits arguments at the commas outside of quotes, brackets and parentheses.
func splitArguments(text string) []string {
	var all []string
	start, depth, quoted := 0, 0, false
	for i := range len(text) {
		switch c := text[i]; {
		case c == '\'':
			quoted = !quoted
		case quoted:
		case c == '(' || c == '[' || c == '{':
			depth++
		case c == ')' || c == ']' || c == '}':
			depth--
		case c == ',' && depth == 0:
			all = append(all, strings.TrimSpace(text[start:i]))
			start = i + 1
		}
	}
	if rest := strings.TrimSpace(text[start:]); rest != "" || all != nil {
		all = append(all, rest)
	}
	return all
}

// keyOf returns the key that is in parentheses: 'a', 1, or a='x',b=2. Clients do not always double
// the apostrophes inside.
func (t *typeInfo) keyOf(text string) string {
	if len(t.keys) == 1 {
		if name, value, ok := strings.Cut(text, "="); ok && strings.TrimSpace(name) == t.keys[0] {
			text = value
		}
		return unquoteLiteral(text)
	}
	values := map[string]string{}
	for _, part := range splitArguments(text) {
		name, value, _ := strings.Cut(part, "=")
		values[strings.TrimSpace(name)] = unquoteLiteral(value)
	}
	var parts []string
	for _, name := range t.keys {
		parts = append(parts, values[name])
	}
	return strings.Join(parts, ",")
}

// unquoteLiteral returns the text of a literal of a URL: without quotes, and without the prefix
// that OData 2 has before them, as in guid'…'.
func unquoteLiteral(text string) string {
	text = strings.TrimSpace(text)
	at := strings.IndexByte(text, '\'')
	if at < 0 || !strings.HasSuffix(text, "'") || at == len(text)-1 || strings.ContainsFunc(text[:at], func(r rune) bool { return r < 'a' || r > 'z' }) {
		return text
	}
	return strings.ReplaceAll(text[at+1:len(text)-1], "''", "'")
}
