// Package parallel does the same to many things, several at a time.
package parallel

import (
	"sync"
	"sync/atomic"
)

// Each calls one for each of n indices, in several goroutines.
func Each(n, goroutines int, one func(i int)) {
	Do(n, goroutines, func() func(int) bool {
		return func(i int) bool {
			one(i)
			return true
		}
	})
}

// Do calls work for each of n indices, in goroutines that each have a work of their own, until one returns false; it tells whether none did.
func Do(n, goroutines int, work func() func(i int) bool) bool {
	var begun atomic.Int64
	var failed atomic.Bool
	var wg sync.WaitGroup
	for range min(n, goroutines) {
		wg.Go(func() {
			one := work()
			for i := int(begun.Add(1)) - 1; i < n && !failed.Load(); i = int(begun.Add(1)) - 1 {
				if !one(i) {
					failed.Store(true)
				}
			}
		})
	}
	wg.Wait()
	return !failed.Load()
}
