package graph_test

import (
	"context"
	"errors"
	"fmt"
	"log"
	"slices"

	"github.com/intunegen/intunegen/generated/intunebeta"
	"github.com/intunegen/intunegen/graph"
	"github.com/intunegen/intunegen/odata"
)

// A struct with the properties that a program needs gives the query, and holds nothing else.
func ExampleRows() {
	client, stop := answering(map[string][]string{"GET /beta/deviceManagement/managedDevices": {
		`{"value":[{"id":"1","deviceName":"PC-1","lastSyncDateTime":"2026-11-30T08:00:00Z"},{"id":"2","deviceName":null}]}`}})
	defer stop()
	type row struct {
		ID       string     `odata:"id"`
		Name     string     `odata:"deviceName"`
		LastSync odata.Time `odata:"lastSyncDateTime"`
	}
	for r, err := range graph.Rows[row](client.DeviceManagement().ManagedDevices().List(odata.Top(1000))).All(context.Background()) {
		if err != nil {
			log.Fatal(err)
		}
		fmt.Printf("%s %q %s\n", r.ID, r.Name, r.LastSync)
	}
	// Output:
	// GET /beta/deviceManagement/managedDevices?$top=1000&$select=id,deviceName,lastSyncDateTime
	// 1 "PC-1" 2026-11-30T08:00:00Z
	// 2 "" 0001-01-01T00:00:00Z
}

// A listing that stores the link of each page goes on there in another run.
func ExamplePages() {
	client, stop := answering(map[string][]string{"GET /beta/deviceManagement/managedDevices": {
		`{"@odata.count":3,"@odata.nextLink":"?$skiptoken=2","value":[{"id":"1"},{"id":"2"}]}`, `{"value":[{"id":"3"}]}`}})
	defer stop()
	ctx, next := context.Background(), ""
	for page, err := range graph.Pages(ctx, client.DeviceManagement().ManagedDevices().List()) {
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(len(page.Items), "of", page.Count)
		next = page.Next
		break // as if interrupted
	}
	rest, err := graph.Collect(ctx, graph.Continue[intunebeta.AnyManagedDevice](client.Client, next))
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(len(rest), "more")
	// Output:
	// GET /beta/deviceManagement/managedDevices
	// 2 of 3
	// GET /beta/deviceManagement/managedDevices?$skiptoken=2
	// 1 more
}

// Each tells of each id whether its request went out, and what became of it.
func ExampleEach() {
	client, stop := answering(map[string][]string{"POST /beta/$batch": {
		`{"responses":[{"id":"1","status":204},{"id":"2","status":404,"body":{"error":{"code":"ResourceNotFound"}}}]}`}})
	defer stop()
	devices := client.DeviceManagement().ManagedDevices()
	err := graph.Each(context.Background(), client.Client, slices.Values([]string{"1", "2"}), func(id string) *graph.Command {
		return devices.ID(id).SyncDevice()
	}, graph.EachOptions{
		Parallel: 4,
		Begin:    func(ids []string) error { fmt.Println("begin", ids); return nil }, // store the ids here
		Done: func(id string, err error) {
			switch {
			case err == nil:
				fmt.Println(id, "done")
			case errors.Is(err, graph.ErrNotSent):
				fmt.Println(id, "left for a later run")
			case errors.Is(err, graph.ErrOutcomeUnknown):
				fmt.Println(id, "may have been done")
			default:
				fmt.Println(id, "refused")
			}
		},
	})
	if err != nil {
		log.Fatal(err)
	}
	// Output:
	// begin [1 2]
	// POST /beta/$batch {"requests":[{"id":"1","method":"POST","url":"/deviceManagement/managedDevices/1/syncDevice"},{"id":"2","method":"POST","url":"/deviceManagement/managedDevices/2/syncDevice"}]}
	// 1 done
	// 2 refused
}
