package parallel_test

import (
	"sync/atomic"
	"testing"

	"github.com/intunegen/intunegen/internal/parallel"
)

// Every index comes once, and each goroutine has a work of its own.
func TestEach(t *testing.T) {
	const n = 1000
	var seen [n]atomic.Int32
	var works atomic.Int32
	whole := parallel.Do(n, 3, func() func(int) bool {
		works.Add(1)
		return func(i int) bool {
			seen[i].Add(1)
			return true
		}
	})
	if !whole || works.Load() != 3 {
		t.Errorf("got %v with %d works; want true with 3", whole, works.Load())
	}
	for i := range seen {
		if seen[i].Load() != 1 {
			t.Fatalf("index %d came %d times", i, seen[i].Load())
		}
	}
}

// What fails ends it.
func TestEnd(t *testing.T) {
	var last int
	whole := parallel.Do(10, 1, func() func(int) bool {
		return func(i int) bool {
			last = i
			return i != 4
		}
	})
	if whole || last != 4 {
		t.Errorf("got %v and went on to %d; want false and 4", whole, last)
	}
	if !parallel.Do(0, 4, func() func(int) bool { return func(int) bool { return false } }) {
		t.Error("nothing to do failed")
	}
}
