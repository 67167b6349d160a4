package odata_test

import (
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"github.com/intunegen/intunegen/odata"
)

// Numbers of few digits have a parser of their own. It gives the same values as strconv, and the
// numbers are written back as they were.
func TestFloats(t *testing.T) {
	texts := []string{"0", "0.0", "-0", "-0.0", "0.00", "1.0", "-1.0", "10.50", "0.000001", "0.0000009", "-0.000001", "0.1", "999999999999999",
		"1000000000000000", "9007199254740993", "0.999999999999999", "99999999999999.9", "123456789012345", "1234567890123456", "5e3", "1.5E-7", "100", "-100.25"}
	r := rand.New(rand.NewPCG(1, 1))
	for range 200_000 {
		text := strconv.FormatInt(r.Int64N(1<<(4+r.IntN(59))), 10)
		if at := r.IntN(len(text) + 1); at > 0 && at < len(text) {
			text = text[:at] + "." + text[at:]
		} else if at == 0 {
			text = "0." + strings.Repeat("0", r.IntN(8)) + text
		}
		texts = append(texts, strings.Repeat("-", r.IntN(2))+text)
	}
	for _, text := range texts {
		var d device
		if err := odata.Unmarshal([]byte(`{"ratio":`+text+`}`), &d); err != nil {
			t.Fatalf("%s: %v", text, err)
		}
		want, err := strconv.ParseFloat(text, 64)
		if got, ok := odata.Get(d.Ratio); err != nil || ok && got != want {
			t.Fatalf("%s is read as %v, %v", text, got, err)
		}
		if back, err := odata.Marshal(&d); err != nil || number(strings.TrimSuffix(string(back[len(`{"ratio":`):]), "}")) != number(text) {
			t.Fatalf("%s comes back as %s, %v", text, back, err)
		}
	}
}
