// Command hand makes by hand, with azcore and encoding/json, the call that client makes with the
// generated client.
package main

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"os"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/runtime"
)

var credential azcore.TokenCredential

type pool struct {
	Type        string `json:"@odata.type,omitempty"`
	ID          string `json:"id,omitempty"`
	DisplayName string `json:"displayName,omitempty"`
}

func main() {
	if err := run(context.Background(), os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(ctx context.Context, id, name string) error {
	auth := runtime.NewBearerTokenPolicy(credential, []string{"https://graph.microsoft.com/.default"}, nil)
	client, err := azcore.NewClient("hand", "v0.1.0", runtime.PipelineOptions{PerRetry: []policy.Policy{auth}}, nil)
	if err != nil {
		return err
	}
	req, err := runtime.NewRequest(ctx, http.MethodPatch,
		"https://graph.microsoft.com/beta/deviceManagement/embeddedSIMActivationCodePools/"+url.PathEscape(id))
	if err != nil {
		return err
	}
	if err := runtime.MarshalAsJSON(req, pool{Type: "#microsoft.graph.embeddedSIMActivationCodePool", DisplayName: name}); err != nil {
		return err
	}
	resp, err := client.Pipeline().Do(req)
	if err != nil {
		return err
	}
	if !runtime.HasStatusCode(resp, http.StatusOK) {
		return runtime.NewResponseError(resp)
	}
	var updated pool
	if err := runtime.UnmarshalAsJSON(resp, &updated); err != nil {
		return err
	}
	fmt.Println(updated.DisplayName)
	return nil
}
