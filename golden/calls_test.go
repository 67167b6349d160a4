package golden

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/intunegen/intunegen/generated/intunebeta"
	"github.com/intunegen/intunegen/graph"
	"github.com/intunegen/intunegen/odata"
)

// A built is a request that can be looked at before it is sent.
type built interface{ Build() (graph.Wire, error) }

// everyCall returns one request of each kind.
func everyCall(client *intunebeta.Client) []struct {
	name string
	call built
} {
	management := client.DeviceManagement()
	pools, policies := management.EmbeddedSIMActivationCodePools(), management.ConfigurationPolicies()
	apps, device := client.DeviceAppManagement().MobileApps(), management.ManagedDevices().ID("d")
	tags := management.RoleAssignments().ID("r").RoleScopeTags()
	p, d := intunebeta.EmbeddedSIMActivationCodePoolProperties, intunebeta.ManagedDeviceProperties
	target := odata.Set[intunebeta.AnyDeviceAndAppManagementAssignmentTarget](&intunebeta.GroupAssignmentTarget{GroupId: odata.Set("g")})
	win32 := &intunebeta.Win32LobApp{DisplayName: odata.Set("a"), ID: odata.Set("left out")}
	script := management.DeviceManagementScripts().ID("s").Get()
	return []struct {
		name string
		call built
	}{
		{"get", pools.ID("a/b c").Get()},
		{"get with options", pools.ID("1").Get(odata.Select(p.DisplayName), odata.Expand(p.Assignments))},
		{"list", pools.List()},
		{"list with options", management.ManagedDevices().List(odata.Select(d.DeviceName, d.OperatingSystem),
			odata.Filter(odata.And(odata.Eq(d.OperatingSystem, "Windows"), odata.StartsWith(d.DeviceName, "O'Brien+1"))),
			odata.OrderBy(odata.Desc(d.DeviceName), d.ID), odata.Top(500), odata.Skip(5), odata.Search(`"a b"`), odata.Count())},
		{"list narrowed to a type", graph.OfType[*intunebeta.Win32LobApp](apps.List(odata.Top(1)))},
		{"count", pools.Count(odata.Filter(odata.Gt(p.ActivationCodeCount, 3)))},
		{"create", pools.Create(&intunebeta.EmbeddedSIMActivationCodePool{DisplayName: odata.Set("x"), ID: odata.Set("left out")})},
		{"create a derived type", apps.Create(win32)},
		{"patch", pools.ID("1").Patch(intunebeta.EmbeddedSIMActivationCodePoolPatch{DisplayName: odata.Set("x"),
			ActivationCodes: odata.Null[[]intunebeta.EmbeddedSIMActivationCode]()})},
		{"patch a derived type", apps.ID("1").Patch(intunebeta.Win32LobAppPatch{DisplayName: odata.Set("x")})},
		{"put", policies.ID("1").Put(&intunebeta.DeviceManagementConfigurationPolicy{Name: odata.Set("x"), ID: odata.Set("left out")})},
		{"delete", pools.ID("1").Delete()},
		{"navigation", device.DetectedApps().List()},
		{"action", pools.ID("1").Assign(intunebeta.EmbeddedSIMActivationCodePoolAssignParams{
			Assignments: odata.Set([]intunebeta.EmbeddedSIMActivationCodePoolAssignment{{Target: target}})})},
		{"action without parameters", device.SyncDevice()},
		{"function", management.DeviceConfigurations().ID("1").GetOmaSettingPlainTextValue(
			intunebeta.DeviceConfigurationGetOmaSettingPlainTextValueParams{SecretReferenceValueId: odata.Set("a'b/c")})},
		{"reference added", graph.AddReference(tags.List(), management.RoleScopeTags().ID("t").Get())},
		{"reference removed", graph.RemoveReference(tags.ID("t").Get())},
		{"value of a property", graph.Value(script, intunebeta.DeviceManagementScriptProperties.ScriptContent)},
		{"media", graph.Media(script)},
		{"media replaced", graph.PutMedia(script, "text/plain", []byte("Get-Date"))},
	}
}

// Each kind of call goes out as OData and Microsoft Graph have it.
func TestCalls(t *testing.T) {
	client, err := intunebeta.NewClient(nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	c := load(t, "wire/calls.txtar")
	var out strings.Builder
	for _, call := range everyCall(client) {
		wire, err := call.call.Build()
		if err != nil {
			t.Errorf("%s: %v", call.name, err)
			continue
		}
		fmt.Fprintf(&out, "%s:\n  %s %s\n", call.name, wire.Method, strings.TrimPrefix(wire.URL, graph.Global.Root))
		for _, name := range []string{"Accept", "Content-Type"} {
			if value := wire.Header.Get(name); value != "" && value != "application/json" {
				fmt.Fprintf(&out, "  %s: %s\n", name, value)
			}
		}
		if wire.Body != nil {
			fmt.Fprintf(&out, "  %s\n", wire.Body)
		}
	}
	c.equal(t, "calls", out.String())
	c.equal(t, "batch", batched(t))
	c.finish(t)
}

// batched returns what goes out for a batch of all kinds of requests with options.
func batched(t *testing.T) string {
	var sent string
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var batch struct{ Requests []json.RawMessage }
		if err := json.NewDecoder(r.Body).Decode(&batch); err != nil {
			t.Error(err)
		}
		for _, request := range batch.Requests {
			sent += string(request) + "\n"
		}
		_, _ = fmt.Fprint(w, `{"responses":[]}`)
	}))
	defer server.Close()
	client, err := intunebeta.NewClient(nil, &graph.ClientOptions{BaseURL: server.URL + "/beta"})
	if err != nil {
		t.Fatal(err)
	}
	pools := client.DeviceManagement().EmbeddedSIMActivationCodePools()
	name := intunebeta.EmbeddedSIMActivationCodePoolProperties.DisplayName
	batch := client.Batch()
	patch := graph.Add(batch, pools.ID("1").Patch(intunebeta.EmbeddedSIMActivationCodePoolPatch{DisplayName: odata.Set("<x>")}),
		graph.IfMatch(`W/"1"`), graph.PreferMinimal())
	graph.AddList(batch, pools.List(odata.Filter(odata.Eq(name, "a b")))).After(patch)
	graph.AddCommand(batch, pools.ID("2").Delete())
	if err := batch.Do(t.Context()); err != nil {
		t.Fatal(err)
	}
	return sent
}
