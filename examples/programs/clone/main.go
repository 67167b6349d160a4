// Command clone copies a settings-catalog policy with its settings from one tenant to another.
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
	from := flag.String("from", "memory", connect.Usage)
	to := flag.String("to", "memory", connect.Usage)
	id := flag.String("id", "1", "id of the policy")
	flag.Parse()
	ctx := context.Background()

	source := connect.To(*from).DeviceManagement().ConfigurationPolicies().ID(*id)
	policy, err := source.Get().Do(ctx)
	if err != nil {
		log.Fatal(err)
	}
	settings, err := graph.Collect(ctx, source.Settings().List())
	if err != nil {
		log.Fatal(err)
	}
	copied := make([]intunebeta.DeviceManagementConfigurationSetting, len(settings))
	for i, s := range settings {
		copied[i] = *s
	}
	policy.Settings = odata.Set(copied)
	if policy, err = odata.Clone(policy); err != nil { // without ids and all else that the service sets
		log.Fatal(err)
	}
	created, err := connect.To(*to).DeviceManagement().ConfigurationPolicies().Create(policy).Do(ctx)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(odata.GetOr(created.ID, ""), odata.GetOr(created.Name, ""))
}
