// Command without imports what the generated package imports, but not itself, and prints the bytes
// of its heap.
package main

import (
	"fmt"
	"os"

	"github.com/intunegen/intunegen/graph"
	"github.com/intunegen/intunegen/test/bench/startup"
)

func main() {
	startup.PrintHeap()
	if len(os.Args) > 1 { // never so, but the linker cannot know
		fmt.Println(graph.NewClient(nil, &graph.ClientOptions{}, graph.Service{}))
	}
}
