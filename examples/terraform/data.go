package main

import (
	"context"
	"errors"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/intunegen/intunegen/generated/intunebeta"
	"github.com/intunegen/intunegen/odata"
)

// ringData is what Terraform keeps of an update ring.
type ringData struct {
	ID                       types.String     `tfsdk:"id"`
	DisplayName              types.String     `tfsdk:"display_name"`
	Description              types.String     `tfsdk:"description"`
	RoleScopeTagIDs          types.Set        `tfsdk:"role_scope_tag_ids"`
	AutomaticUpdateMode      types.String     `tfsdk:"automatic_update_mode"`
	QualityUpdatesDeferral   types.Int32      `tfsdk:"quality_updates_deferral_days"`
	QualityUpdatesPausedTill types.String     `tfsdk:"quality_updates_paused_until"`
	UpdateWeeks              types.Set        `tfsdk:"update_weeks"`
	ActiveHours              *activeHours     `tfsdk:"active_hours"`
	OtherProperties          types.String     `tfsdk:"other_properties"`
	Assignments              []assignmentData `tfsdk:"assignments"`
}

type activeHours struct {
	Start types.String `tfsdk:"start"`
	End   types.String `tfsdk:"end"`
}

// compared says what counts as a difference: tags are a set, and a nested object of the
// configuration has what it cares for only. Values of one meaning are never a difference.
var compared = []odata.Compare{odata.Subset(), odata.AsSet(intunebeta.WindowsUpdateForBusinessConfigurationProperties.RoleScopeTagIds)}

// patch returns the update that brings a ring to this state. What is null in Terraform is null in
// the service, where the service takes null; attributes that are unknown still are left out.
func (d *ringData) patch(ctx context.Context) (p intunebeta.WindowsUpdateForBusinessConfigurationPatch, diags diag.Diagnostics) {
	p, diags = d.others()
	if known(d.DisplayName) {
		p.DisplayName = odata.Set(d.DisplayName.ValueString())
	}
	p.Description = fieldOf(d.Description)
	if known(d.RoleScopeTagIDs) {
		p.RoleScopeTagIds = odata.Set(stringsOf(ctx, d.RoleScopeTagIDs, &diags))
	}
	if known(d.AutomaticUpdateMode) {
		p.AutomaticUpdateMode = odata.Set(intunebeta.AutomaticUpdateMode(d.AutomaticUpdateMode.ValueString()))
	}
	if known(d.QualityUpdatesDeferral) {
		p.QualityUpdatesDeferralPeriodInDays = odata.Set(d.QualityUpdatesDeferral.ValueInt32())
	}
	if known(d.QualityUpdatesPausedTill) {
		until, err := odata.ParseTime(d.QualityUpdatesPausedTill.ValueString())
		addError(&diags, path.Root("quality_updates_paused_until"), err)
		p.QualityUpdatesPauseExpiryDateTime = odata.Set(until)
	}
	switch {
	case known(d.UpdateWeeks):
		p.UpdateWeeks = odata.Set(intunebeta.WindowsUpdateForBusinessUpdateWeeks(strings.Join(stringsOf(ctx, d.UpdateWeeks, &diags), ",")))
	case d.UpdateWeeks.IsNull():
		p.UpdateWeeks = odata.Null[intunebeta.WindowsUpdateForBusinessUpdateWeeks]()
	}
	p.InstallationSchedule = d.ActiveHours.field(&diags)
	return p, diags
}

// others returns the update of other_properties alone. Its errors are everything that they must not
// have.
func (d *ringData) others() (p intunebeta.WindowsUpdateForBusinessConfigurationPatch, diags diag.Diagnostics) {
	if known(d.OtherProperties) {
		if err := odata.UnmarshalStrict([]byte(d.OtherProperties.ValueString()), &p); err != nil {
			addProblems(&diags, err)
		}
	}
	return p, diags
}

// field returns the installation schedule: a value of a type with derived types.
func (a *activeHours) field(diags *diag.Diagnostics) odata.Field[intunebeta.AnyWindowsUpdateInstallScheduleType] {
	if a == nil {
		return odata.Null[intunebeta.AnyWindowsUpdateInstallScheduleType]()
	}
	hours := &intunebeta.WindowsUpdateActiveHoursInstall{}
	for _, of := range []struct {
		name string
		from types.String
		to   *odata.Field[odata.TimeOfDay]
	}{{"start", a.Start, &hours.ActiveHoursStart}, {"end", a.End, &hours.ActiveHoursEnd}} {
		if known(of.from) {
			value, err := odata.ParseTimeOfDay(of.from.ValueString())
			addError(diags, path.Root("active_hours").AtName(of.name), err)
			*of.to = odata.Set(value)
		}
	}
	return odata.Set[intunebeta.AnyWindowsUpdateInstallScheduleType](hours)
}

// addProblems adds one error for each thing that other_properties must not have.
func addProblems(diags *diag.Diagnostics, err error) {
	at := path.Root("other_properties")
	var strict *odata.StrictError
	if !errors.As(err, &strict) {
		addError(diags, at, err)
		return
	}
	for _, p := range strict.Problems {
		diags.AddAttributeError(at, p.Path+": "+p.What, p.Remedy)
	}
}

func addError(diags *diag.Diagnostics, at path.Path, err error) {
	if err != nil {
		diags.AddAttributeError(at, "The value is not valid", err.Error())
	}
}
