package odata

import (
	"math"
	"strconv"
	"strings"
)

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
