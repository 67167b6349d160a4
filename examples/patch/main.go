// Command patch prints the update of an eSIM activation code pool as it would go out, for a cloud
// chosen by name.
package main

import (
	"flag"
	"fmt"
	"log"
	"os"

	"github.com/intunegen/intunegen/generated/intunebeta"
	"github.com/intunegen/intunegen/graph"
	"github.com/intunegen/intunegen/odata"
)

func main() {
	cloudName := flag.String("cloud", graph.Global.Name, "national cloud: global, usgovl4, usgovl5 or china")
	id := flag.String("id", "ec308741-8741-ec30-4187-30ec418730ec", "id of the pool")
	flag.Parse()
	cloud, err := graph.CloudByName(*cloudName)
	if err != nil {
		log.Fatal(err)
	}
	client, err := intunebeta.NewClient(nil, &graph.ClientOptions{Cloud: cloud})
	if err != nil {
		log.Fatal(err)
	}
	patch := intunebeta.EmbeddedSIMActivationCodePoolPatch{
		DisplayName: odata.Set("Display Name value"),
		ActivationCodes: odata.Set([]intunebeta.EmbeddedSIMActivationCode{{
			IntegratedCircuitCardIdentifier: odata.Set("Integrated Circuit Card Identifier value"),
			MatchingIdentifier:              odata.Set("Matching Identifier value"),
			SmdpPlusServerAddress:           odata.Set("Smdp Plus Server Address value"),
		}}),
		ActivationCodeCount: odata.Set[int32](3),
	}
	wire, err := client.DeviceManagement().EmbeddedSIMActivationCodePools().ID(*id).Patch(patch).Build()
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(wire.Method, wire.URL)
	if err := wire.Header.Write(os.Stdout); err != nil {
		log.Fatal(err)
	}
	fmt.Printf("\n%s\n\nin %s: %s\n", wire.Body, cloud.Title, intunebeta.Available(cloud, wire))
}
