package odata_test

import (
	"math/big"
	"strings"
)

// number writes a JSON number so that equal values have equal texts. Exponents too large to expand
// stay as written.
func number(text string) string {
	mantissa, exponent, _ := strings.Cut(strings.ToLower(text), "e")
	switch {
	case strings.Trim(mantissa, "-.0") == "":
		return "0"
	case len(strings.TrimLeft(exponent, "+-0")) > 4:
		return text
	}
	r, ok := new(big.Rat).SetString(text)
	if !ok {
		return text
	}
	return r.RatString()
}
