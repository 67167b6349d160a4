package odata

import (
	"math"
	"strconv"
)

// appendShort appends the shortest text of a number of at most 15 digits with at most four
// decimals. It reports false for any other. As in shortFloat, the value of the text is v, the
// quotient of two exact integers, and no other text as short has that value.
func appendShort(b []byte, v float64) ([]byte, bool) {
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

// appendDecimal appends n divided by ten to the power of decimals. The last digit is not zero.
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
