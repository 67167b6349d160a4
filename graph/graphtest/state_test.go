package graphtest_test

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/intunegen/intunegen/generated/intunebeta"
	"github.com/intunegen/intunegen/graph/graphtest"
)

// A recorder is a test that notes what is reported.
type recorder struct {
	errors, logs []string
	ends         []func()
}

func (r *recorder) Helper()            {}
func (r *recorder) Cleanup(end func()) { r.ends = append(r.ends, end) }
func (r *recorder) Errorf(f string, args ...any) {
	r.errors = append(r.errors, fmt.Sprintf(f, args...))
}
func (r *recorder) Logf(f string, args ...any) { r.logs = append(r.logs, fmt.Sprintf(f, args...)) }
func (r *recorder) end() {
	for _, end := range r.ends {
		end()
	}
}

// A test that ends with requests that nothing was prepared for says so.
func TestUnpreparedRequestsAreReported(t *testing.T) {
	r := &recorder{}
	w := &wire{t, graphtest.New(r, intunebeta.Schema())}
	w.server.Put("/deviceManagement/managedDevices/1", `{}`)
	w.want(204, "", "POST", "/deviceManagement/managedDevices/1/retire", "")
	w.want(400, "Resource not found for the segment 'nope'", "GET", "/deviceManagement/nope", "")
	w.want(404, "", "GET", "/deviceManagement/managedDevices/2", "")
	r.end()
	if len(r.errors) != 1 || !strings.Contains(r.errors[0], "GET /deviceManagement/nope") || len(r.logs) != 1 || !strings.Contains(r.logs[0], "POST /deviceManagement/managedDevices/1/retire") {
		t.Errorf("errors %q, logs %q", r.errors, r.logs)
	}
}

// A handler answers in place of the service, and knows the keys and the body.
func TestOn(t *testing.T) {
	w := newWire(t)
	w.server.Put("/deviceManagement/managedDevices/1", `{}`)
	var got graphtest.Call
	w.server.On("POST /deviceManagement/managedDevices/{managedDeviceId}/wipe", func(c graphtest.Call) graphtest.Reply {
		got = c
		return graphtest.NoContent()
	})
	for _, path := range []string{"/deviceManagement/managedDevices/1/wipe", "/deviceManagement/managedDevices('1')/wipe", "/deviceManagement/managedDevices/1/microsoft.graph.wipe"} {
		got = graphtest.Call{}
		w.want(204, "", "POST", path, `{"keepUserData":true}`)
		params := &intunebeta.ManagedDeviceWipeParams{}
		if err := got.Decode(params); err != nil || got.Params["managedDeviceId"] != "1" {
			t.Errorf("%s: %+v, %v", path, got, err)
		}
	}
	if calls := w.server.Calls("POST /deviceManagement/managedDevices/{id}/wipe"); len(calls) != 3 || calls[2].Status != 204 {
		t.Errorf("calls %+v", calls)
	}
	w.server.On("GET /deviceManagement/reports/getX(id={id})", func(c graphtest.Call) graphtest.Reply { return graphtest.OK(map[string]string{"id": c.Params["id"]}) })
	w.want(200, `{"id":"O'B"}`, "GET", "/deviceManagement/reports/getX(id='O''B')", "")
	w.server.On("* /made/up", func(graphtest.Call) graphtest.Reply { return graphtest.Error(418, "teapot", "short and stout") })
	w.want(418, "short and stout", "PUT", "/made/up", "{}")
}

// An operation that takes long is a reply that names where its state is, and a script of states.
func TestLongRunningOperation(t *testing.T) {
	w := newWire(t)
	w.server.Put("/deviceManagement/managedDevices/1", `{}`)
	w.server.On("POST /deviceManagement/managedDevices/{id}/wipe", func(graphtest.Call) graphtest.Reply {
		return graphtest.Accepted("https://graphtest.example/beta/operations/7", 2*time.Second)
	})
	w.server.On("GET /operations/7", func(graphtest.Call) graphtest.Reply { return graphtest.OK(map[string]string{"status": "succeeded"}) })
	w.server.Script("GET /operations/7", graphtest.OK(map[string]string{"status": "running"}), graphtest.OK(map[string]string{"status": "running"}))
	resp := w.exchange("POST", "/deviceManagement/managedDevices/1/wipe", `{}`)
	if resp.StatusCode != 202 || resp.Header.Get("Location") != "https://graphtest.example/beta/operations/7" || resp.Header.Get("Retry-After") != "2" {
		t.Errorf("%d %v", resp.StatusCode, resp.Header)
	}
	for _, status := range []string{"running", "running", "succeeded", "succeeded"} {
		w.want(200, status, "GET", "/operations/7", "")
	}
}

// References lead to resources elsewhere, and end with these.
func TestReferences(t *testing.T) {
	w := newWire(t)
	app := w.server.Put("/deviceAppManagement/mobileApps", `{"@odata.type":"#microsoft.graph.webApp","displayName":"w"}`)
	category := w.server.Put("/deviceAppManagement/mobileAppCategories", `{"displayName":"c"}`)
	w.want(204, "", "POST", app+"/categories/$ref", `{"@odata.id":"https://graphtest.example/beta`+category+`"}`)
	w.want(200, `"displayName":"c"`, "GET", app+"/categories", "")
	w.want(200, `"@odata.id":"https://graphtest.example/beta`+category+`"`, "GET", app+"/categories/$ref", "")
	w.want(200, `"categories":[{`, "GET", app+"?$expand=categories", "")
	w.want(404, "", "POST", app+"/categories/$ref", `{"@odata.id":"deviceAppManagement/mobileAppCategories/none"}`)
	w.want(400, "is not", "POST", app+"/categories/$ref", `{"@odata.id":"`+app+`"}`)
	w.want(204, "", "DELETE", app+"/categories/"+category[strings.LastIndex(category, "/")+1:]+"/$ref", "")
	w.want(200, `"value":[]`, "GET", app+"/categories", "")
	w.want(200, `"displayName":"c"`, "GET", category, "")
	w.want(204, "", "POST", app+"/categories/$ref", `{"@odata.id":"`+category+`"}`)
	w.want(204, "", "DELETE", category, "")
	w.want(200, `"value":[]`, "GET", app+"/categories", "")
	wifi := w.server.Put("/deviceManagement/deviceConfigurations", `{"@odata.type":"#microsoft.graph.iosEnterpriseWiFiConfiguration"}`)
	root := w.server.Put("/deviceManagement/deviceConfigurations", `{"@odata.type":"#microsoft.graph.iosPkcsCertificateProfile","displayName":"k"}`)
	one := wifi + "/microsoft.graph.iosEnterpriseWiFiConfiguration/identityCertificateForClientAuthentication"
	w.want(404, "", "GET", one, "")
	w.want(204, "", "PUT", one+"/$ref", `{"@odata.id":"`+root+`"}`)
	w.want(200, `"displayName":"k"`, "GET", one, "")
	w.want(204, "", "DELETE", one+"/$ref", "")
	w.want(404, "", "GET", one, "")
	category = w.server.Put("/deviceManagement/deviceCategories", `{"displayName":"k"}`)
	w.want(201, "", "POST", "/deviceManagement/managedDevices", `{"deviceName":"d","deviceCategory@odata.bind":"https://graphtest.example/beta`+category+`"}`)
	w.want(200, `"deviceCategory":{`, "GET", "/deviceManagement/managedDevices?$filter=deviceCategory/displayName%20eq%20'k'&$expand=deviceCategory", "")
}

func tenant(t *testing.T) *wire {
	w := newWire(t)
	w.server.Put("/deviceManagement", `{"intuneAccountId":"00000000-0000-0000-0000-000000000001"}`)
	w.server.Put("/deviceManagement/deviceCategories/a", `{"displayName":"a"}`)
	w.server.Put("/deviceManagement/deviceConfigurations/c:1", `{"@odata.type":"#microsoft.graph.iosWiFiConfiguration","preSharedKey":"K","displayName":"w"}`)
	w.server.Put("/deviceManagement/deviceConfigurations/c:1/assignments/x", `{"target":{"@odata.type":"#microsoft.graph.allDevicesAssignmentTarget"}}`)
	w.server.Put("/deviceManagement/managedDevices/1", `{"deviceName":"d","deviceCategory@odata.bind":"/deviceManagement/deviceCategories/a"}`)
	return w
}

// What a server holds can be written as files and read again.
func TestDumpAndLoad(t *testing.T) {
	w, again := tenant(t), newWire(t)
	folder := t.TempDir()
	root, err := os.OpenRoot(folder)
	if err != nil {
		t.Fatal(err)
	}
	if err := w.server.Dump(root); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(folder + "/deviceManagement/deviceConfigurations/c%3A1.json")
	if err != nil || !strings.Contains(string(data), `"preSharedKey": "K"`) {
		t.Errorf("%s, %v", data, err)
	}
	if err := again.server.Load(os.DirFS(folder)); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{"/deviceManagement", "/deviceManagement/deviceCategories", "/deviceManagement/deviceConfigurations?$expand=assignments", "/deviceManagement/managedDevices?$expand=deviceCategory"} {
		_, want := w.send("GET", path, "")
		if _, got := again.send("GET", path, ""); got != want {
			t.Errorf("%s: got %s; want %s", path, got, want)
		}
	}
	if got := again.server.Get("/deviceManagement/deviceConfigurations/c:1"); !strings.Contains(string(got), `"preSharedKey":"K"`) {
		t.Errorf("kept %s", got)
	}
	if err := os.WriteFile(folder+"/deviceManagement/nope.json", []byte("[]"), 0o666); err != nil {
		t.Fatal(err)
	}
	if err := again.server.Load(os.DirFS(folder)); err == nil || !strings.Contains(err.Error(), "deviceManagement/nope.json:1:1:") {
		t.Errorf("a file that is no resource: %v", err)
	}
}

func TestSnapshotAndRestore(t *testing.T) {
	w := tenant(t)
	before := w.server.Snapshot()
	var replies []string
	for range 3 {
		_, created := w.send("POST", "/deviceManagement/deviceCategories", `{"displayName":"b"}`)
		w.want(204, "", "DELETE", "/deviceManagement/deviceCategories/a", "")
		w.want(404, "", "GET", "/deviceManagement/managedDevices/1/deviceCategory", "")
		w.want(200, "", "PATCH", "/deviceManagement/managedDevices/1", `{"notes":"changed"}`)
		replies = append(replies, created)
		w.server.Restore(before)
		w.want(200, `"displayName":"a"`, "GET", "/deviceManagement/managedDevices/1/deviceCategory", "")
		w.want(200, `"notes":null`, "GET", "/deviceManagement/managedDevices/1", "")
		w.want(200, "1", "GET", "/deviceManagement/deviceCategories/$count", "")
	}
	if len(slices.Compact(replies)) != 1 {
		t.Errorf("not the same is made up again: %q", replies)
	}
}

// Singletons and parts of one are there from the start, and can be deleted where they are no roots.
func TestSingletons(t *testing.T) {
	w := newWire(t)
	w.want(200, `"#microsoft.graph.deviceManagement"`, "GET", "/deviceManagement", "")
	w.want(200, `"maximumDepTokens":7`, "PATCH", "/deviceManagement", `{"maximumDepTokens":7}`)
	w.want(405, "", "DELETE", "/deviceManagement", "")
	w.want(200, "", "PATCH", "/deviceManagement/applePushNotificationCertificate", `{"appleIdentifier":"x"}`)
	w.want(204, "", "DELETE", "/deviceManagement/applePushNotificationCertificate", "")
	w.want(404, "", "GET", "/deviceManagement/applePushNotificationCertificate", "")
	w.want(200, "", "PATCH", "/deviceManagement/applePushNotificationCertificate", `{"appleIdentifier":"y"}`)
	w.want(200, `"appleIdentifier":"y"`, "GET", "/deviceManagement/applePushNotificationCertificate", "")
	w.want(200, `"name":"deviceManagement"`, "GET", "", "")
	w.want(200, `"name":"deviceManagement"`, "GET", "/", "")
}

// A test can put what no description has: types, properties and members that are newer.
func TestPutOfNewerThings(t *testing.T) {
	w := newWire(t)
	w.server.Put("/deviceManagement/deviceConfigurations", `{"@odata.type":"#microsoft.graph.newerConfiguration","displayName":"n","shiny":true}`)
	w.server.Put("/deviceManagement/managedDevices", `{"deviceName":"d","newer":{"x":1},"complianceState":"newerState"}`)
	w.want(200, `"@odata.type":"#microsoft.graph.newerConfiguration"`, "GET", "/deviceManagement/deviceConfigurations?$filter=displayName%20eq%20'n'", "")
	w.want(200, `"shiny":true`, "GET", "/deviceManagement/deviceConfigurations", "")
	w.want(200, `"newer":{"x":1}`, "GET", "/deviceManagement/managedDevices", "")
	w.want(200, `"complianceState":"newerState"`, "GET", "/deviceManagement/managedDevices?$filter=complianceState%20ne%20'compliant'", "")
	w.want(400, "could not be resolved", "POST", "/deviceManagement/deviceConfigurations", `{"@odata.type":"#microsoft.graph.stillNewer"}`)
}

// A settings-catalog policy is replaced whole, with its settings, and answered without a body.
func TestPutOfASettingsCatalogPolicy(t *testing.T) {
	w := newWire(t)
	const one = `{"@odata.type":"#microsoft.graph.deviceManagementConfigurationSetting","settingInstance":{"@odata.type":"#microsoft.graph.deviceManagementConfigurationSimpleSettingInstance","settingDefinitionId":"%s"}}`
	id := w.member2("POST", "/deviceManagement/configurationPolicies", `{"name":"n","description":"old","platforms":"windows10","settings":[`+fmt.Sprintf(one, "a")+`]}`)
	path := "/deviceManagement/configurationPolicies/" + id
	w.want(200, `"settingDefinitionId":"a"`, "GET", path+"/settings", "")
	w.want(204, "", "PUT", path, `{"id":"`+id+`","@odata.etag":"x","name":"n2","platforms":"windows10","settings":[`+fmt.Sprintf(one, "b")+`,`+fmt.Sprintf(one, "c")+`]}`)
	w.want(200, `"description":null`, "GET", path, "")
	w.want(200, "2", "GET", path+"/settings/$count", "")
	w.want(400, "Cannot apply PATCH to navigation property 'settings'", "PATCH", path, `{"settings":[]}`)
}
