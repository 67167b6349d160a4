package graph

import (
	"cmp"
	"slices"
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

// A hiding is a text from which parts are taken.
type hiding struct {
	text      string
	stretches []stretch
}

// A stretch is a part of a text.
type stretch struct{ from, to int32 }

func (h *hiding) hide(from, to int32) { h.stretches = append(h.stretches, stretch{from, to}) }

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

// result returns the text with a placeholder for each part that is hidden.
func (h *hiding) result() string {
	if len(h.stretches) == 0 {
		return h.text
	}
	slices.SortFunc(h.stretches, func(a, b stretch) int { return cmp.Compare(a.from, b.from) })
	var out strings.Builder
	end, open := int32(0), false
	for _, s := range h.stretches {
		if s.from > end || !open {
			out.WriteString(h.text[end:max(end, s.from)])
			out.WriteString(hidden)
			open = true
		}
		end = max(end, s.to)
	}
	out.WriteString(h.text[end:])
	return out.String()
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

// signatures are the parameters, in lower case, that make an address one that opens by itself.
var signatures = []string{"sig=", "signature="}

// signedAddresses reports the queries of signed addresses, as those of Azure's storage.
func signedAddresses(v *view, hide func(from, to int32)) {
	for i := 0; i < len(v.text); i++ {
		size := signatureAt(v.text, i)
		if size == 0 {
			continue
		}
		start, end := i+size, i+size
		for at := i; at > 0 && isOfAddress(v.text[at-1]); at-- {
			if v.text[at-1] == '?' {
				start = at
			}
		}
		for end < len(v.text) && isOfAddress(v.text[end]) {
			end++
		}
		if end > start {
			from, _ := v.span(start)
			_, to := v.span(end - 1)
			hide(from, to)
		}
		i = end
	}
}

// signatureAt returns the size of the parameter at i with its =, 0 if it is no signature.
func signatureAt(text []byte, i int) int {
	if text[i]|0x20 != 's' {
		return 0
	}
	for _, name := range signatures {
		if len(text)-i >= len(name) && strings.EqualFold(string(text[i:i+len(name)]), name) && (i == 0 || !isLetter(text[i-1])) {
			return len(name)
		}
	}
	return 0
}

func isLetter(b byte) bool { return b|0x20 >= 'a' && b|0x20 <= 'z' }

// isOfAddress reports whether a byte can be in a URL, or in what stands for it in HTML.
func isOfAddress(b byte) bool {
	return b > ' ' && b != 0x7f && !strings.ContainsRune("\"'<>\\^`{|}", rune(b))
}

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
