package odata_test

import (
	"math/big"
	"strings"
)

// number writes a JSON number so that equal values have equal texts; exponents too large to expand stay as written.
func number(text string) string {
	if i := strings.IndexAny(text, "eE"); i >= 0 && len(text)-i > 5 {
		return text
	}
	r, ok := new(big.Rat).SetString(text)
	if !ok {
		return text
	}
	return r.RatString()
}
