package examples

import (
	"fmt"
	"log"

	"github.com/intunegen/intunegen/generated/intunebeta"
	"github.com/intunegen/intunegen/graph"
	"github.com/intunegen/intunegen/odata"
)

// A saved is a policy of any type as JSON, with its assignments, which are created by an action of
// their own.
type saved struct {
	policy      []byte
	assignments []intunebeta.DeviceCompliancePolicyAssignment
}

// save reads every policy with the parts that its creation takes.
func save(client *intunebeta.Client) (all []saved, err error) {
	policies := client.DeviceManagement().DeviceCompliancePolicies()
	p := intunebeta.DeviceCompliancePolicyProperties
	for policy, err := range policies.List(odata.Expand(p.ScheduledActionsForRule)).All(ctx) {
		if err != nil {
			return nil, err
		}
		text, err := odata.Marshal(policy)
		if err != nil {
			return nil, err
		}
		base, _ := odata.View[intunebeta.DeviceCompliancePolicy](policy)
		assignments, err := graph.Collect(ctx, policies.ID(odata.GetOr(base.ID, "")).Assignments().List())
		if err != nil {
			return nil, err
		}
		one := saved{policy: text}
		for _, a := range assignments {
			one.assignments = append(one.assignments, intunebeta.DeviceCompliancePolicyAssignment{Target: a.Target}) // without its id
		}
		all = append(all, one)
	}
	return all, nil
}

// restore creates a policy anew, then assigns it.
func restore(client *intunebeta.Client, one saved) error {
	var policy intunebeta.AnyDeviceCompliancePolicy
	if err := odata.Unmarshal(one.policy, &policy); err != nil {
		return err
	}
	policy, err := odata.Clone(policy)
	if err != nil {
		return err
	}
	policies := client.DeviceManagement().DeviceCompliancePolicies()
	created, err := graph.Fetch(ctx, policies.Create(policy))
	if err != nil {
		return err
	}
	base, _ := odata.View[intunebeta.DeviceCompliancePolicy](created)
	return policies.ID(odata.GetOr(base.ID, "")).Assign(intunebeta.DeviceCompliancePolicyAssignParams{Assignments: odata.Set(one.assignments)}).Do(ctx)
}

// Back up all policies, whatever their types, with their assignments, and restore them in another
// tenant.
func Example_backup() {
	const policies = "/deviceManagement/deviceCompliancePolicies/"
	from, _, stop := start(policies+"1", `{"@odata.type":"#microsoft.graph.windows10CompliancePolicy","id":"1","version":3,"displayName":"p","bitLockerEnabled":true,
		"scheduledActionsForRule":[{"id":"2","ruleName":"r"}]}`,
		policies+"1/assignments/3", `{"id":"3","target":{"@odata.type":"#microsoft.graph.groupAssignmentTarget","groupId":"g"}}`)
	defer stop()
	to, _, stopTo := start()
	defer stopTo()
	all, err := save(from)
	if err != nil {
		log.Fatal(err)
	}
	for _, one := range all {
		if err := restore(to, one); err != nil {
			log.Fatal(err)
		}
	}
	fmt.Println(len(all), "restored")
	// Output:
	// POST /deviceManagement/deviceCompliancePolicies {"@odata.type":"#microsoft.graph.windows10CompliancePolicy","displayName":"p","bitLockerEnabled":true,"scheduledActionsForRule":[{"@odata.type":"#microsoft.graph.deviceComplianceScheduledActionForRule","ruleName":"r"}]}
	// POST /deviceManagement/deviceCompliancePolicies/ff4ae39f-6bb4-4fb8-9a3d-1e601c115a0b/assign {"assignments":[{"@odata.type":"#microsoft.graph.deviceCompliancePolicyAssignment","target":{"@odata.type":"microsoft.graph.groupAssignmentTarget","groupId":"g"}}]}
	// 1 restored
}
