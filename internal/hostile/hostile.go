// Package hostile damages inputs, for tests that readers refuse what they cannot read and do nothing worse.
package hostile

import (
	"math/rand/v2"
	"os"
	"strconv"
	"testing"
	"time"
)

// limit is how long one damaged input may take.
const limit = 10 * time.Second

// Try reads input cut off at random places and with random bytes changed. How often is small by default, and what
// INTUNE_MUTATIONS says otherwise. The seed is fixed, so that a failure comes again. A panic ends the test by itself.
func Try(t *testing.T, input []byte, read func([]byte) error) (refused int) {
	t.Helper()
	times := 4
	if text := os.Getenv("INTUNE_MUTATIONS"); text != "" {
		n, err := strconv.Atoi(text)
		if err != nil {
			t.Fatalf("INTUNE_MUTATIONS is %q; write a number", text)
		}
		times = n
	}
	r := rand.New(rand.NewPCG(1, uint64(len(input))))
	for i := range times {
		cut := input[:r.IntN(len(input))]
		flipped := append([]byte(nil), input...)
		for range 1 + r.IntN(3) {
			flipped[r.IntN(len(flipped))] = byte(r.IntN(256))
		}
		for name, damaged := range map[string][]byte{"cut": cut, "changed": flipped} {
			start := time.Now()
			if err := read(damaged); err != nil {
				refused++
			}
			if took := time.Since(start); took > limit {
				t.Errorf("%s %d took %v", name, i, took)
			}
		}
	}
	return refused
}
