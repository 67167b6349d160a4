// Command all imports the generated package so that all of its models are linked, and prints the
// bytes of its heap.
package main

import (
	"fmt"
	"os"

	"github.com/intunegen/intunegen/generated/intunebeta"
	"github.com/intunegen/intunegen/graph"
	"github.com/intunegen/intunegen/test/bench/startup"
)

func main() {
	startup.PrintHeap()
	if len(os.Args) > 1 { // never so, but the linker cannot know
		fmt.Println(intunebeta.NewClient(nil, &graph.ClientOptions{}))
		fmt.Println(intunebeta.New(os.Args[1])) // links every model
	}
}
