//go:build race

package odata_test

// raced: the race detector makes a sync.Pool forget at random and allocates itself, so that allocations cannot be counted.
const raced = true
