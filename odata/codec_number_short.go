package odata

import (
	"math"
	"strconv"
)

// appendFew appends the shortest text of a number of at most 15 digits of which few are decimals; false for any other. As in shortFloat, the
// quotient of two exact integers is the float64 that this text stands for, and no other text so short stands for it.
func appendFew(b []byte, v float64) ([]byte, bool) {
	if a := math.Abs(v); a >= 1e9 || a < 1e-3 {
		return b, false
	}
	for decimals, power := range powers[:5] {
		n := int64(math.RoundToEven(v * power))
		if float64(n)/power != v {
			continue
		}
		return appendDecimal(b, n, decimals), true
	}
	return b, false
}

// appendDecimal appends n with so many decimals, the last of which is not zero.
func appendDecimal(b []byte, n int64, decimals int) []byte {
	if n < 0 {
		b, n = append(b, '-'), -n
	}
	whole := n
	for range decimals {
		whole /= 10
	}
	b = strconv.AppendInt(b, whole, 10)
	if decimals == 0 {
		return b
	}
	end := len(b)
	b = append(b, ".0000"[:decimals+1]...)
	for i := end + decimals; i > end; i-- {
		b[i] += byte(n % 10)
		n /= 10
	}
	return b
}
