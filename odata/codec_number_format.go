package odata

import (
	"math"
	"strconv"
	"strings"
)

// appendFloat appends v. In the shortest form it is written as encoding/json writes it.
func appendFloat(b []byte, v float64, bits int, form state) []byte {
	switch {
	case math.IsInf(v, 1):
		return append(b, `"INF"`...)
	case math.IsInf(v, -1):
		return append(b, `"-INF"`...)
	case math.IsNaN(v):
		return append(b, `"NaN"`...)
	case form == formLong:
		return appendLong(b, v, bits)
	}
	format := byte('f')
	if a := math.Abs(v); a != 0 && (a < 1e-6 || a >= 1e21) {
		format = 'e'
	}
	start := len(b)
	if few, ok := appendShort(b, v); ok && bits == 64 {
		b = few
	} else {
		b = strconv.AppendFloat(b, v, format, -1, bits)
	}
	if form == formPoint && !strings.ContainsAny(textOf(b[start:]), ".e") {
		b = append(b, ".0"...)
	}
	return b
}

func appendLong(b []byte, v float64, bits int) []byte {
	if bits == 32 {
		return strconv.AppendFloat(b, v, 'g', 9, 32)
	}
	return strconv.AppendFloat(b, v, 'g', 17, 64)
}

// equalNumber reports whether two JSON numbers have the same decimal value. It never expands an
// exponent, which can have any size.
func equalNumber(a, b string) bool {
	if a == b {
		return true
	}
	return partsOf(a) == partsOf(b)
}

// numberParts is a number as its sign, its digits without zeros at either end, and the power of ten
// of the last digit.
type numberParts struct {
	negative bool
	digits   string
	exponent string // a decimal of any size
}

func partsOf(s string) (p numberParts) {
	s, p.negative = cutByte(s, '-')
	s, exponent, _ := strings.Cut(strings.ToLower(s), "e")
	whole, fraction, _ := strings.Cut(s, ".")
	p.digits = strings.TrimLeft(whole+fraction, "0")
	if p.digits == "" {
		return numberParts{digits: "0"}
	}
	trimmed := strings.TrimRight(p.digits, "0")
	p.exponent = addDecimal(exponent, len(p.digits)-len(trimmed)-len(fraction))
	p.digits = trimmed
	return p
}

// addDecimal adds n to a decimal text. For a text of more than 18 digits, which no service sends as
// an exponent, it returns the sum as an expression. Then only equal spellings of a number are
// equal.
func addDecimal(s string, n int) string {
	s, negative := cutByte(strings.TrimPrefix(s, "+"), '-')
	if s = strings.TrimLeft(s, "0"); len(s) > 18 {
		return strconv.FormatBool(negative) + s + "+" + strconv.Itoa(n)
	}
	// s has only digits, since the number was checked. No digits mean zero.
	v, _ := strconv.ParseInt("0"+s, 10, 64)
	if negative {
		v = -v
	}
	return strconv.FormatInt(v+int64(n), 10)
}
