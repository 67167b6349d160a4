package graph

import (
	"encoding/hex"
	"html"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// hasEscapedPercent reports whether a text without % may have an escaped one.
func hasEscapedPercent(text []byte) bool {
	return slices.Contains(text, '\\') || slices.Contains(text, '&')
}

// unescape returns a view with one layer of escapes resolved, and reports whether there was one.
func (v *view) unescape(percent bool) (next *view, changed bool) {
	if !slices.ContainsFunc(v.text, func(b byte) bool { return b == '\\' || b == '&' || percent && b == '%' }) {
		return nil, false
	}
	next = newView(len(v.text))
	for i := 0; i < len(v.text); {
		meaning, n := escapeAt(v.text[i:], percent)
		if n == 0 {
			next.add(v, i, i+1, v.text[i])
			i++
			continue
		}
		next.add(v, i, i+n, meaning...)
		i += n
		changed = true
	}
	return next, changed
}

// escapeAt returns the meaning and the length of the escape at the beginning of a text. The length
// is 0 without an escape. An escape that the end of the text cuts off has no meaning.
func escapeAt(text []byte, percent bool) (meaning []byte, n int) {
	switch text[0] {
	case '\\':
		return decodeBackslash(text)
	case '&':
		return decodeEntity(text)
	case '%':
		if percent {
			return decodeHex(text, 1, 2)
		}
	}
	return nil, 0
}

// simpleEscapes are the characters that mean one byte after a backslash, simpleMeaning these bytes.
const (
	simpleEscapes = "\"'`\\/abfnrtv"
	simpleMeaning = "\"'`\\/\a\b\f\n\r\t\v"
)

func decodeBackslash(text []byte) ([]byte, int) {
	if len(text) < 2 {
		return nil, len(text)
	}
	switch text[1] {
	case 'x':
		return decodeHex(text, 2, 2)
	case 'u':
		return decodeUTF16(text)
	case 'U':
		return decodeHex(text, 2, 8)
	}
	if i := strings.IndexByte(simpleEscapes, text[1]); i >= 0 {
		return []byte{simpleMeaning[i]}, 2
	}
	return nil, 0
}

// decodeHex decodes the escape of a byte, with two digits, or of a character, with more.
func decodeHex(text []byte, prefix, digits int) ([]byte, int) {
	given := text[prefix:min(len(text), prefix+digits)]
	if !isHex(given) {
		return nil, 0
	}
	if len(given) < digits {
		return nil, len(text)
	}
	if digits == 2 {
		meaning, _ := hex.DecodeString(string(given)) // the digits were checked
		return meaning, prefix + digits
	}
	r, _ := strconv.ParseUint(string(given), 16, 32) // the digits were checked
	return utf8.AppendRune(nil, rune(r)), prefix + digits
}

// decodeUTF16 decodes \u and four digits, or two such escapes that are a surrogate pair.
func decodeUTF16(text []byte) ([]byte, int) {
	meaning, n := decodeHex(text, 2, 4)
	if n < 6 {
		return meaning, n
	}
	first, _ := strconv.ParseUint(string(text[2:6]), 16, 32)
	isPair := utf16.IsSurrogate(rune(first)) && len(text) >= 12 && text[6] == '\\' && text[7] == 'u' && isHex(text[8:12])
	if !isPair {
		return meaning, n
	}
	second, _ := strconv.ParseUint(string(text[8:12]), 16, 32)
	return utf8.AppendRune(nil, utf16.DecodeRune(rune(first), rune(second))), 12
}

func isHex(text []byte) bool {
	return !slices.ContainsFunc(text, func(b byte) bool {
		return (b < '0' || b > '9') && (b < 'a' || b > 'f') && (b < 'A' || b > 'F')
	})
}

// longestEntity is the most bytes of an HTML entity that are searched for its end.
const longestEntity = 12

func decodeEntity(text []byte) ([]byte, int) {
	end := slices.Index(text[:min(len(text), longestEntity)], ';')
	if end < 0 && len(text) < longestEntity && isAlphanumeric(text[1:]) {
		return nil, len(text)
	}
	if end < 0 {
		return nil, 0
	}
	written := string(text[:end+1])
	meaning := html.UnescapeString(written)
	if meaning == written {
		return nil, 0
	}
	return []byte(meaning), end + 1
}

func isAlphanumeric(text []byte) bool {
	return !slices.ContainsFunc(text, func(b byte) bool {
		return b != '#' && (b < '0' || b > '9') && (b < 'a' || b > 'z') && (b < 'A' || b > 'Z')
	})
}
