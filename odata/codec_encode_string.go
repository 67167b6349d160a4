package odata

import (
	"encoding/binary"
	"errors"
	"math/bits"
	"unicode/utf8"
)

const hexDigits = "0123456789abcdef"

var errText = errors.New("is not valid UTF-8")

// str appends any string.
func (e *encoder) str(s string) error {
	n := unescapedLen(s)
	if n == len(s) {
		e.b = appendQuoted(e.b, s)
		return nil
	}
	if !validText(s[n:]) {
		return errText
	}
	e.b = append(append(e.b, '"'), s[:n]...)
	e.b = append(appendEscaped(e.b, s[n:]), '"')
	return nil
}

// unescapedLen returns the length of the prefix of s that is valid and needs no escapes.
func unescapedLen(s string) int {
	n := plainLen(s)
	for n < len(s) && s[n] >= utf8.RuneSelf {
		k := nonASCIILen(bytesOf(s[n:]))
		if k == 0 {
			r, size := utf8.DecodeRuneInString(s[n:])
			if r == utf8.RuneError && size == 1 {
				return n
			}
			k = size
		}
		n += k
		n += plainLen(s[n:])
	}
	return n
}

// appendQuoted appends s, which needs no escapes, in quotes.
func appendQuoted(b []byte, s string) []byte {
	return append(append(append(b, '"'), s...), '"')
}

// appendString appends s in quotes. validText must accept s.
func appendString(b []byte, s string) []byte { return append(appendEscaped(append(b, '"'), s), '"') }

// appendEscaped appends s. It escapes only what JSON requires, and half surrogate pairs in WTF-8.
func appendEscaped(b []byte, s string) []byte {
	for {
		n := verbatimLen(s)
		b = append(b, s[:n]...)
		if s = s[n:]; s == "" {
			return b
		}
		if s[0] != surrogateLead {
			b, s = appendControl(b, s[0]), s[1:]
		} else if half := surrogate(s); half >= 0 {
			b, s = appendEscape(b, half), s[3:]
		} else {
			b, s = append(b, s[0]), s[1:]
		}
	}
}

// surrogateLead is the first byte of every half surrogate pair. Some other characters have it too.
const surrogateLead = 0xED

// verbatimLen returns the length of the prefix of s, which is UTF-8, that has no byte to escape and
// no surrogateLead.
func verbatimLen(s string) int {
	b := bytesOf(s)
	i := 0
	for ; i+8 <= len(b); i += 8 {
		if m := escapes(binary.LittleEndian.Uint64(b[i:])); m != 0 {
			return i + bits.TrailingZeros64(m)/8
		}
	}
	for ; i < len(b); i++ {
		if c := b[i]; c < ' ' || c == '"' || c == '\\' || c == surrogateLead {
			return i
		}
	}
	return i
}

// escapes is like special, but of the bytes of longer UTF-8 sequences it marks only surrogateLead.
func escapes(w uint64) uint64 {
	quote, slash, half := w^ones*'"', w^ones*'\\', w^ones*surrogateLead
	return ((w-ones*' ')&^w | (quote-ones)&^quote | (slash-ones)&^slash | (half-ones)&^half) & highs
}

// plainLen returns the length of the prefix of s that is ASCII and needs no escapes.
func plainLen(s string) int {
	b := bytesOf(s)
	i := 0
	for ; i+8 <= len(b); i += 8 {
		if m := special(binary.LittleEndian.Uint64(b[i:])); m != 0 {
			return i + bits.TrailingZeros64(m)/8
		}
	}
	for ; i < len(b); i++ {
		if c := b[i]; c < ' ' || c == '"' || c == '\\' || c >= utf8.RuneSelf {
			return i
		}
	}
	return i
}

// validText reports whether s is UTF-8, with half surrogate pairs in three bytes allowed.
func validText(s string) bool {
	if utf8.ValidString(s) {
		return true
	}
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError && size == 1 {
			if surrogate(s[i:]) < 0 {
				return false
			}
			size = 3
		}
		i += size
	}
	return true
}

// surrogate returns the half surrogate pair at the start of s, or -1.
func surrogate(s string) rune {
	if len(s) < 3 || s[0] != surrogateLead || s[1]&0xE0 != 0xA0 || s[2]&0xC0 != 0x80 {
		return -1
	}
	return 0xD000 | rune(s[1]&0x3F)<<6 | rune(s[2]&0x3F)
}

func appendControl(b []byte, c byte) []byte {
	switch c {
	case '"', '\\':
		return append(b, '\\', c)
	case '\n':
		return append(b, '\\', 'n')
	case '\r':
		return append(b, '\\', 'r')
	case '\t':
		return append(b, '\\', 't')
	}
	return appendEscape(b, rune(c))
}

func appendEscape(b []byte, r rune) []byte {
	return append(b, '\\', 'u', hexDigits[r>>12&15], hexDigits[r>>8&15], hexDigits[r>>4&15], hexDigits[r&15])
}
