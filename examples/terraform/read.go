package main

import (
	"context"
	"encoding/json"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/intunegen/intunegen/generated/intunebeta"
	"github.com/intunegen/intunegen/odata"
)

// take takes over from the service what differs by meaning from the state. After an import the
// state has the id alone, and everything is taken.
func (d *ringData) take(ctx context.Context, have intunebeta.WindowsUpdateForBusinessConfigurationPatch) diag.Diagnostics {
	differs, diags := d.patch(ctx)
	imported := d.DisplayName.IsNull()
	if !imported {
		differs = odata.Difference(have, differs, compared...)
	}
	takes := func(f interface{ IsZero() bool }) bool { return imported || !f.IsZero() }
	if takes(differs.DisplayName) {
		d.DisplayName = types.StringValue(odata.GetOr(have.DisplayName, ""))
	}
	if takes(differs.Description) {
		d.Description = stringOf(odata.GetOr(have.Description, ""))
	}
	if takes(differs.RoleScopeTagIds) {
		d.RoleScopeTagIDs = setOf(odata.GetOr(have.RoleScopeTagIds, nil)...)
	}
	if takes(differs.AutomaticUpdateMode) {
		d.AutomaticUpdateMode = types.StringValue(string(odata.GetOr(have.AutomaticUpdateMode, "")))
	}
	if takes(differs.QualityUpdatesDeferralPeriodInDays) {
		d.QualityUpdatesDeferral = types.Int32Value(odata.GetOr(have.QualityUpdatesDeferralPeriodInDays, 0))
	}
	if until, ok := odata.Get(have.QualityUpdatesPauseExpiryDateTime); ok && takes(differs.QualityUpdatesPauseExpiryDateTime) {
		d.QualityUpdatesPausedTill = types.StringValue(until.String())
	}
	if takes(differs.UpdateWeeks) {
		d.UpdateWeeks = types.SetNull(types.StringType)
		if weeks, ok := odata.Get(have.UpdateWeeks); ok {
			d.UpdateWeeks = setOf(strings.Split(string(weeks), ",")...)
		}
	}
	if takes(differs.InstallationSchedule) {
		d.ActiveHours = hoursOf(have)
	}
	diags.Append(d.takeOthers(have)...)
	return diags
}

// takeOthers takes over into other_properties what differs of the properties there.
func (d *ringData) takeOthers(have intunebeta.WindowsUpdateForBusinessConfigurationPatch) (diags diag.Diagnostics) {
	if !known(d.OtherProperties) {
		return nil
	}
	differs, diags := d.others()
	if differs = odata.Difference(have, differs, compared...); odata.IsEmpty(differs) || diags.HasError() {
		return diags
	}
	state, theirs := membersOf([]byte(d.OtherProperties.ValueString()), nil), membersOf(odata.Marshal(have))
	for name := range membersOf(odata.Marshal(differs)) {
		if name != "@odata.type" {
			state[name] = theirs[name]
		}
	}
	text, err := json.Marshal(state)
	addError(&diags, path.Root("other_properties"), err)
	d.OtherProperties = types.StringValue(string(text))
	return diags
}

// hoursOf returns the active hours that a ring has; nil if it has none, or another schedule.
func hoursOf(have intunebeta.WindowsUpdateForBusinessConfigurationPatch) *activeHours {
	hours, ok := odata.GetOr(have.InstallationSchedule, nil).(*intunebeta.WindowsUpdateActiveHoursInstall)
	if !ok {
		return nil
	}
	a := &activeHours{}
	if start, ok := odata.Get(hours.ActiveHoursStart); ok {
		a.Start = types.StringValue(start.String())
	}
	if end, ok := odata.Get(hours.ActiveHoursEnd); ok {
		a.End = types.StringValue(end.String())
	}
	return a
}

// membersOf returns the members of a JSON object.
func membersOf(object []byte, _ error) map[string]json.RawMessage {
	all := map[string]json.RawMessage{}
	_ = json.Unmarshal(object, &all) // it was checked, or made here
	return all
}
