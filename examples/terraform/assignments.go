package main

import (
	"context"
	"maps"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/intunegen/intunegen/generated/intunebeta"
	"github.com/intunegen/intunegen/graph"
	"github.com/intunegen/intunegen/odata"
)

type assignmentData struct {
	GroupID types.String `tfsdk:"group_id"`
	Exclude types.Bool   `tfsdk:"exclude"`
}

// A target is whom an assignment is for: a group, one that is excluded, or all devices ("").
type target struct {
	group   string
	exclude bool
}

// targets returns the targets of the assignments.
func (d *ringData) targets() map[target]bool {
	all := map[target]bool{}
	for _, a := range d.Assignments {
		all[target{a.GroupID.ValueString(), a.Exclude.ValueBool()}] = true
	}
	return all
}

// targetsOf returns the targets of assignments that the service has.
func targetsOf(assignments []*intunebeta.DeviceConfigurationAssignment) map[target]bool {
	all := map[target]bool{}
	for _, a := range assignments {
		switch t := odata.GetOr(a.Target, nil).(type) {
		case *intunebeta.AllDevicesAssignmentTarget:
			all[target{}] = true
		case *intunebeta.GroupAssignmentTarget:
			all[target{odata.GetOr(t.GroupId, ""), false}] = true
		case *intunebeta.ExclusionGroupAssignmentTarget:
			all[target{odata.GetOr(t.GroupId, ""), true}] = true
		}
	}
	return all
}

// assignment returns what the service takes for a target.
func (t target) assignment() intunebeta.DeviceConfigurationAssignment {
	var to intunebeta.AnyDeviceAndAppManagementAssignmentTarget = &intunebeta.AllDevicesAssignmentTarget{}
	switch {
	case t.exclude:
		to = &intunebeta.ExclusionGroupAssignmentTarget{GroupId: odata.Set(t.group)}
	case t.group != "":
		to = &intunebeta.GroupAssignmentTarget{GroupId: odata.Set(t.group)}
	}
	return intunebeta.DeviceConfigurationAssignment{Target: odata.Set(to)}
}

// assign replaces the assignments by the planned ones, if they differ. The service refuses
// assignments in an update; the action replaces all of them.
func (r *updateRing) assign(ctx context.Context, plan, state *ringData) (diags diag.Diagnostics) {
	wanted := plan.targets()
	if maps.Equal(wanted, state.targets()) {
		return nil
	}
	assignments := make([]intunebeta.DeviceConfigurationAssignment, 0, len(wanted))
	for _, a := range plan.Assignments {
		assignments = append(assignments, target{a.GroupID.ValueString(), a.Exclude.ValueBool()}.assignment())
	}
	params := intunebeta.DeviceConfigurationAssignParams{Assignments: odata.Set(assignments)}
	if _, err := graph.Collect(ctx, r.ring(plan.ID.ValueString()).Assign(params)); err != nil {
		diags.AddError("The update ring was not assigned", err.Error())
	}
	return diags
}

// takeAssignments takes over the assignments of the service if they are others.
func (d *ringData) takeAssignments(have []*intunebeta.DeviceConfigurationAssignment) {
	targets := targetsOf(have)
	if maps.Equal(targets, d.targets()) {
		return
	}
	d.Assignments = nil
	for t := range targets {
		a := assignmentData{GroupID: stringOf(t.group)}
		if t.exclude {
			a.Exclude = types.BoolValue(true)
		}
		d.Assignments = append(d.Assignments, a)
	}
}
