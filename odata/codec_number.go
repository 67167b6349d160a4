package odata

import (
	"math"
	"strconv"
	"strings"
)

// number checks the number at i and returns the position after it.
func (d *decoder) number(i int) int {
	start := i
	if d.b[i] == '-' {
		i++
	}
	switch c := d.b[i]; {
	case c == '0':
		i++
	case c-'1' <= 8:
		i = d.digits(i)
	case i == start:
		return d.unexpected(i, "a value")
	default:
		return d.unexpected(i, "a digit")
	}
	if d.b[i] == '.' {
		if i++; d.b[i]-'0' > 9 {
			return d.unexpected(i, "a digit")
		}
		i = d.digits(i)
	}
	if d.b[i]|0x20 == 'e' {
		return d.exponent(i)
	}
	return i
}

func (d *decoder) exponent(i int) int {
	if i++; d.b[i] == '+' || d.b[i] == '-' {
		i++
	}
	if d.b[i]-'0' > 9 {
		return d.unexpected(i, "a digit")
	}
	return d.digits(i)
}

func (d *decoder) digits(i int) int {
	for d.b[i]-'0' <= 9 {
		i++
	}
	return i
}

// isNumber reports whether s has the form of a JSON number.
func isNumber(s string) bool {
	d := newDecoder(bytesOf(s))
	defer d.release()
	return d.number(0) == len(s)
}

// integer decodes the integer at i. It is a misfit if the number is not an integer or out of range.
func (d *decoder) integer(i int, low, high int64) (int64, int) {
	negative := d.b[i] == '-'
	if negative {
		i++
	}
	start, first := i, i
	if negative {
		start--
	}
	var n uint64
	for ; d.b[i]-'0' <= 9; i++ {
		if i-first >= 19 {
			return 0, misfit
		}
		n = n*10 + uint64(d.b[i]-'0')
	}
	switch c := d.b[i]; {
	case i == first || d.b[first] == '0' && i-first > 1:
		return 0, misfit
	case c == '.' || c|0x20 == 'e':
		return d.writtenOut(start, low, high)
	case n > 1<<63 || !negative && n > math.MaxInt64:
		return 0, misfit
	}
	v := int64(n)
	if negative {
		v = -v
	}
	if v < low || v > high {
		return 0, misfit
	}
	return v, i
}

// writtenOut decodes the number at i, which has a point or an exponent, if it is an integer: 1.0 or
// 1e3.
func (d *decoder) writtenOut(i int, low, high int64) (int64, int) {
	end := d.number(i)
	if end < 0 {
		return 0, end
	}
	p := partsOf(d.s[i:end])
	zeros, err := strconv.ParseUint("0"+p.exponent, 10, 8)
	if err != nil || zeros > 19 {
		return 0, misfit
	}
	digits := p.digits + strings.Repeat("0", int(zeros))
	if p.negative {
		digits = "-" + digits
	}
	v, err := strconv.ParseInt(digits, 10, 64)
	if err != nil || v < low || v > high {
		return 0, misfit
	}
	return v, end
}

// The forms in which a floating-point number can be received, in the upper bits of the state of a
// Field.
const (
	formShortest state = iota << 2 // as few digits as identify the number
	formPoint                      // the same, with .0 after an integer
	formLong                       // 17 digits (9 for a float32), trailing zeros dropped
	formMask     = 3 << 2
)

// formNoZone is the form of a time, or of a list of times, that was received without a zone.
const formNoZone = formPoint
