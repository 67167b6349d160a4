package main

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

// This file makes text of others fit for a terminal. Descriptions, file names and answers of servers may hold what a terminal obeys.

// visible returns a text with escapes for what a terminal would obey or not show: control characters, marks that turn the direction of
// writing, and bytes that are not UTF-8. In a string of JSON or Go the escapes mean the same.
func visible(text string) string {
	var b strings.Builder
	for rest := text; rest != ""; {
		r, size := utf8.DecodeRuneInString(rest)
		switch {
		case r == utf8.RuneError && size == 1:
			fmt.Fprintf(&b, `\x%02x`, rest[0])
		case r == '\n' || r == '\t' || strconv.IsPrint(r) || r == '\u00a0':
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

// maxLine is how many bytes of a line of a message are shown.
const maxLine = 1500

// message returns the text of an error or a note, visible and with no endless lines.
func message(text string) string {
	lines := strings.Split(visible(text), "\n")
	for i, line := range lines {
		if len(line) > maxLine {
			cut := strings.ToValidUTF8(line[:maxLine], "")
			lines[i] = fmt.Sprintf("%s… (%d more bytes)", cut, len(line)-len(cut))
		}
	}
	return strings.Join(lines, "\n")
}
