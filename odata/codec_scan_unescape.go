package odata

import (
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// This file reads the texts of JSON strings. An escape \u of half a surrogate pair, which UTF-8
// cannot hold, becomes the three bytes that UTF-8 would give it (WTF-8). appendString writes the
// escape again.

// text checks the string whose opening quote is at i. It returns its text and the position after
// its closing quote. The text is valid until the next string is read; intern makes a copy that
// lasts.
func (d *decoder) text(i int) (text string, end int) {
	start := i + 1
	for i = d.plain(start); d.b[i] >= utf8.RuneSelf; i = d.plain(i) {
		if i = d.nonASCII(i); i < 0 {
			return "", failed
		}
	}
	switch d.b[i] {
	case '"':
		return d.s[start:i], i + 1
	case '\\':
		return d.escaped(start, i)
	}
	return "", d.control(i)
}

// escaped reads the string that starts at start and has its first escape at i. It checks and copies
// at once. The text is valid until the next string is read.
func (d *decoder) escaped(start, i int) (text string, end int) {
	t := append(d.scratch[:0], d.s[start:i]...)
	for d.b[i] != '"' {
		if t, i = d.appendSpecial(t, i); i < 0 {
			return "", failed
		}
		end := d.plain(i)
		t, i = append(t, d.s[i:end]...), end
	}
	d.scratch = t
	return textOf(t), i + 1
}

// appendSpecial appends the text of the escape at i, or of the longer UTF-8 sequences there.
func (d *decoder) appendSpecial(t []byte, i int) ([]byte, int) {
	switch c := d.b[i]; {
	case c == '\\':
		return d.unescape(t, i)
	case c < ' ':
		return t, d.control(i)
	}
	end := d.nonASCII(i)
	if end > 0 {
		t = append(t, d.s[i:end]...)
	}
	return t, end
}

// unescape appends the text of the escape at i, or of two escapes that are a surrogate pair.
func (d *decoder) unescape(t []byte, i int) ([]byte, int) {
	if c := unescaped[d.b[i+1]]; c != 0 {
		return append(t, c), i + 2
	}
	end := d.escape(i)
	if end < 0 {
		return t, failed
	}
	r := hexRune(d.s[i+2 : end])
	if utf16.IsSurrogate(r) && d.b[end] == '\\' && d.b[end+1] == 'u' {
		next := d.escape(end)
		if next < 0 {
			return t, failed
		}
		if pair := utf16.DecodeRune(r, hexRune(d.s[end+2:next])); pair != utf8.RuneError {
			r, end = pair, next
		}
	}
	return appendRune(t, r), end
}

// unquote returns the text of a checked string in quotes.
func unquote(quoted string) string {
	d := newDecoder(bytesOf(quoted))
	defer d.release()
	text, _ := d.text(0)
	return strings.Clone(text)
}

// unescaped holds the character for each letter after a backslash.
var unescaped = [256]byte{'"': '"', '\\': '\\', '/': '/', 'b': '\b', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t'}

func hexRune(s string) rune {
	r, _ := strconv.ParseUint(s, 16, 16)
	return rune(r)
}

// appendRune appends r in WTF-8.
func appendRune(b []byte, r rune) []byte {
	if utf16.IsSurrogate(r) {
		return append(b, 0xE0|byte(r>>12), 0x80|byte(r>>6)&0x3F, 0x80|byte(r)&0x3F)
	}
	return utf8.AppendRune(b, r)
}
