package odata

// nonASCIILen returns the length of the prefix of b of UTF-8 sequences whose kinds of bytes show
// that they are valid: all sequences of two bytes, and those of three bytes that allow any second
// byte.
func nonASCIILen(b []byte) int {
	i := 0
	for n := sequenceLen(b[i:]); n > 0; n = sequenceLen(b[i:]) {
		i += n
	}
	return i
}

// isFreeLead reports whether any second byte may follow the first byte of a sequence of three.
func isFreeLead(c byte) bool { return c != 0xE0 && c != surrogateLead }

// sequenceLen returns the length of one such sequence at the start of b, or 0.
func sequenceLen(b []byte) int {
	switch {
	case len(b) >= 2 && b[0] >= 0xC2 && b[0] < 0xE0 && b[1]&0xC0 == 0x80:
		return 2
	case len(b) >= 3 && b[0]&0xF0 == 0xE0 && isFreeLead(b[0]) && b[1]&0xC0 == 0x80 && b[2]&0xC0 == 0x80:
		return 3
	}
	return 0
}
