// Command onecall is a program of one call. A test counts the functions that it compiles; it is
// never run.
package main

import (
	"context"
	"fmt"

	"github.com/intunegen/intunegen/generated/intunebeta"
	"github.com/intunegen/intunegen/odata"
)

func main() {
	client, err := intunebeta.NewClient(nil, nil)
	if err != nil {
		panic(err)
	}
	patch := intunebeta.EmbeddedSIMActivationCodePoolPatch{DisplayName: odata.Set("Spain")}
	pool, err := client.DeviceManagement().EmbeddedSIMActivationCodePools().ID("1").Patch(patch).Do(context.Background())
	fmt.Println(pool, err)
}
