// Command batch renames up to fifty eSIM activation code pools in three requests, each update with
// a result of its own.
package main

import (
	"context"
	"flag"
	"fmt"
	"log"

	"github.com/intunegen/intunegen/examples/programs/internal/connect"
	"github.com/intunegen/intunegen/generated/intunebeta"
	"github.com/intunegen/intunegen/graph"
	"github.com/intunegen/intunegen/odata"
)

func main() {
	at := flag.String("at", "memory", connect.Usage)
	flag.Parse()
	client, ctx := connect.To(*at), context.Background()

	pools := client.DeviceManagement().EmbeddedSIMActivationCodePools()
	all, err := graph.Collect(ctx, pools.List(odata.Select(intunebeta.EmbeddedSIMActivationCodePoolProperties.ID)))
	if err != nil {
		log.Fatal(err)
	}
	all = all[:min(50, len(all))]
	patch := intunebeta.EmbeddedSIMActivationCodePoolPatch{DisplayName: odata.Set("Spain")}
	batch := client.Batch()
	results := make([]*graph.BatchItem[*intunebeta.EmbeddedSIMActivationCodePool], len(all))
	for i, pool := range all {
		results[i] = graph.Add(batch, pools.ID(odata.GetOr(pool.ID, "")).Patch(patch))
	}
	if err := batch.Do(ctx); err != nil {
		log.Fatal(err) // the transport failed
	}
	renamed := 0
	for i, r := range results {
		if _, err := r.Result(); err != nil {
			log.Printf("%s: %v", odata.GetOr(all[i].ID, ""), err)
			continue
		}
		renamed++
	}
	fmt.Println(renamed, "renamed")
}
