package odata

import (
	"fmt"
	"strconv"
	"strings"
)

const zeroDecimal = "0"

// Decimal is an Edm.Decimal. It keeps its text as received, with all digits. Equal compares
// numbers, == compares texts, so that 1.5 and 1.50 differ. The zero Decimal is 0.
type Decimal struct{ s string }

// DecimalOf returns digits divided by ten to the power of scale: DecimalOf(1250, 2) is 12.50.
func DecimalOf(digits int64, scale int) Decimal {
	s := strconv.FormatInt(digits, 10)
	if scale > 0 {
		s = withPoint(s, scale)
	} else if scale < 0 {
		s += "e" + strconv.Itoa(-scale)
	}
	return Decimal{normal(s, zeroDecimal)}
}

// withPoint inserts a decimal point before the last scale digits of s.
func withPoint(s string, scale int) string {
	s, negative := cutByte(s, '-')
	if short := scale + 1 - len(s); short > 0 {
		s = strings.Repeat("0", short) + s
	}
	s = s[:len(s)-scale] + "." + s[len(s)-scale:]
	if negative {
		return "-" + s
	}
	return s
}

// ParseDecimal returns the decimal with this text, "-12.50", which has the form of a JSON number.
func ParseDecimal(text string) (Decimal, error) {
	if !isNumber(text) {
		return Decimal{}, fmt.Errorf("odata: %q is not a decimal; want the form -12.50", text)
	}
	return Decimal{normal(text, zeroDecimal)}, nil
}

// String returns the text. For exact arithmetic, pass it to (*big.Rat).SetString.
func (d Decimal) String() string { return text(d.s, zeroDecimal) }

// Float64 returns the nearest floating-point number.
func (d Decimal) Float64() float64 {
	// Beyond the range ParseFloat returns an infinity and an error. The infinity is the nearest
	// number.
	f, _ := strconv.ParseFloat(d.String(), 64)
	return f
}

// Equal reports whether both are the same number. Use == to compare the texts.
func (d Decimal) Equal(other Decimal) bool { return equalNumber(d.String(), other.String()) }

// MarshalJSON returns the text, a JSON number.
func (d Decimal) MarshalJSON() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalJSON reads a JSON number.
func (d *Decimal) UnmarshalJSON(b []byte) (err error) {
	*d, err = ParseDecimal(string(b))
	return err
}
