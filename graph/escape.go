package graph

import (
	"strings"
	"unicode/utf8"
)

// escape percent-encodes a text for one path segment. It leaves the unreserved characters of RFC
// 3986 and the few delimiters that OData literals need.
func escape(text string) string {
	const hex = "0123456789ABCDEF"
	if strings.IndexFunc(text, func(r rune) bool { return r >= utf8.RuneSelf || !needsNoEscape(byte(r)) }) < 0 {
		return text
	}
	var out strings.Builder
	for i := range len(text) {
		if c := text[i]; needsNoEscape(c) {
			out.WriteByte(c)
		} else {
			out.Write([]byte{'%', hex[c>>4], hex[c&15]})
		}
	}
	return out.String()
}

func needsNoEscape(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || strings.IndexByte("-._~=,:@!$*", c) >= 0
}
