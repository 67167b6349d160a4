package graph_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"strings"
	"time"

	"github.com/intunegen/intunegen/generated/intunebeta"
	"github.com/intunegen/intunegen/graph"
	"github.com/intunegen/intunegen/odata"
)

// answering starts a service that answers each request with the next answer for its method and
// path, the last one again and again, and prints what it is sent. A program of yours gives
// NewClient a credential in place of BaseURL.
func answering(answers map[string][]string) (client *intunebeta.Client, stop func()) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(strings.TrimSpace(r.Method + " " + r.URL.RequestURI() + " " + string(body)))
		request := r.Method + " " + r.URL.Path
		all := answers[request]
		if len(all) == 0 {
			w.WriteHeader(http.StatusNotFound)
			_, _ = io.WriteString(w, `{"error":{"code":"ResourceNotFound","message":"There is no such resource."}}`)
			return
		}
		if len(all) > 1 {
			answers[request] = all[1:]
		}
		_, _ = io.WriteString(w, all[0])
	}))
	client, err := intunebeta.NewClient(nil, &graph.ClientOptions{BaseURL: server.URL + "/beta"})
	if err != nil {
		log.Fatal(err)
	}
	return client, server.Close
}

// An update sends what is set, null included, and nothing else.
func ExampleRequest() {
	client, stop := answering(map[string][]string{
		"PATCH /beta/deviceManagement/embeddedSIMActivationCodePools/1": {`{"id":"1","displayName":"Spain","activationCodeCount":3}`}})
	defer stop()
	pool, err := client.DeviceManagement().EmbeddedSIMActivationCodePools().ID("1").Patch(intunebeta.EmbeddedSIMActivationCodePoolPatch{
		DisplayName:     odata.Set("Spain"),
		ActivationCodes: odata.Null[[]intunebeta.EmbeddedSIMActivationCode](),
	}).Do(context.Background())
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(odata.GetOr(pool.DisplayName, ""), odata.GetOr(pool.ActivationCodeCount, 0))
	// Output:
	// PATCH /beta/deviceManagement/embeddedSIMActivationCodePools/1 {"@odata.type":"#microsoft.graph.embeddedSIMActivationCodePool","displayName":"Spain","activationCodes":null}
	// Spain 3
}

// A list is read page by page, whatever the size of a page.
func ExampleList_All() {
	client, stop := answering(map[string][]string{"GET /beta/deviceManagement/managedDevices": {
		`{"@odata.nextLink":"/beta/deviceManagement/managedDevices?$skiptoken=a","value":[{"id":"1","deviceName":"PC-1"}]}`,
		`{"value":[{"id":"2","deviceName":"PC-2"}]}`}})
	defer stop()
	p := intunebeta.ManagedDeviceProperties
	devices := client.DeviceManagement().ManagedDevices().List(
		odata.Select(p.ID, p.DeviceName),
		odata.Filter(odata.Eq(p.OperatingSystem, "Windows")),
		odata.Top(1))
	for device, err := range devices.All(context.Background()) {
		if err != nil {
			log.Fatal(err) // after the items read so far
		}
		base, _ := odata.View[intunebeta.ManagedDevice](device) // the item may be of a derived type
		fmt.Println(odata.GetOr(base.DeviceName, "(no name)"))
	}
	// Unordered output:
	// GET /beta/deviceManagement/managedDevices?$select=id,deviceName&$filter=operatingSystem%20eq%20'Windows'&$top=1
	// PC-1
	// GET /beta/deviceManagement/managedDevices?$skiptoken=a
	// PC-2
}

// Each request in a batch has a result of its own.
func ExampleClient_Batch() {
	client, stop := answering(map[string][]string{"POST /beta/$batch": {
		`{"responses":[{"id":"2","status":404,"body":{"error":{"code":"ResourceNotFound"}}},{"id":"1","status":200,"body":{"displayName":"Spain"}}]}`}})
	defer stop()
	pools := client.DeviceManagement().EmbeddedSIMActivationCodePools()
	batch := client.Batch()
	first, second := graph.Add(batch, pools.ID("a").Get()), graph.AddCommand(batch, pools.ID("b").Delete())
	if err := batch.Do(context.Background()); err != nil {
		log.Fatal(err) // no answer to a part of the batch
	}
	pool, err := first.Result()
	fmt.Println(odata.GetOr(pool.DisplayName, ""), err)
	_, err = second.Result()
	fmt.Println(graph.IsNotFound(err))
	// Output:
	// POST /beta/$batch {"requests":[{"id":"1","method":"GET","url":"/deviceManagement/embeddedSIMActivationCodePools/a"},{"id":"2","method":"DELETE","url":"/deviceManagement/embeddedSIMActivationCodePools/b"}]}
	// Spain <nil>
	// true
}

// What was written may take a while to show.
func ExampleWaitFor() {
	client, stop := answering(map[string][]string{"GET /beta/deviceManagement/embeddedSIMActivationCodePools/1": {`{"displayName":"Portugal"}`, `{"displayName":"Spain"}`}})
	defer stop()
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	pool, err := graph.WaitFor(ctx, client.DeviceManagement().EmbeddedSIMActivationCodePools().ID("1").Get(),
		func(pool *intunebeta.EmbeddedSIMActivationCodePool) (bool, error) {
			return odata.GetOr(pool.DisplayName, "") == "Spain", nil
		}, graph.Consecutive(2), graph.Interval(time.Millisecond, time.Second))
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(odata.GetOr(pool.DisplayName, ""))
	// Output:
	// GET /beta/deviceManagement/embeddedSIMActivationCodePools/1
	// GET /beta/deviceManagement/embeddedSIMActivationCodePools/1
	// GET /beta/deviceManagement/embeddedSIMActivationCodePools/1
	// Spain
}

func ExampleError() {
	client, stop := answering(nil)
	defer stop()
	err := client.DeviceManagement().ManagedDevices().ID("1").Delete().Do(context.Background())
	if graph.IsNotFound(err) {
		fmt.Println("it is gone already")
	}
	var e *graph.Error
	if errors.As(err, &e) {
		fmt.Println(e.Method, e.Path, e.Status, e.Code, e.Message)
	}
	// Output:
	// DELETE /beta/deviceManagement/managedDevices/1
	// it is gone already
	// DELETE /deviceManagement/managedDevices/1 404 ResourceNotFound There is no such resource.
}

// A model that was read can be created again without what the service sets by itself.
func ExampleRequest_clone() {
	const policies = "/beta/deviceManagement/configurationPolicies"
	client, stop := answering(map[string][]string{
		"GET " + policies + "/1": {`{"id":"1","createdDateTime":"2026-01-01T00:00:00Z","name":"BitLocker","platforms":"windows10"}`},
		"POST " + policies:       {`{"id":"2","name":"BitLocker (2)"}`}})
	defer stop()
	ctx, all := context.Background(), client.DeviceManagement().ConfigurationPolicies()
	policy, err := all.ID("1").Get().Do(ctx)
	if err != nil {
		log.Fatal(err)
	}
	if policy, err = odata.Clone(policy); err != nil {
		log.Fatal(err)
	}
	policy.Name = odata.Set("BitLocker (2)")
	created, err := all.Create(policy).Do(ctx)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(odata.GetOr(created.ID, ""))
	// Output:
	// GET /beta/deviceManagement/configurationPolicies/1
	// POST /beta/deviceManagement/configurationPolicies {"@odata.type":"#microsoft.graph.deviceManagementConfigurationPolicy","name":"BitLocker (2)","platforms":"windows10"}
	// 2
}

// The cloud decides the service root, the authority and the scope of tokens together: name it once,
// as from a flag.
func ExampleCloudByName() {
	cloud, err := graph.CloudByName("usgovl4")
	if err != nil {
		log.Fatal(err)
	}
	// cred, err := azidentity.NewDefaultAzureCredential(&azidentity.DefaultAzureCredentialOptions{
	// 	ClientOptions: azcore.ClientOptions{Cloud: cloud.Configuration()}})
	client, err := intunebeta.NewClient(nil, &graph.ClientOptions{Cloud: cloud}) // cred in place of nil
	if err != nil {
		log.Fatal(err)
	}
	wire, err := client.DeviceManagement().ManagedDevices().Count().Build() // sends nothing
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(wire.Method, wire.URL)
	fmt.Println(cloud.Configuration().ActiveDirectoryAuthorityHost)
	// Output:
	// GET https://graph.microsoft.us/beta/deviceManagement/managedDevices/$count
	// https://login.microsoftonline.us
}
