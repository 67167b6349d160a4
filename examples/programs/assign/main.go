// Command assign assigns a compliance policy to a group, in place of all that it was assigned to.
package main

import (
	"context"
	"flag"
	"log"

	"github.com/intunegen/intunegen/examples/programs/internal/connect"
	"github.com/intunegen/intunegen/generated/intunebeta"
	"github.com/intunegen/intunegen/odata"
)

func main() {
	at := flag.String("at", "memory", connect.Usage)
	id := flag.String("id", "1", "id of the policy")
	group := flag.String("group", "ec308741-8741-ec30-4187-30ec418730ec", "id of the group")
	flag.Parse()
	client := connect.To(*at)

	assignments := []intunebeta.DeviceCompliancePolicyAssignment{{
		Target: odata.Set[intunebeta.AnyDeviceAndAppManagementAssignmentTarget](&intunebeta.GroupAssignmentTarget{GroupId: odata.Set(*group)}),
	}}
	err := client.DeviceManagement().DeviceCompliancePolicies().ID(*id).
		Assign(intunebeta.DeviceCompliancePolicyAssignParams{Assignments: odata.Set(assignments)}).Do(context.Background())
	if err != nil {
		log.Fatal(err)
	}
}
