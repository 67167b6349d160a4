// Command terraform-provider-intune is a provider of one resource, an update ring with its
// assignments: what a resource of a Terraform provider does with the client, from the plan to the
// import. docs/recipes.md tells it in order.
package main

import (
	"context"
	"log"

	"github.com/Azure/azure-sdk-for-go/sdk/azidentity"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/providerserver"

	"github.com/intunegen/intunegen/generated/intunebeta"
)

func main() {
	credential, err := azidentity.NewDefaultAzureCredential(nil)
	if err != nil {
		log.Fatal(err)
	}
	client, err := intunebeta.NewClient(credential, nil)
	if err != nil {
		log.Fatal(err)
	}
	err = providerserver.Serve(context.Background(), func() provider.Provider { return &intune{client} },
		providerserver.ServeOpts{Address: "registry.terraform.io/example/intune"})
	if err != nil {
		log.Fatal(err)
	}
}
