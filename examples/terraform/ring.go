package main

import (
	"context"
	"fmt"
	"maps"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/intunegen/intunegen/generated/intunebeta"
	"github.com/intunegen/intunegen/graph"
	"github.com/intunegen/intunegen/odata"
)

// patience is how long a create, an update or a deletion waits until reads show it.
const patience = 5 * time.Minute

// updateRing is the resource: a windowsUpdateForBusinessConfiguration with its assignments.
type updateRing struct{ client *intunebeta.Client }

func (r *updateRing) Metadata(_ context.Context, req resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_update_ring"
}

func (r *updateRing) Configure(_ context.Context, req resource.ConfigureRequest, _ *resource.ConfigureResponse) {
	r.client, _ = req.ProviderData.(*intunebeta.Client) // nil while a configuration is validated
}

func (r *updateRing) ring(id string) *intunebeta.DeviceConfigurationBuilder {
	return r.client.DeviceManagement().DeviceConfigurations().ID(id)
}

// ValidateConfig tells of everything that is wrong in the configuration while it is planned.
func (r *updateRing) ValidateConfig(ctx context.Context, req resource.ValidateConfigRequest, resp *resource.ValidateConfigResponse) {
	var config ringData
	resp.Diagnostics.Append(req.Config.GetAttribute(ctx, path.Root("other_properties"), &config.OtherProperties)...)
	resp.Diagnostics.Append(req.Config.GetAttribute(ctx, path.Root("quality_updates_paused_until"), &config.QualityUpdatesPausedTill)...)
	_, diags := config.patch(ctx)
	resp.Diagnostics.Append(diags...)
}

// Create makes the model of the plan, creates it, assigns it, and waits until reads show
// both.
func (r *updateRing) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	var plan ringData
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	want, diags := plan.patch(ctx)
	if resp.Diagnostics.Append(diags...); resp.Diagnostics.HasError() {
		return
	}
	model, err := odata.ModelOf[intunebeta.AnyDeviceConfiguration](want)
	if err != nil {
		resp.Diagnostics.AddError("The plan is no update ring", err.Error())
		return
	}
	created, err := graph.Fetch(ctx, r.client.DeviceManagement().DeviceConfigurations().Create(model))
	if err != nil {
		resp.Diagnostics.AddError("The update ring was not created", err.Error())
		return
	}
	plan.ID = stringOf(odata.ID(created))
	// From here on the ring is there: what fails below leaves it in the state, so that it is not
	// lost.
	resp.Diagnostics.Append(resp.State.Set(ctx, &plan)...)
	resp.Diagnostics.Append(r.assign(ctx, &plan, &ringData{})...)
	resp.Diagnostics.Append(r.await(ctx, &plan, want)...)
}

// Read takes over what differs by meaning, so that another spelling of one value is no drift.
func (r *updateRing) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	var state ringData
	if resp.Diagnostics.Append(req.State.Get(ctx, &state)...); resp.Diagnostics.HasError() {
		return
	}
	model, err := r.ring(state.ID.ValueString()).Get().Do(ctx)
	if graph.IsNotFound(err) {
		resp.State.RemoveResource(ctx) // the next plan creates it
		return
	}
	var have intunebeta.WindowsUpdateForBusinessConfigurationPatch
	if err == nil {
		err = odata.FillPatch(&have, model) // an error for a configuration of another type
	}
	if err != nil {
		resp.Diagnostics.AddError("The update ring cannot be read", err.Error())
		return
	}
	assignments, err := graph.Collect(ctx, r.ring(state.ID.ValueString()).Assignments().List())
	if err != nil {
		resp.Diagnostics.AddError("The assignments cannot be read", err.Error())
		return
	}
	resp.Diagnostics.Append(state.take(ctx, have)...)
	state.takeAssignments(assignments)
	resp.Diagnostics.Append(resp.State.Set(ctx, &state)...)
}

// Update sends what the plan has otherwise than the state, and nothing if that is nothing.
func (r *updateRing) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	var state, plan ringData
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	have, diags := state.patch(ctx)
	resp.Diagnostics.Append(diags...)
	want, diags := plan.patch(ctx)
	if resp.Diagnostics.Append(diags...); resp.Diagnostics.HasError() {
		return
	}
	if patch := odata.Difference(have, want, compared...); !odata.IsEmpty(patch) {
		if _, err := r.ring(plan.ID.ValueString()).Patch(patch).Do(ctx); err != nil {
			resp.Diagnostics.AddError("The update ring was not updated", err.Error())
			return
		}
	}
	resp.Diagnostics.Append(r.assign(ctx, &plan, &state)...)
	if resp.Diagnostics.Append(r.await(ctx, &plan, want)...); !resp.Diagnostics.HasError() {
		resp.Diagnostics.Append(resp.State.Set(ctx, &plan)...)
	}
}

// Delete deletes the ring, and waits until no replica has it. One that is gone already is deleted.
func (r *updateRing) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	var state ringData
	if resp.Diagnostics.Append(req.State.Get(ctx, &state)...); resp.Diagnostics.HasError() {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	ring := r.ring(state.ID.ValueString())
	err := ring.Delete().Do(ctx)
	if err == nil {
		err = graph.AwaitGone(ctx, ring.Get(), graph.Consecutive(3))
	}
	if err != nil && !graph.IsNotFound(err) {
		resp.Diagnostics.AddError("The update ring was not deleted", err.Error())
	}
}

// ImportState takes the id; the read that follows takes the rest.
func (r *updateRing) ImportState(ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse) {
	resource.ImportStatePassthroughID(ctx, path.Root("id"), req, resp)
}

// await waits until three reads in a row show what is wanted, and says what they do not show.
func (r *updateRing) await(ctx context.Context, plan *ringData, want intunebeta.WindowsUpdateForBusinessConfigurationPatch) (diags diag.Diagnostics) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	ring := r.ring(plan.ID.ValueString())
	var missing string
	_, err := graph.WaitFor(ctx, ring.Get(), func(model intunebeta.AnyDeviceConfiguration) (bool, error) {
		have, err := odata.PatchOf[intunebeta.WindowsUpdateForBusinessConfigurationPatch](model)
		if err != nil {
			return false, err
		}
		missing = ""
		for _, c := range odata.Changes(have, want, compared...) {
			missing += fmt.Sprintf("\n%s: %s in place of %s", c.Path, c.Have, c.Want)
		}
		return missing == "", nil
	}, graph.Consecutive(3))
	if err != nil {
		diags.AddError("Reads do not show what was written", err.Error()+missing)
		return diags
	}
	wanted := plan.targets()
	_, err = graph.AwaitList(ctx, ring.Assignments().List(), func(have []*intunebeta.DeviceConfigurationAssignment) (bool, error) {
		return maps.Equal(targetsOf(have), wanted), nil
	}, graph.Consecutive(3))
	if err != nil {
		diags.AddError("Reads do not show the assignments", err.Error())
	}
	return diags
}
