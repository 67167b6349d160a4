// Command client makes one call with the generated client, as README.md shows it; compare it to
// hand, the same call without it.
package main

import (
	"context"
	"fmt"
	"os"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"

	"github.com/intunegen/intunegen/generated/intunebeta"
	"github.com/intunegen/intunegen/graph"
	"github.com/intunegen/intunegen/odata"
)

// credential is set by whoever runs the program: what a credential weighs is not measured.
var credential azcore.TokenCredential

func main() {
	if err := run(context.Background(), os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(ctx context.Context, id, name string) error {
	client, err := intunebeta.NewClient(credential, &graph.ClientOptions{Cloud: graph.Global})
	if err != nil {
		return err
	}
	pool := intunebeta.EmbeddedSIMActivationCodePoolPatch{DisplayName: odata.Set(name)}
	updated, err := client.DeviceManagement().EmbeddedSIMActivationCodePools().ID(id).Patch(pool).Do(ctx)
	if err != nil {
		return err
	}
	fmt.Println(odata.GetOr(updated.DisplayName, ""))
	return nil
}
