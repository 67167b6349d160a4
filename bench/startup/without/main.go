// Command without imports what the generated package imports, but not itself, and prints the bytes of its heap.
package main

import (
	"fmt"
	"os"
	"runtime"

	"github.com/intunegen/intunegen/graph"
)

func main() {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	fmt.Println(m.HeapAlloc)
	if len(os.Args) > 1 { // never so, but the linker cannot know
		fmt.Println(graph.NewClient(nil, &graph.ClientOptions{}, graph.Service{}))
	}
}
