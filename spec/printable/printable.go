// Package printable makes texts of others fit for a terminal or a line: what a description or a
// server says can neither move the cursor nor pass for a line of its own.
package printable

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Text returns a text with escapes for what a terminal would obey or not show: control characters
// other than ends of lines and tabs, marks that change the direction of writing, and bytes that are
// not UTF-8. In a string of JSON or Go the escapes mean the same.
func Text(text string) string { return escaped(text, "\n\t") }

// Line returns Text with escapes for ends of lines and tabs too.
func Line(text string) string { return escaped(text, "") }

func escaped(text, kept string) string {
	var b strings.Builder
	for rest := text; rest != ""; {
		r, size := utf8.DecodeRuneInString(rest)
		switch {
		case r == utf8.RuneError && size == 1:
			fmt.Fprintf(&b, `\x%02x`, rest[0])
		case isShown(r) || strings.ContainsRune(kept, r):
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
