//go:build race

package odata_test

// raced is set because under the race detector a sync.Pool drops values at random and the detector
// itself allocates, so allocations cannot be counted.
const raced = true
