// Package corrupt damages inputs, for tests that readers refuse what they cannot read and do
// nothing worse.
package corrupt

import (
	"fmt"
	"math/rand/v2"
	"os"
	"runtime/debug"
	"strconv"
	"strings"
	"testing"
	"time"
)

// limit is how long one damaged input may take.
const limit = 10 * time.Second

// A Count has the numbers of damaged inputs by result.
type Count struct {
	Cuts, Flips   int
	Refused, Read int
	Longest       time.Duration
}

// Add adds what became of further inputs.
func (c *Count) Add(more Count) {
	c.Cuts, c.Flips, c.Refused, c.Read = c.Cuts+more.Cuts, c.Flips+more.Flips, c.Refused+more.Refused, c.Read+more.Read
	c.Longest = max(c.Longest, more.Longest)
}

// String returns the counts as one line, with the most memory that the process has had.
func (c Count) String() string {
	return fmt.Sprintf("%d cuts, %d flips: %d refused, %d read; longest %v, memory %s", c.Cuts, c.Flips, c.Refused, c.Read,
		c.Longest.Round(time.Millisecond), peak())
}

// peak returns the most memory that the process has had, as the kernel states it.
func peak() string {
	data, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return "not known here"
	}
	for line := range strings.Lines(string(data)) {
		if value, ok := strings.CutPrefix(line, "VmHWM:"); ok {
			return strings.TrimSpace(value)
		}
	}
	return "not known here"
}

// flipsPerCut is how many inputs with changed bytes are tried for each that is cut off.
const flipsPerCut = 5

// few bounds the size in bytes of an input that is damaged more than once by default.
const few = 256 << 10

// cuts returns the number of cuts of an input: that in INTUNE_MUTATIONS, or a small default.
func cuts(t *testing.T, input []byte) int {
	text := os.Getenv("INTUNE_MUTATIONS")
	if text == "" {
		if len(input) > few {
			return 1
		}
		return 4
	}
	n, err := strconv.Atoi(text)
	if err != nil {
		t.Fatalf("INTUNE_MUTATIONS is %q; write a number", text)
	}
	return n
}

// Try reads an input that is cut off at random places, with up to three random bytes changed. The
// seed is fixed, so that a failure can be repeated. A panic is a failure, whose text has the change
// of the input.
func Try(t *testing.T, input []byte, read func([]byte) error) (count Count) {
	t.Helper()
	r := rand.New(rand.NewPCG(1, uint64(len(input))))
	n := cuts(t, input)
	for range n {
		at := r.IntN(len(input))
		count.Cuts++
		count.try(t, fmt.Sprintf("cut off at byte %d", at), input[:at], read)
	}
	for range n * flipsPerCut {
		flipped, what := append([]byte(nil), input...), "changed"
		for range 1 + r.IntN(3) {
			at, to := r.IntN(len(flipped)), byte(r.IntN(256))
			flipped[at] = to
			what += fmt.Sprintf(" byte %d to %#x", at, to)
		}
		count.Flips++
		count.try(t, what, flipped, read)
	}
	return count
}

func (c *Count) try(t *testing.T, what string, input []byte, read func([]byte) error) {
	t.Helper()
	defer func() {
		if fault := recover(); fault != nil {
			t.Errorf("%s: panic: %v\n%s", what, fault, debug.Stack())
		}
	}()
	took, err := timed(input, read)
	if took > limit { // the machine may have been busy: it counts if it takes as long again
		again, _ := timed(input, read)
		took = min(took, again)
	}
	if c.Longest = max(c.Longest, took); took > limit {
		t.Errorf("%s: took %v", what, took)
	}
	if err != nil {
		c.Refused++
	} else {
		c.Read++
	}
}

func timed(input []byte, read func([]byte) error) (time.Duration, error) {
	start := time.Now()
	err := read(input)
	return time.Since(start), err
}
