package odata

import "encoding/binary"

// This file checks times in the form in which services write nearly all of them,
// 2017-01-01T00:02:43.5775965Z, eight bytes at once.

// isUTC reports whether s is a valid time of this form: a year of four digits, seconds, Z, and
// perhaps a fraction of up to twelve digits.
func isUTC(s string) bool {
	n := len(s)
	if n < len("2017-01-01T00:02:43Z") || n > len("2017-01-01T00:02:43.123456789012Z") || s[n-1] != 'Z' {
		return false
	}
	b := bytesOf(s)
	date := binary.LittleEndian.Uint64(b) ^ pattern("0000-00-")
	day := binary.LittleEndian.Uint64(b[8:]) ^ pattern("00T00:00")
	second := uint64(b[16]^':') | uint64(b[17]^'0')<<8 | uint64(b[18]^'0')<<16
	if (notDigits(date)|notDigits(day)|notDigits(second))&highs != 0 || date&0xFF0000FF00000000 != 0 || day&0xFF0000FF0000 != 0 || second&0xFF != 0 {
		return false
	}
	return two(day>>24) < 24 && two(day>>48) < 60 && two(second>>8) < 60 && isDay(date, two(day)) && isFraction(b[19:n-1])
}

// pattern returns the text that eight bytes are compared with: what is left of them is the value of
// digits, and zero where they are equal.
func pattern(s string) uint64 { return binary.LittleEndian.Uint64(bytesOf(s)) }

// notDigits marks the bytes over nine by their highest bit.
func notDigits(w uint64) uint64 { return w | (w&^highs + ones*(0x80-10)) }

// two returns the number that the two lowest bytes are the digits of.
func two(w uint64) int { return int(w&15)*10 + int(w>>8&15) }

func isDay(date uint64, day int) bool {
	month := two(date >> 40)
	return month >= 1 && month <= 12 && day >= 1 && (day <= 28 || day <= daysIn(two(date)*100+two(date>>16), month))
}

// isFraction reports whether b is empty, or a point and digits.
func isFraction(b []byte) bool {
	if len(b) == 0 {
		return true
	}
	for _, c := range b[1:] {
		if c-'0' > 9 {
			return false
		}
	}
	return b[0] == '.' && len(b) > 1
}
