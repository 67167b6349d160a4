package graph

import (
	"strings"
	"unicode/utf8"
)

// The files redact….go keep secrets out of everything that is made of a reply. A redactor knows the
// secrets of an exchange and finds them in a text, whatever escapes the text is written with. It
// gets each text as it was received, before the text is shortened or put on one line.

// A redactor hides secrets in texts: the secrets that it knows, the queries of signed addresses,
// and the values of JSON members by name.
type redactor struct {
	known []*needles
	names map[string]bool // of members whose values are hidden, in lower case
	all   bool            // the whole body is a secret
}

// text returns a text without secrets.
func (r *redactor) text(text string) string { return r.redact(text, false) }

// redact returns a text without secrets. A text that was cut may end within a secret.
func (r *redactor) redact(text string, cut bool) string {
	found := redaction{text: text}
	eachView([]byte(text), func(v *view) {
		signedAddresses(v, found.hide)
		r.findKnown(v, cut, found.hide)
		if len(r.names) > 0 {
			r.members(v, func(from, to int32, _ string) { found.hide(from, to) })
		}
	})
	return found.result()
}

// findKnown reports where a view shows the known secrets.
func (r *redactor) findKnown(v *view, cut bool, report func(from, to int32)) {
	squeezed := v.squeezed()
	for _, n := range r.known {
		n.find(squeezed, cut, report)
	}
}

// knows reports whether a text shows a known secret.
func (r *redactor) knows(text string) (found bool) {
	eachView([]byte(text), func(v *view) {
		r.findKnown(v, false, func(_, _ int32) { found = true })
	})
	return found
}

// body returns a body without secrets, with at most the bytes of Error.Body. The redactor looks
// beyond that limit as far as a secret that begins before the limit can reach.
func (r *redactor) body(body []byte) []byte {
	if r.all {
		return []byte(hidden)
	}
	const window = 2 * maxErrorReply
	cut := len(body) >= maxErrorReply
	text := r.redact(string(body[:min(len(body), window)]), cut)
	if len(text) <= maxErrorReply {
		return []byte(text)
	}
	end := maxErrorReply
	for end > maxErrorReply-utf8.UTFMax && !utf8.RuneStart(text[end]) {
		end--
	}
	return []byte(text[:end])
}

// field returns a text of a reply for a field of an Error: without secrets, short and on one line.
func (r *redactor) field(text string, limit int) string { return oneLine(r.text(text), limit) }

// longestID is the most bytes of an id that an Error has. A UUID has 36.
const longestID = 128

// id returns an id of a reply without secrets, or "" if the text does not look like an id: ids go
// to logs, and nobody checks them first.
func (r *redactor) id(text string) string {
	text = r.field(text, longestID)
	isForeign := func(c rune) bool { return c <= ' ' || c > '~' || strings.ContainsRune("\"'<>\\`", c) }
	if strings.ContainsFunc(text, isForeign) {
		return ""
	}
	return text
}

// line returns a short text without secrets. It is fast for a text without secrets and escapes.
func (r *redactor) line(text string) string {
	var room [256]byte
	squeezed := room[:0]
	for i := range len(text) {
		switch c := text[i]; {
		case c >= 0x7f || strings.IndexByte(`\%&=`, c) >= 0:
			return r.text(text) // it may have escapes, or an address
		case c > ' ':
			squeezed = append(squeezed, c)
		}
	}
	found := false
	for _, n := range r.known {
		n.find(&view{text: squeezed}, false, func(_, _ int32) { found = true })
	}
	if found {
		return r.text(text)
	}
	return text
}
