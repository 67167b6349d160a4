// Command one imports the generated package for one call, and prints the bytes of its heap.
package main

import (
	"context"
	"fmt"
	"os"

	"github.com/intunegen/intunegen/generated/intunebeta"
	"github.com/intunegen/intunegen/graph"
	"github.com/intunegen/intunegen/test/bench/startup"
)

func main() {
	startup.PrintHeap()
	if len(os.Args) > 1 { // never so, but the linker cannot know
		c, err := intunebeta.NewClient(nil, &graph.ClientOptions{})
		if err == nil {
			fmt.Println(c.DeviceManagement().ManagedDevices().ID("").Get().Do(context.Background()))
		}
	}
}
