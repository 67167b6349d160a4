package odata

import (
	"encoding/binary"
	"math/bits"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// This file reads JSON strings. A \u escape of half a surrogate pair, which no UTF-8 text can hold, becomes the three
// bytes that UTF-8 would give it (WTF-8), and appendString makes the escape of them again.

const (
	ones  = 0x0101010101010101
	highs = 0x8080808080808080
)

// special marks, in a word of eight bytes, the bytes that end a run of plain text: quote, backslash, control characters
// and bytes of a longer UTF-8 sequence. The lowest mark is exact; marks above it may be false.
func special(w uint64) uint64 {
	quote := w ^ ones*'"'
	slash := w ^ ones*'\\'
	return ((w - ones*' ') | (quote - ones) | (slash - ones) | w) & highs
}

// quoted checks the string whose opening quote is at i. It returns the position after its closing quote, and whether
// its text stands there as it is, without escapes.
func (d *decoder) quoted(i int) (end int, plain bool) {
	plain = true
	for i++; ; {
		if m := special(binary.LittleEndian.Uint64(d.b[i:])); m == 0 {
			i += 8
			continue
		} else {
			i += bits.TrailingZeros64(m) / 8
		}
		switch c := d.b[i]; {
		case c == '"':
			return i + 1, plain
		case c == '\\':
			plain = false
			if i = d.escape(i); i < 0 {
				return failed, false
			}
		case c < ' ':
			return d.unexpected(i, "the end of the string; control characters need an escape"), false
		default:
			if i = d.foreign(i); i < 0 {
				return failed, false
			}
		}
	}
}

// foreign checks the UTF-8 sequences at i that are longer than a byte and returns the position after them. Sequences of two bytes and most
// of three need no decoding.
func (d *decoder) foreign(i int) int {
	for c := d.b[i]; c >= utf8.RuneSelf; c = d.b[i] {
		switch {
		case c >= 0xC2 && c < 0xE0 && d.b[i+1]&0xC0 == 0x80:
			i += 2
		case c > 0xE0 && c < 0xF0 && c != 0xED && d.b[i+1]&0xC0 == 0x80 && d.b[i+2]&0xC0 == 0x80:
			i += 3
		default:
			_, size := utf8.DecodeRune(d.b[i:])
			if size == 1 {
				return d.fail(i, "byte %#x is not valid UTF-8", c)
			}
			i += size
		}
	}
	return i
}

// escape checks the escape at i and returns the position after it.
func (d *decoder) escape(i int) int {
	switch d.b[i+1] {
	case '"', '\\', '/', 'b', 'f', 'n', 'r', 't':
		return i + 2
	case 'u':
		for j := i + 2; j < i+6; j++ {
			if !isHex(d.b[j]) {
				return d.unexpected(j, "four hexadecimal digits")
			}
		}
		return i + 6
	}
	return d.unexpected(i+1, "an escape")
}

// text returns the text of the string between the quotes at start and before end.
func (d *decoder) text(start, end int, plain bool) string {
	if plain {
		return d.s[start+1 : end-1]
	}
	d.reserve(end-start, start)
	n := len(d.texts)
	d.texts = appendUnquoted(d.texts, d.s[start:end])
	return textOf(d.texts[n:])
}

// reserve makes room for n bytes of a text made from what stands at i. Such a text is not longer than what it is made from, so that the rest
// of the body is room enough for most that follow.
func (d *decoder) reserve(n, i int) {
	if cap(d.texts)-len(d.texts) < n {
		d.texts = make([]byte, 0, max(n, min(max(leastTexts, 2*cap(d.texts)), mostTexts, len(d.s)-i)))
	}
}

// room returns room for n bytes made from what stands at i.
func (d *decoder) room(n, i int) []byte {
	if d.own {
		return make([]byte, n)
	}
	d.reserve(n, i)
	start := len(d.texts)
	d.texts = d.texts[:start+n]
	return d.texts[start : start+n : start+n]
}

// The room for strings that had escapes is made in pieces whose size doubles from the one to the other.
const (
	leastTexts = 4 << 10
	mostTexts  = 64 << 10
)

// kept returns a part of the text as what is decoded holds it.
func (d *decoder) kept(s string) string {
	if d.own {
		return strings.Clone(s)
	}
	return s
}

// unquote returns the text of a checked string in quotes.
func unquote(quoted string) string {
	return textOf(appendUnquoted(make([]byte, 0, len(quoted)), quoted))
}

func appendUnquoted(b []byte, quoted string) []byte {
	s := quoted[1 : len(quoted)-1]
	for {
		n := strings.IndexByte(s, '\\')
		if n < 0 {
			return append(b, s...)
		}
		b = append(b, s[:n]...)
		if s[n+1] == 'u' {
			r, next := unescapeRune(s, n)
			b, s = appendRune(b, r), s[next:]
		} else {
			b, s = append(b, unescaped[s[n+1]]), s[n+2:]
		}
	}
}

// unescaped is what stands for what behind a backslash.
var unescaped = [256]byte{'"': '"', '\\': '\\', '/': '/', 'b': '\b', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t'}

// unescapeRune reads the \u escape at i, or two of them that are a surrogate pair.
func unescapeRune(s string, i int) (rune, int) {
	r := hexRune(s[i+2 : i+6])
	i += 6
	if utf16.IsSurrogate(r) && len(s) >= i+6 && s[i] == '\\' && s[i+1] == 'u' {
		if pair := utf16.DecodeRune(r, hexRune(s[i+2:i+6])); pair != utf8.RuneError {
			return pair, i + 6
		}
	}
	return r, i
}

// hexRune returns the number that hexadecimal digits stand for: those of the letters have a bit that those of the digits lack.
func hexRune(s string) (r rune) {
	for i := range len(s) {
		r = r<<4 | rune(s[i]&0xF+s[i]>>6*9)
	}
	return r
}

// appendRune appends r in WTF-8.
func appendRune(b []byte, r rune) []byte {
	if utf16.IsSurrogate(r) {
		return append(b, 0xE0|byte(r>>12), 0x80|byte(r>>6)&0x3F, 0x80|byte(r)&0x3F)
	}
	return utf8.AppendRune(b, r)
}
