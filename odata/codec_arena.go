package odata

import (
	"encoding/binary"
	"math/bits"
	"strings"
)

// This file has the memory of the strings that are decoded: pieces whose size doubles from the one to the other, each for many strings, so
// that a string that is kept keeps little else.
const (
	leastTexts = 4 << 10
	mostTexts  = 64 << 10
	leastRoom  = 64      // behind what is known of a text
	longText   = 8 << 10 // has memory of its own: in a piece it might leave much unused
)

// reserve makes room for n bytes of a text made from what stands at i. Such a text is not longer than what it is made from, so that the rest
// of the body is room enough for most that follow.
func (d *decoder) reserve(n, i int) {
	if cap(d.texts)-len(d.texts) < n {
		d.texts = make([]byte, 0, max(n, min(max(leastTexts, 2*cap(d.texts)), mostTexts, len(d.s)-i+leastRoom)))
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

// kept returns what text returned, or another part of the body, as what is decoded holds it.
func (d *decoder) kept(s string) string {
	if d.own {
		return strings.Clone(s)
	}
	i := offsetIn(s, d.b)
	switch {
	case i < 0:
		return s // it had escapes, and has room already
	case len(s) > longText:
		return strings.Clone(s)
	}
	room := d.room(len(s), i)
	copy(room, s)
	return textOf(room)
}

// copyPlain copies plain text by words, up to what ends it or to the end of the room, and returns how much it copied and whether the text ended.
// What is written behind it is written over by what follows.
func copyPlain(to, from []byte) (n int, ended bool) {
	for len(from) >= 8 && len(to) >= 8 {
		w := binary.LittleEndian.Uint64(from)
		binary.LittleEndian.PutUint64(to, w)
		if m := special(w); m != 0 {
			return n + bits.TrailingZeros64(m)/8, true
		}
		from, to, n = from[8:], to[8:], n+8
	}
	return n, false
}
