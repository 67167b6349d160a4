// Package startup prints what programs hold when they start.
package startup

import (
	"fmt"
	"runtime"
)

// PrintHeap prints the bytes of the heap.
func PrintHeap() {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	fmt.Println(m.HeapAlloc)
}
