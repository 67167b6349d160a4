// Command without imports what the generated package imports, but not itself, and prints the bytes of its heap.
package main

import (
	"fmt"
	"runtime"

	"github.com/intunegen/intunegen/graph"
)

func main() {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	fmt.Println(m.HeapAlloc)
	if _, err := graph.NewClient(nil, &graph.ClientOptions{}, graph.Service{}); err != nil {
		panic(err)
	}
}
