package graph

import (
	"strings"
	"unicode/utf8"
)

// This file and those named redact… keep secrets out of everything that is made of a reply. A
// redactor knows the secrets of an exchange and finds them in a text whatever escapes it is written
// with. It is given texts as they were received, before they are shortened or put on one line.

const hidden = "[secret]"

// A redactor takes out of texts what must not show: the secrets that it knows, signed addresses, and
// the values of JSON members by name.
type redactor struct {
	known []*needles
	names map[string]bool // of members, in lower case; their values are hidden
	all   bool            // the body is a secret
}

// text returns a text without what must not show.
func (r *redactor) text(text string) string { return r.redact(text, false) }

// redact returns a text without what must not show. If the text was cut, it may end within a secret.
func (r *redactor) redact(text string, cut bool) string {
	h := hiding{text: text}
	eachView([]byte(text), func(v *view) {
		signedAddresses(v, h.hide)
		squeezed := v.squeezed()
		for _, n := range r.known {
			n.find(squeezed, cut, h.hide)
		}
		if len(r.names) > 0 {
			r.members(v, func(from, to int32, _ string) { h.hide(from, to) })
		}
	})
	return h.result()
}

// body returns a body without what must not show, bounded as Error.Body is. What is beyond the bound
// is looked at as far as something that begins before it may reach.
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

// field returns a short text of a reply as it may stand in a field of an Error: on one line.
func (r *redactor) field(text string, limit int) string { return oneLine(r.text(text), limit) }

// id returns an id that a reply gives. What no id looks like is left out, since ids go to logs unread.
func (r *redactor) id(text string) string {
	text = r.field(text, longestID)
	if strings.ContainsFunc(text, func(c rune) bool { return c <= ' ' || c > '~' || strings.ContainsRune("\"'<>\\`", c) }) {
		return ""
	}
	return text
}

// longestID is the most of an id that is kept: a UUID has 36 characters.
const longestID = 128

// line returns a short text without what must not show. It costs little where there is nothing of it.
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
