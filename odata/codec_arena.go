package odata

// This file has the memory of decoded strings. It is an arena of chunks, each for many strings.
// Chunks are small, so that a program that keeps one string keeps little other memory.
const (
	leastChunk = 4 << 10 // the size of a chunk doubles from the least to the most
	mostChunk  = 64 << 10
	longText   = 8 << 10 // a longer string has its own memory, to leave less of a chunk unused
)

// room returns memory for n bytes.
func (d *decoder) room(n int) []byte {
	if d.own || n > longText {
		return make([]byte, n)
	}
	if cap(d.arena)-len(d.arena) < n {
		size := min(max(leastChunk, 2*cap(d.arena)), mostChunk, len(d.s))
		if d.small {
			size = leastChunk
		}
		d.arena = make([]byte, 0, max(n, size))
	}
	start := len(d.arena)
	d.arena = d.arena[:start+n]
	return d.arena[start : start+n : start+n]
}

// intern returns a copy of s, a part of the body or a text read from it, in memory that lasts.
func (d *decoder) intern(s string) string {
	room := d.room(len(s))
	copy(room, s)
	return textOf(room)
}
