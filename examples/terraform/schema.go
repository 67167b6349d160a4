package main

import (
	"context"
	"fmt"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/int32default"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/setdefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringdefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/intunegen/intunegen/generated/intunebeta"
	"github.com/intunegen/intunegen/odata"
)

// Schema has attributes with defaults where the service does not take null, so that removing one
// from the configuration sets it back.
func (r *updateRing) Schema(_ context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	resp.Schema = schema.Schema{Attributes: map[string]schema.Attribute{
		"id":           schema.StringAttribute{Computed: true, PlanModifiers: []planmodifier.String{stringplanmodifier.UseStateForUnknown()}},
		"display_name": schema.StringAttribute{Required: true},
		"description":  schema.StringAttribute{Optional: true},
		"role_scope_tag_ids": schema.SetAttribute{ElementType: types.StringType, Optional: true, Computed: true,
			Default: setdefault.StaticValue(setOf("0"))},
		"automatic_update_mode": schema.StringAttribute{Optional: true, Computed: true,
			Default:    stringdefault.StaticString(string(intunebeta.AutomaticUpdateModeUserDefined)),
			Validators: []validator.String{members(odata.Values[intunebeta.AutomaticUpdateMode]())}},
		"quality_updates_deferral_days": schema.Int32Attribute{Optional: true, Computed: true, Default: int32default.StaticInt32(0)},
		"quality_updates_paused_until":  schema.StringAttribute{Optional: true},
		"update_weeks":                  schema.SetAttribute{ElementType: types.StringType, Optional: true},
		"active_hours": schema.SingleNestedAttribute{Optional: true, Attributes: map[string]schema.Attribute{
			"start": schema.StringAttribute{Required: true},
			"end":   schema.StringAttribute{Optional: true},
		}},
		// Properties without an attribute of their own, as jsonencode({driversExcluded = true}).
		"other_properties": schema.StringAttribute{Optional: true},
		"assignments": schema.SetNestedAttribute{Optional: true, NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
			"group_id": schema.StringAttribute{Optional: true, Description: "All devices, if it is not set."},
			"exclude":  schema.BoolAttribute{Optional: true},
		}}},
	}}
}

// members returns a validator that takes the members of an enumeration.
func members[E ~string](all []E) validator.String { return oneOf[E](all) }

type oneOf[E ~string] []E

func (all oneOf[E]) Description(context.Context) string {
	return fmt.Sprintf("one of %v", []E(all))
}

func (all oneOf[E]) MarkdownDescription(ctx context.Context) string { return all.Description(ctx) }

func (all oneOf[E]) ValidateString(ctx context.Context, req validator.StringRequest, resp *validator.StringResponse) {
	if v := req.ConfigValue; !v.IsNull() && !v.IsUnknown() && !slices.Contains(all, E(v.ValueString())) {
		resp.Diagnostics.AddAttributeError(req.Path, "No such member", fmt.Sprintf("%q: want %s", v.ValueString(), all.Description(ctx)))
	}
}
