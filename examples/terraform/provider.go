package main

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/intunegen/intunegen/generated/intunebeta"
)

// intune is the provider. Its resources get the client.
type intune struct{ client *intunebeta.Client }

func (p *intune) Metadata(_ context.Context, _ provider.MetadataRequest, resp *provider.MetadataResponse) {
	resp.TypeName = "intune"
}

func (p *intune) Schema(context.Context, provider.SchemaRequest, *provider.SchemaResponse) {}

func (p *intune) Configure(_ context.Context, _ provider.ConfigureRequest, resp *provider.ConfigureResponse) {
	resp.ResourceData = p.client
}

func (p *intune) DataSources(context.Context) []func() datasource.DataSource { return nil }

func (p *intune) Resources(context.Context) []func() resource.Resource {
	return []func() resource.Resource{func() resource.Resource { return &updateRing{} }}
}
