package odata

import (
	"encoding/binary"
	"math/bits"
)

// nameIndex finds the property of a name. It is faster than a map because it looks at sixteen bytes of a name, not all, and is never
// changed. Whatever names are looked for, the steps that a search takes are bounded by the names of the type.
type nameIndex struct {
	slots []int32 // a property's number plus one, or zero
	shift int
}

// indexOf indexes the names of properties. It is false if two are the same.
func indexOf(props []prop) (x nameIndex, ok bool) {
	size := bits.Len(uint(len(props))) + 1 // at most half of the slots are taken
	x = nameIndex{slots: make([]int32, 1<<size), shift: 64 - size}
	for i := range props {
		slot, n := x.find(props, props[i].name)
		if n >= 0 {
			return x, false
		}
		x.slots[slot] = int32(i) + 1
	}
	return x, true
}

// find returns the number of the property of that name, or -1, and the slot where the search ended.
func (x *nameIndex) find(props []prop, name string) (slot, n int) {
	slot = int(hashName(name) >> x.shift)
	for ; ; slot = (slot + 1) & (len(x.slots) - 1) {
		n = int(x.slots[slot]) - 1
		if n < 0 || props[n].name == name {
			return slot, n
		}
	}
}

// property returns the number of the property of that name, and whether there is one.
func (p *plan) property(name string) (int, bool) {
	_, n := p.index.find(p.props, name)
	return n, n >= 0
}

// hashName mixes the first eight bytes, the last eight and the length into the upper bits.
func hashName(s string) uint64 {
	var first, last uint64
	b := bytesOf(s)
	switch n := len(b); {
	case n >= 8:
		first, last = binary.LittleEndian.Uint64(b), binary.LittleEndian.Uint64(b[n-8:])
	case n >= 4:
		first, last = uint64(binary.LittleEndian.Uint32(b)), uint64(binary.LittleEndian.Uint32(b[n-4:]))
	case n > 0:
		first, last = uint64(b[0]), uint64(b[n/2])<<8|uint64(b[n-1])
	}
	h := (first ^ uint64(len(b))<<56) * 0x9E3779B97F4A7C15
	return (h ^ h>>29 ^ last) * 0xBF58476D1CE4E5B9
}
