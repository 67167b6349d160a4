package intunebeta_test

import (
	"context"
	"fmt"
	"log"

	"github.com/intunegen/intunegen/generated/intunebeta"
	"github.com/intunegen/intunegen/graph"
	"github.com/intunegen/intunegen/odata"
)

// An update sends what was set, and nothing else. Build gives the request without any network.
func Example() {
	client, err := intunebeta.NewClient(nil, &graph.ClientOptions{Cloud: graph.USGovernmentL4})
	if err != nil {
		log.Fatal(err)
	}
	patch := intunebeta.EmbeddedSIMActivationCodePoolPatch{
		DisplayName:     odata.Set("Spain"),
		ActivationCodes: odata.Null[[]intunebeta.EmbeddedSIMActivationCode](),
	}
	wire, err := client.DeviceManagement().EmbeddedSIMActivationCodePools().ID("42").Patch(patch).Build()
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(wire.Method, wire.URL)
	fmt.Printf("%s\n", wire.Body)
	// Output:
	// PATCH https://graph.microsoft.us/beta/deviceManagement/embeddedSIMActivationCodePools/42
	// {"@odata.type":"#microsoft.graph.embeddedSIMActivationCodePool","displayName":"Spain","activationCodes":null}
}

// Three properties of every Windows device, page by page. A managed device has derived types, so View
// reads what all of them have.
func Example_list() {
	client, err := intunebeta.NewClient(nil, nil) // with a credential of azidentity it sends
	if err != nil {
		log.Fatal(err)
	}
	p := intunebeta.ManagedDeviceProperties
	devices := client.DeviceManagement().ManagedDevices().List(
		odata.Select(p.ID, p.DeviceName, p.LastSyncDateTime),
		odata.Filter(odata.Eq(p.OperatingSystem, "Windows")))
	for device, err := range devices.All(context.Background()) {
		if err != nil {
			log.Fatal(err) // after the pages read so far
		}
		d, _ := odata.View[intunebeta.ManagedDevice](device)
		fmt.Println(odata.GetOr(d.ID, ""), odata.GetOr(d.DeviceName, "(no name)"))
	}
}
