package tenant_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/intunegen/intunegen/generated/intunebeta"
	"github.com/intunegen/intunegen/graph/graphtest"
	"github.com/intunegen/intunegen/graph/tenant"
)

const configurations = "/deviceManagement/deviceConfigurations"

// filled is a tenant with a configuration, its assignments, a secret, and a device.
func filled(t *testing.T) *graphtest.Server {
	t.Helper()
	server := graphtest.New(t, intunebeta.Schema(), graphtest.PageSize(2))
	for _, id := range []string{"1", "2", "3"} {
		server.Put(configurations+"/"+id, `{"@odata.type":"#microsoft.graph.windows10CustomConfiguration","id":"`+id+`","displayName":"Ring `+id+`","version":7,
			"createdDateTime":"2026-01-01T00:00:00Z","omaSettings":[{"@odata.type":"#microsoft.graph.omaSettingInteger","displayName":"a","omaUri":"./x","value":5}]}`)
	}
	server.Put(configurations+"/1/assignments/1_g", `{"@odata.type":"#microsoft.graph.deviceConfigurationAssignment","id":"1_g","target":{"@odata.type":"#microsoft.graph.groupAssignmentTarget","groupId":"g"}}`)
	server.Put("/deviceManagement/managedDevices/9", `{"id":"9","deviceName":"PC"}`)
	return server
}

func of(t *testing.T, server *graphtest.Server) *tenant.Tenant {
	t.Helper()
	client, err := intunebeta.NewClient(nil, server.Options())
	if err != nil {
		t.Fatal(err)
	}
	return tenant.New(client.Client, intunebeta.Schema())
}

func rootAt(t *testing.T, dir string) *os.Root {
	t.Helper()
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = root.Close() })
	return root
}

func backup(t *testing.T, server *graphtest.Server, dir string) tenant.Summary {
	t.Helper()
	summary, err := of(t, server).Backup(context.Background(), rootAt(t, dir), tenant.Options{Only: tenant.Configuration})
	if err != nil {
		t.Fatal(err)
	}
	return summary
}

func TestBackup(t *testing.T) {
	server, dir := filled(t), t.TempDir()
	if s := backup(t, server, dir); s.Items != 3 || s.Written != 4 || s.Unchanged != 0 {
		t.Errorf("%+v", s)
	}
	data, err := os.ReadFile(filepath.Join(dir, configurations, "1.json"))
	if err != nil {
		t.Fatal(err)
	}
	text := string(data)
	for _, absent := range []string{`"id"`, "createdDateTime", "version", "@odata.context"} {
		if strings.Contains(text, absent) {
			t.Errorf("the file has %s: %s", absent, text)
		}
	}
	if !strings.Contains(text, `"displayName": "Ring 1"`) || !strings.Contains(text, `"omaUri": "./x"`) {
		t.Errorf("the file lacks what was set: %s", text)
	}
	if _, err := os.Stat(filepath.Join(dir, configurations, "1", "assignments", "1_g.json")); err != nil {
		t.Error(err)
	}
	if _, err := os.Stat(filepath.Join(dir, "deviceManagement/managedDevices")); err == nil {
		t.Error("devices are no configuration")
	}
}

// A service that returns a secret does not get it into a file, unless that is asked for.
func TestSecrets(t *testing.T) {
	for _, keep := range []bool{false, true} {
		server, dir := filled(t), t.TempDir()
		server.On("GET "+configurations, func(graphtest.Call) graphtest.Reply {
			return graphtest.Reply{Status: 200, Body: []byte(`{"value":[{"@odata.type":"#microsoft.graph.androidWorkProfileWiFiConfiguration","id":"w","displayName":"W","preSharedKey":"s3cr3t","newPassword":"s3cr3t"}]}`)}
		})
		if _, err := of(t, server).Backup(context.Background(), rootAt(t, dir), tenant.Options{Only: tenant.Configuration, Secrets: keep}); err != nil {
			t.Fatal(err)
		}
		data, err := os.ReadFile(filepath.Join(dir, configurations, "w.json"))
		if err != nil || strings.Contains(string(data), "s3cr3t") != keep || strings.Contains(string(data), `"preSharedKey": "****"`) == keep {
			t.Errorf("keep %v: %s, %v", keep, data, err)
		}
	}
}

// A second backup touches what changed alone.
func TestBackupAgain(t *testing.T) {
	server, dir := filled(t), t.TempDir()
	backup(t, server, dir)
	if s := backup(t, server, dir); s.Written != 0 || s.Unchanged != 5 {
		t.Errorf("nothing changed: %+v", s)
	}
	own := filepath.Join(dir, configurations, "own.txt")
	if err := os.WriteFile(own, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	server.Put(configurations+"/2", `{"@odata.type":"#microsoft.graph.windows10CustomConfiguration","id":"2","displayName":"New"}`)
	server.Remove(configurations + "/3")
	if s := backup(t, server, dir); s.Written != 1 || s.Removed != 1 {
		t.Errorf("one changed, one is gone: %+v", s)
	}
	if _, err := os.Stat(own); err != nil {
		t.Error("a file of the user is gone")
	}
}

func TestCompare(t *testing.T) {
	server, before := filled(t), t.TempDir()
	backup(t, server, before)
	if changes, err := tenant.Compare(context.Background(), tenant.Folder(rootAt(t, before)), of(t, server)); err != nil || len(changes) != 0 {
		t.Errorf("the same: %v, %v", changes, err)
	}
	server.Put(configurations+"/1", `{"@odata.type":"#microsoft.graph.windows10CustomConfiguration","id":"1","displayName":"Ring 1","description":"d",
		"omaSettings":[{"@odata.type":"#microsoft.graph.omaSettingInteger","displayName":"a","omaUri":"./y","value":5}]}`)
	server.Remove(configurations + "/3")
	server.Put(configurations+"/4", `{"@odata.type":"#microsoft.graph.iosCustomConfiguration","id":"4","displayName":"Phones"}`)
	changes, err := tenant.Compare(context.Background(), tenant.Folder(rootAt(t, before)), of(t, server))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, c := range changes {
		got = append(got, c.String())
	}
	want := []string{
		"added /deviceManagement/deviceConfigurations Phones",
		`changed /deviceManagement/deviceConfigurations Ring 1 /description: nothing -> "d"`,
		`changed /deviceManagement/deviceConfigurations Ring 1 /omaSettings/0/omaUri: "./x" -> "./y"`,
		"removed /deviceManagement/deviceConfigurations Ring 3",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// Files of other programs, and of another tenant: other ids, order, spellings.
func TestCompareByMeaning(t *testing.T) {
	write := func(dir, name, text string) {
		file := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	a, b := t.TempDir(), t.TempDir()
	write(a, "deviceManagement/things/1.json", `{"@odata.type":"#ns.t","displayName":"x","at":"2026-01-01T00:00:00Z","start":"08:00:00.0000000","lasts":"PT24H","n":1.0,"none":null,"o":{"p":1}}`)
	write(b, "deviceManagement/things/7.json", `{"n":1,"displayName":"x","lasts":"P1D","@odata.type":"#ns.t","at":"2026-01-01T01:00:00.0000000+01:00","start":"08:00:00","o":{"@odata.type":"ns.o","p":1}}`)
	write(a, "deviceManagement/things/1/assignments/a.json", `{"target":{"groupId":"g"}}`)
	write(a, "deviceManagement/things/1/assignments/b.json", `{"target":{"groupId":"h"}}`)
	write(b, "deviceManagement/things/7/assignments/c.json", `{"target":{"groupId":"h"}}`)
	write(b, "deviceManagement/things/7/assignments/d.json", `{"target":{"groupId":"g"}}`)
	changes, err := tenant.Compare(context.Background(), tenant.Folder(rootAt(t, a)), tenant.Folder(rootAt(t, b)))
	if err != nil || len(changes) != 0 {
		t.Errorf("%v, %v", changes, err)
	}
	write(b, "deviceManagement/things/7/assignments/d.json", `{"target":{"groupId":"other"}}`)
	changes, err = tenant.Compare(context.Background(), tenant.Folder(rootAt(t, a)), tenant.Folder(rootAt(t, b)))
	if err != nil || len(changes) != 2 || changes[0].Path != "/assignments/a" || changes[1].Path != "/assignments/d" {
		t.Errorf("%v, %v", changes, err)
	}
}

// What the service refuses or does not have is told and passed over, and keeps its files.
func TestSkipped(t *testing.T) {
	server, dir := filled(t), t.TempDir()
	backup(t, server, dir)
	server.On("GET "+configurations, func(graphtest.Call) graphtest.Reply { return graphtest.Reply{Status: 403} })
	s := backup(t, server, dir)
	if len(s.Skipped) != 1 || s.Skipped[0].Path != configurations || s.Removed != 0 {
		t.Errorf("%+v", s)
	}
	if _, err := os.Stat(filepath.Join(dir, configurations, "1.json")); err != nil {
		t.Error(err)
	}
}

func TestCollections(t *testing.T) {
	collections := intunebeta.Schema().Describe().Collections()
	find := func(path string) int {
		for i, c := range collections {
			if c.Path == path {
				return i
			}
		}
		t.Fatalf("there is no %s", path)
		return 0
	}
	for path, inventory := range map[string]bool{configurations: false, "/deviceManagement/managedDevices": true, "/deviceManagement/auditEvents": true,
		"/deviceAppManagement/mobileApps": false, "/deviceManagement/configurationPolicies": false, "/users": true, "/deviceManagement/deviceCategories": false} {
		if c := collections[find(path)]; c.Inventory != inventory {
			t.Errorf("%s is inventory: %v", path, c.Inventory)
		}
	}
	if c := collections[find("/deviceAppManagement/mobileApps")]; c.AssignBy != "mobileAppAssignments" {
		t.Errorf("apps are assigned by %q", c.AssignBy)
	}
	count := 0
	for _, c := range collections {
		if !c.Inventory {
			count++
		}
	}
	t.Logf("%d collections, %d of them configuration", len(collections), count)
}
