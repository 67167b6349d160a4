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

// float decodes the number at i, or one of the strings INF, -INF and NaN. It is a misfit if no form
// writes the number with the same decimal value.
func (d *decoder) float(i, bits int) (float64, int) {
	d.form = formShortest
	if d.b[i] == '"' {
		return d.notFinite(i)
	}
	end := d.number(i)
	if end < 0 {
		return 0, end
	}
	s := d.s[i:end]
	if v, form, ok := shortFloat(s); ok && bits == 64 {
		d.form = form
		return v, end
	}
	v, err := strconv.ParseFloat(s, bits)
	if err != nil {
		return 0, misfit
	}
	var ok bool
	if d.form, ok = formOf(v, bits, s); !ok {
		return 0, misfit
	}
	return v, end
}

func (d *decoder) notFinite(i int) (float64, int) {
	switch s := d.s[i:]; {
	case strings.HasPrefix(s, `"INF"`):
		return math.Inf(1), i + 5
	case strings.HasPrefix(s, `"-INF"`):
		return math.Inf(-1), i + 6
	case strings.HasPrefix(s, `"NaN"`):
		return math.NaN(), i + 5
	}
	return 0, misfit
}

// shortFloat returns the value and the form of a number of at most 15 digits without exponent. It
// reports false for any other. Such numbers all differ as float64, so this text is the shortest for
// its value. The value is exact, since it is the quotient of two exact integers.
func shortFloat(s string) (v float64, form state, ok bool) {
	digits := strings.TrimPrefix(s, "-")
	if len(digits) > 16 {
		return 0, 0, false
	}
	number, point := uint64(0), len(digits)
	for i := range len(digits) {
		switch c := digits[i] - '0'; {
		case c <= 9:
			number = 10*number + uint64(c)
		case digits[i] == '.':
			point = i + 1
		default:
			return 0, 0, false
		}
	}
	decimals := len(digits) - point
	v = float64(number) / powers[decimals]
	if decimals == 1 && digits[point] == '0' {
		form = formPoint
	} else if decimals > 1 && digits[len(digits)-1] == '0' {
		return 0, 0, false
	}
	if len(digits) < len(s) {
		return -v, form, number >= 1 && number < 1e15 && v >= 1e-6
	}
	return v, form, number < 1e15 && (number == 0 || v >= 1e-6)
}

// powers holds the powers of ten that shortFloat needs. A float64 holds each exactly.
var powers = [...]float64{1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15}

// formOf returns the form that writes v with the decimal value of s.
func formOf(v float64, bits int, s string) (state, bool) {
	var room [32]byte
	for _, form := range [...]state{formShortest, formPoint, formLong} {
		if string(appendFloat(room[:0], v, bits, form)) == s {
			return form, true
		}
	}
	for _, form := range [...]state{formShortest, formLong} {
		if equalNumber(string(appendFloat(room[:0], v, bits, form)), s) {
			return form, true
		}
	}
	return 0, false
}
