// Command update sets one property of an eSIM activation code pool, clears another and leaves the
// rest.
package main

import (
	"context"
	"flag"
	"fmt"
	"log"

	"github.com/intunegen/intunegen/examples/programs/internal/connect"
	"github.com/intunegen/intunegen/generated/intunebeta"
	"github.com/intunegen/intunegen/odata"
)

func main() {
	at := flag.String("at", "memory", connect.Usage)
	id := flag.String("id", "00", "id of the pool")
	flag.Parse()
	client := connect.To(*at)

	patch := intunebeta.EmbeddedSIMActivationCodePoolPatch{
		DisplayName:     odata.Set("Spain"),
		ActivationCodes: odata.Null[[]intunebeta.EmbeddedSIMActivationCode](),
	}
	pool, err := client.DeviceManagement().EmbeddedSIMActivationCodePools().ID(*id).Patch(patch).Do(context.Background())
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(odata.GetOr(pool.ID, ""), odata.GetOr(pool.DisplayName, ""))
}
