// Package examples has programs as users write them, run against a server in memory.
package examples

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log"
	"net/http"
	"net/http/httptest"

	"github.com/intunegen/intunegen/examples/internal/memory"
	"github.com/intunegen/intunegen/generated/intunebeta"
	"github.com/intunegen/intunegen/graph"
	"github.com/intunegen/intunegen/graph/graphtest"
	"github.com/intunegen/intunegen/odata"
)

var ctx = context.Background()

// start serves a tenant with objects, paths and JSON in turn, and returns a client of it.
func start(objects ...string) (client *intunebeta.Client, tenant *memory.Tenant, stop func()) {
	tenant = memory.New(objects...)
	server := httptest.NewServer(tenant)
	client, err := intunebeta.NewClient(nil, &graph.ClientOptions{BaseURL: server.URL + "/beta"})
	if err != nil {
		log.Fatal(err)
	}
	return client, tenant, server.Close
}

const pools = "/deviceManagement/embeddedSIMActivationCodePools/"

// Clear one property, set another, leave the rest.
func Example_patch() {
	client, _, stop := start(pools+"1", `{"id":"1","displayName":"Portugal","activationCodeCount":3}`)
	defer stop()
	patch := intunebeta.EmbeddedSIMActivationCodePoolPatch{
		DisplayName:     odata.Set("Spain"),
		ActivationCodes: odata.Null[[]intunebeta.EmbeddedSIMActivationCode](),
	}
	pool, err := client.DeviceManagement().EmbeddedSIMActivationCodePools().ID("1").Patch(patch).Do(ctx)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(odata.GetOr(pool.DisplayName, ""), odata.GetOr(pool.ActivationCodeCount, 0))
	// Output:
	// PATCH /deviceManagement/embeddedSIMActivationCodePools/1 {"@odata.type":"#microsoft.graph.embeddedSIMActivationCodePool","displayName":"Spain","activationCodes":null}
	// Spain 3
}

// Page through a fleet.
func Example_paging() {
	const devices = "/deviceManagement/managedDevices/"
	client, _, stop := start(devices+"1", `{"deviceName":"PC-1"}`, devices+"2", `{"deviceName":"PC-2"}`, devices+"3", `{"id":"3"}`)
	defer stop()
	for device, err := range client.DeviceManagement().ManagedDevices().List().All(ctx) {
		if err != nil {
			log.Fatal(err) // after the pages read so far
		}
		base, _ := odata.View[intunebeta.ManagedDevice](device)
		fmt.Println(odata.GetOr(base.DeviceName, "(no name)"))
	}
	// Output:
	// PC-1
	// PC-2
	// (no name)
}

// Read a list of many types without a switch, then with one.
func Example_polymorphicList() {
	const configs = "/deviceManagement/deviceConfigurations/"
	client, _, stop := start(
		configs+"1", `{"@odata.type":"#microsoft.graph.windows10CustomConfiguration","id":"1","displayName":"a","omaSettings":[]}`,
		configs+"2", `{"@odata.type":"#microsoft.graph.newerConfiguration","id":"2","displayName":"b","shiny":true}`)
	defer stop()
	for config, err := range client.DeviceManagement().DeviceConfigurations().List().All(ctx) {
		if err != nil {
			log.Fatal(err)
		}
		base, _ := odata.View[intunebeta.DeviceConfiguration](config)
		fmt.Println(odata.GetOr(base.ID, ""), odata.GetOr(base.DisplayName, ""), odata.TypeName(config)) // also for types newer than the package
		switch c := config.(type) {
		case *intunebeta.Windows10CustomConfiguration:
			fmt.Println(len(odata.GetOr(c.OmaSettings, nil)), "settings")
		case *intunebeta.DeviceConfiguration:
			fmt.Println("unknown type, kept whole:", c.Extra.Names())
		}
	}
	// Output:
	// 1 a microsoft.graph.windows10CustomConfiguration
	// 0 settings
	// 2 b microsoft.graph.newerConfiguration
	// unknown type, kept whole: [shiny]
}

// Change only what differs (drift).
func Example_drift() {
	client, _, stop := start(pools+"1", `{"id":"1","displayName":"Portugal","activationCodeCount":3}`)
	defer stop()
	pool := client.DeviceManagement().EmbeddedSIMActivationCodePools().ID("1")
	want := intunebeta.EmbeddedSIMActivationCodePoolPatch{DisplayName: odata.Set("Spain"), ActivationCodeCount: odata.Set[int32](3)}
	for range 2 {
		have, err := pool.Get().Do(ctx)
		if err != nil {
			log.Fatal(err)
		}
		patch, err := odata.PatchOf[intunebeta.EmbeddedSIMActivationCodePoolPatch](have)
		if err != nil {
			log.Fatal(err)
		}
		patch = odata.Difference(patch, want)
		if odata.IsEmpty(patch) {
			fmt.Println("as wanted")
			return
		}
		if _, err = pool.Patch(patch).Do(ctx); err != nil {
			log.Fatal(err)
		}
	}
	// Output:
	// PATCH /deviceManagement/embeddedSIMActivationCodePools/1 {"@odata.type":"#microsoft.graph.embeddedSIMActivationCodePool","displayName":"Spain"}
	// as wanted
}

// Assign, whatever the parameter is called.
func Example_assign() {
	client, _, stop := start("/deviceManagement/deviceCompliancePolicies/1", `{"@odata.type":"#microsoft.graph.windows10CompliancePolicy"}`)
	defer stop()
	assignments := []intunebeta.DeviceCompliancePolicyAssignment{{
		Target: odata.Set[intunebeta.AnyDeviceAndAppManagementAssignmentTarget](&intunebeta.GroupAssignmentTarget{GroupId: odata.Set("g")}),
	}}
	err := client.DeviceManagement().DeviceCompliancePolicies().ID("1").
		Assign(intunebeta.DeviceCompliancePolicyAssignParams{Assignments: odata.Set(assignments)}).Do(ctx)
	fmt.Println(err)
	// Output:
	// POST /deviceManagement/deviceCompliancePolicies/1/assign {"assignments":[{"@odata.type":"#microsoft.graph.deviceCompliancePolicyAssignment","target":{"@odata.type":"microsoft.graph.groupAssignmentTarget","groupId":"g"}}]}
	// <nil>
}

// Fifty updates in three requests, each with its own result.
func Example_batch() {
	client, tenant, stop := start()
	defer stop()
	var ids []string
	for i := range 50 {
		ids = append(ids, fmt.Sprint(i))
		if i != 7 {
			tenant.Put(pools+ids[i], "{}")
		}
	}
	patch := intunebeta.EmbeddedSIMActivationCodePoolPatch{DisplayName: odata.Set("Spain")}
	batch := client.Batch()
	results := make([]*graph.BatchItem[*intunebeta.EmbeddedSIMActivationCodePool], len(ids))
	for i, id := range ids {
		results[i] = graph.Add(batch, client.DeviceManagement().EmbeddedSIMActivationCodePools().ID(id).Patch(patch))
	}
	if err := batch.Do(ctx); err != nil {
		log.Fatal(err) // the transport failed
	}
	for i, r := range results {
		if _, err := r.Result(); graph.IsNotFound(err) {
			fmt.Println(ids[i], "is gone")
		}
	}
	// Output:
	// POST /$batch: 20 requests
	// POST /$batch: 20 requests
	// POST /$batch: 10 requests
	// 7 is gone
}

// Tell errors apart.
func Example_errors() {
	client, _, stop := start()
	defer stop()
	_, err := client.DeviceManagement().EmbeddedSIMActivationCodePools().ID("1").Get().Do(ctx)
	var ge *graph.Error
	if graph.IsNotFound(err) && errors.As(err, &ge) {
		fmt.Println(ge.Method, ge.Path, ge.Status, ge.Code, ge.Message)
	}
	// Output:
	// GET /deviceManagement/embeddedSIMActivationCodePools/1 404 ResourceNotFound An error has occurred
}

// Clone a policy with its settings from one tenant to another.
func Example_clone() {
	const policies = "/deviceManagement/configurationPolicies/"
	from, _, stop := start(policies+"1", `{"id":"1","createdDateTime":"2026-01-01T00:00:00Z","name":"BitLocker","platforms":"windows10"}`,
		policies+"1/settings/0", `{"id":"0","settingInstance":{"@odata.type":"#microsoft.graph.deviceManagementConfigurationSimpleSettingInstance","settingDefinitionId":"d"}}`)
	defer stop()
	to, _, stopTo := start()
	defer stopTo()
	source := from.DeviceManagement().ConfigurationPolicies().ID("1")
	policy, err := source.Get().Do(ctx)
	if err != nil {
		log.Fatal(err)
	}
	settings, err := graph.Collect(ctx, source.Settings().List())
	if err != nil {
		log.Fatal(err)
	}
	copied := make([]intunebeta.DeviceManagementConfigurationSetting, len(settings))
	for i, s := range settings {
		copied[i] = *s
	}
	policy.Settings = odata.Set(copied)
	if policy, err = odata.Clone(policy); err != nil { // without ids and all else that the service sets
		log.Fatal(err)
	}
	created, err := to.DeviceManagement().ConfigurationPolicies().Create(policy).Do(ctx)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(odata.GetOr(created.ID, ""), odata.GetOr(created.Name, ""))
	// Output:
	// POST /deviceManagement/configurationPolicies {"@odata.type":"#microsoft.graph.deviceManagementConfigurationPolicy","name":"BitLocker","platforms":"windows10","settings":[{"@odata.type":"#microsoft.graph.deviceManagementConfigurationSetting","settingInstance":{"@odata.type":"microsoft.graph.deviceManagementConfigurationSimpleSettingInstance","settingDefinitionId":"d"}}]}
	// ff4ae39f-6bb4-4fb8-9a3d-1e601c115a0b BitLocker
}

// Call what is not generated, with the same authentication, retries, cloud and errors.
func Example_do() {
	client, tenant, stop := start()
	defer stop()
	tenant.On("GET /deviceManagement/newThings", func(graphtest.Call) graphtest.Reply {
		return graphtest.OK(json.RawMessage(`{"value":[{"id":"1"}]}`))
	})
	var out struct{ Value []json.RawMessage }
	err := client.Do(ctx, http.MethodGet, "/deviceManagement/newThings?$top=5", nil, &out)
	fmt.Println(len(out.Value), err)
	// Output:
	// 1 <nil>
}
