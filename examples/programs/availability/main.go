// Command availability tells which national clouds have Cloud PCs, and how many there are in one of
// them. In a cloud that has none by the table of operations nothing is sent, and the error is
// graph.ErrNotInCloud.
package main

import (
	"context"
	"flag"
	"fmt"
	"log"

	"github.com/intunegen/intunegen/examples/programs/internal/connect"
	"github.com/intunegen/intunegen/generated/intunebeta"
	"github.com/intunegen/intunegen/graph"
)

func main() {
	at := flag.String("at", "memory", connect.Usage)
	flag.Parse()

	request := connect.To(*at).DeviceManagement().VirtualEndpoint().CloudPCs().Count()
	wire, err := request.Build() // nothing is sent yet
	if err != nil {
		log.Fatal(err)
	}
	for _, cloud := range graph.Clouds() {
		fmt.Printf("%s: %s\n", cloud.Title, intunebeta.Available(cloud, wire))
	}
	n, err := request.Do(context.Background())
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(n, "Cloud PCs")
}
