package odata

import "encoding/binary"

// foreignLen returns the length of the UTF-8 sequences at the beginning of b that are known to be valid by a look at the kinds of their bytes: those
// of two bytes, and those of three of which each second byte is allowed. Two of three bytes or four of two are looked at together.
func foreignLen(b []byte) int {
	i := 0
	for i+8 <= len(b) {
		w := binary.LittleEndian.Uint64(b[i:])
		switch {
		case w&0x0000_C0C0F0_C0C0F0 == 0x0000_8080E0_8080E0 && isFreeLead(byte(w)) && isFreeLead(byte(w>>24)):
			i += 6
		case w&0xC0E0_C0E0_C0E0_C0E0 == 0x80C0_80C0_80C0_80C0 && (w&0x1E001E001E001E+0x7FFE7FFE7FFE7FFE)&0x8000800080008000 == 0x8000800080008000:
			i += 8
		default:
			n := sequenceLen(b[i:])
			if n == 0 {
				return i
			}
			i += n
		}
	}
	for n := sequenceLen(b[i:]); n > 0; n = sequenceLen(b[i:]) {
		i += n
	}
	return i
}

// isFreeLead reports whether any second byte may follow the first byte of a sequence of three.
func isFreeLead(c byte) bool { return c != 0xE0 && c != halfLead }

// sequenceLen returns the length of one such sequence, 0 if there is none.
func sequenceLen(b []byte) int {
	switch {
	case len(b) >= 2 && b[0] >= 0xC2 && b[0] < 0xE0 && b[1]&0xC0 == 0x80:
		return 2
	case len(b) >= 3 && b[0]&0xF0 == 0xE0 && isFreeLead(b[0]) && b[1]&0xC0 == 0x80 && b[2]&0xC0 == 0x80:
		return 3
	}
	return 0
}
