// Package printable makes texts of others fit for a terminal or a line: what a description or a server says can neither move the cursor
// nor pass for a line of its own.
package printable

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Text returns a text with escapes, as \u001b, for control characters other than ends of lines and tabs, for those that change the
// direction of writing, and for what is no UTF-8. The escapes are those of JSON, so that JSON says the same.
func Text(text string) string { return escaped(text, "\n\t") }

// Line returns Text with escapes for ends of lines and tabs too.
func Line(text string) string { return escaped(text, "") }

func escaped(text, kept string) string {
	obeyed := func(r rune) bool { return isObeyed(r) && !strings.ContainsRune(kept, r) }
	if utf8.ValidString(text) && !strings.ContainsFunc(text, obeyed) {
		return text
	}
	var out strings.Builder
	for _, r := range text {
		if obeyed(r) {
			fmt.Fprintf(&out, `\u%04x`, r)
		} else {
			out.WriteRune(r)
		}
	}
	return out.String()
}

func isObeyed(r rune) bool {
	return unicode.IsControl(r) || unicode.In(r, unicode.Zl, unicode.Zp, unicode.Bidi_Control) || r == '\ufeff'
}
