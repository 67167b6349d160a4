// Command with imports the generated package and prints the bytes of its heap.
package main

import (
	"fmt"
	"runtime"

	"github.com/intunegen/intunegen/generated/intunebeta"
	"github.com/intunegen/intunegen/graph"
)

func main() {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	fmt.Println(m.HeapAlloc)
	if _, err := intunebeta.NewClient(nil, &graph.ClientOptions{}); err != nil {
		panic(err)
	}
}
