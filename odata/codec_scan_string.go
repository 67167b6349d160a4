package odata

import (
	"encoding/binary"
	"math/bits"
	"unicode/utf8"
)

// This file checks JSON strings.

const (
	ones  = 0x0101010101010101
	highs = 0x8080808080808080
)

// special marks the bytes of a word that end a run of plain text: quote, backslash, control
// characters and the bytes of longer UTF-8 sequences. The lowest mark is exact, the marks above it
// can be false.
func special(w uint64) uint64 {
	quote := w ^ ones*'"'
	slash := w ^ ones*'\\'
	return ((w - ones*' ') | (quote - ones) | (slash - ones) | w) & highs
}

// plain returns the position of the first byte from i on that ends a run of plain text.
func (d *decoder) plain(i int) int {
	for ; ; i += 8 {
		if m := special(binary.LittleEndian.Uint64(d.b[i:])); m != 0 {
			return i + bits.TrailingZeros64(m)/8
		}
	}
}

// quoted checks the string whose opening quote is at i and returns the position after its closing
// quote.
func (d *decoder) quoted(i int) int {
	for i = d.plain(i + 1); d.b[i] != '"'; i = d.plain(i) {
		switch c := d.b[i]; {
		case c == '\\':
			i = d.escape(i)
		case c < ' ':
			return d.control(i)
		default:
			i = d.nonASCII(i)
		}
		if i < 0 {
			return failed
		}
	}
	return i + 1
}

func (d *decoder) control(i int) int {
	return d.unexpected(i, "the end of the string; control characters need an escape")
}

// nonASCII checks the UTF-8 sequences at i that are longer than a byte, and returns the position
// after them.
func (d *decoder) nonASCII(i int) int {
	for c := d.b[i]; c >= utf8.RuneSelf; c = d.b[i] {
		_, size := utf8.DecodeRune(d.b[i:])
		if size == 1 {
			return d.fail(i, "byte %#x is not valid UTF-8", c)
		}
		i += size
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
