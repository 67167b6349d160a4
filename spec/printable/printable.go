// Package printable escapes text of others, so that a description or the reply of a server can
// neither move the cursor of a terminal nor look like a line of its own.
package printable

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Text returns a text in which the characters that a terminal obeys or does not show are escaped:
// control characters other than line ends and tabs, marks that change the direction of writing, and
// bytes that are not UTF-8. The escapes mean the same in a string of JSON or Go.
func Text(text string) string { return escaped(text, "\n\t") }

// Line is [Text] that escapes line ends and tabs too.
func Line(text string) string { return escaped(text, "") }

// escaped returns text with escapes for all characters that a terminal does not show, except those
// in allowed.
func escaped(text, allowed string) string {
	var b strings.Builder
	for rest := text; rest != ""; {
		r, size := utf8.DecodeRuneInString(rest)
		switch {
		case r == utf8.RuneError && size == 1:
			fmt.Fprintf(&b, `\x%02x`, rest[0])
		case isShown(r) || strings.ContainsRune(allowed, r):
			b.WriteString(rest[:size])
		case r > 0xffff:
			fmt.Fprintf(&b, `\U%08x`, r)
		default:
			fmt.Fprintf(&b, `\u%04x`, r)
		}
		rest = rest[size:]
	}
	return b.String()
}

// isShown reports whether a terminal shows a character as part of a text. Scripts need the joiners
// and other spaces.
func isShown(r rune) bool {
	return strconv.IsPrint(r) || unicode.Is(unicode.Zs, r) || unicode.Is(unicode.Join_Control, r)
}
