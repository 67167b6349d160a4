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

// hasEscapedPercent reports whether a text without % may have one behind an escape.
func hasEscapedPercent(text []byte) bool {
	return slices.Contains(text, '\\') || slices.Contains(text, '&')
}

// unescape resolves one layer of escapes, and reports whether there was one.
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

// escapeAt returns what the escape that a text begins with stands for, and its length, 0 for none. One
// that the end of the text cuts off stands for nothing.
func escapeAt(text []byte, percent bool) (meaning []byte, n int) {
	switch text[0] {
	case '\\':
		return backslashed(text)
	case '&':
		return entity(text)
	case '%':
		if percent {
			return hexadecimal(text, 1, 2)
		}
	}
	return nil, 0
}

// simpleEscapes are the characters behind a backslash that stand for one byte, and these bytes.
const (
	simpleEscapes = "\"'`\\/abfnrtv"
	simpleMeaning = "\"'`\\/\a\b\f\n\r\t\v"
)

func backslashed(text []byte) ([]byte, int) {
	if len(text) < 2 {
		return nil, len(text)
	}
	switch text[1] {
	case 'x':
		return hexadecimal(text, 2, 2)
	case 'u':
		return codeUnit(text)
	case 'U':
		return hexadecimal(text, 2, 8)
	}
	if i := strings.IndexByte(simpleEscapes, text[1]); i >= 0 {
		return []byte{simpleMeaning[i]}, 2
	}
	return nil, 0
}

// hexadecimal reads the escape of a byte, of two digits, or of a character, of more.
func hexadecimal(text []byte, prefix, digits int) ([]byte, int) {
	given := text[prefix:min(len(text), prefix+digits)]
	if !isHex(given) {
		return nil, 0
	}
	if len(given) < digits {
		return nil, len(text)
	}
	if digits == 2 {
		meaning, _ := hex.DecodeString(string(given)) // they were checked
		return meaning, prefix + digits
	}
	r, _ := strconv.ParseUint(string(given), 16, 32) // likewise
	return utf8.AppendRune(nil, rune(r)), prefix + digits
}

// codeUnit reads \u and four digits, or two of them that are a surrogate pair.
func codeUnit(text []byte) ([]byte, int) {
	meaning, n := hexadecimal(text, 2, 4)
	if n < 6 {
		return meaning, n
	}
	first, _ := strconv.ParseUint(string(text[2:6]), 16, 32)
	if !utf16.IsSurrogate(rune(first)) || len(text) < 12 || text[6] != '\\' || text[7] != 'u' || !isHex(text[8:12]) {
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

// longestEntity bounds the search for the end of an entity.
const longestEntity = 12

func entity(text []byte) ([]byte, int) {
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
