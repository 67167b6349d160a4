package odata

import (
	"math/rand/v2"
	"testing"
	"unicode/utf8"
)

// TestNonASCIILenTakesOnlyValidText compares with the library on random bytes of all relevant
// kinds.
func TestNonASCIILenTakesOnlyValidText(t *testing.T) {
	kinds := []byte{'a', 0x80, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xEC, 0xED, 0xEE, 0xEF, 0xF0, 0xF4}
	chars := []string{"é", "Д", "߿", "\u1000", "語", "\uffff", "\u0800", "한", "\ud7ff", "😀"}
	r := rand.New(rand.NewPCG(1, 2))
	taken := 0
	for range 200_000 {
		var b []byte
		for len(b) < 24 {
			if r.IntN(12) == 0 {
				b = append(b, kinds[r.IntN(len(kinds))])
			} else {
				b = append(b, chars[r.IntN(len(chars))]...)
			}
		}
		n := nonASCIILen(b)
		if taken += n; !utf8.Valid(b[:n]) {
			t.Fatalf("%x: takes %d bytes that are not valid", b, n)
		}
		if sequenceLen(b[n:]) != 0 {
			t.Fatalf("%x: stops after %d bytes", b, n)
		}
	}
	if taken == 0 {
		t.Error("takes nothing")
	}
}
