package tenant_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/intunegen/intunegen/generated/intunebeta"
	"github.com/intunegen/intunegen/graph/graphtest"
	"github.com/intunegen/intunegen/graph/tenant"
)

const (
	theirGroup = "11111111-1111-1111-1111-111111111111"
	ourGroup   = "22222222-2222-2222-2222-222222222222"
)

// Backed up, restored elsewhere and backed up again, a tenant is the same but for ids.
func TestRestore(t *testing.T) {
	ctx := context.Background()
	theirs, ours := filled(t), graphtest.New(t, intunebeta.Schema())
	theirs.Put(configurations+"/1/assignments/1_g", `{"@odata.type":"#microsoft.graph.deviceConfigurationAssignment","id":"1_g","target":{"@odata.type":"#microsoft.graph.groupAssignmentTarget","groupId":"`+theirGroup+`"}}`)
	theirs.Put("/deviceManagement/deviceCategories/c", `{"id":"c","displayName":"Kiosk"}`)
	before, after := t.TempDir(), t.TempDir()
	backup(t, theirs, before)
	items, err := tenant.Items(ctx, tenant.Folder(rootAt(t, before)))
	if err != nil || len(items) != 4 {
		t.Fatalf("%d items, %v", len(items), err)
	}
	for _, item := range items {
		created, err := of(t, ours).Restore(ctx, item, func(id string) string { return strings.ReplaceAll(id, theirGroup, ourGroup) })
		if err != nil || created.ID == "" || created.ID == item.ID {
			t.Errorf("%s: %q, %v", item.Name, created.ID, err)
		}
	}
	backup(t, ours, after)
	changes, err := tenant.Compare(ctx, tenant.Folder(rootAt(t, before)), tenant.Folder(rootAt(t, after)))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range changes {
		if !strings.Contains(fmt.Sprint(string(c.Have), string(c.Want)), theirGroup) && !strings.Contains(string(c.Want), ourGroup) {
			t.Errorf("%v", c)
		}
	}
	if len(changes) != 2 {
		t.Errorf("%d changes; want the assignment to another group", len(changes))
	}
}

func TestRestoreRefuses(t *testing.T) {
	server := filled(t)
	tests := map[string]tenant.Item{
		"/a/0/preSharedKey, /xml": {Collection: configurations, Name: "x", Body: []byte(`{"a":[{"preSharedKey":"****"}],"xml":"PGEvPg=="}`)},
		"nothing can be created":  {Collection: "/deviceManagement/nowhere", Body: []byte(`{}`)},
	}
	for want, item := range tests {
		if _, err := of(t, server).Restore(context.Background(), item, nil); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v; want %q", err, want)
		}
	}
	if calls := server.Calls("POST " + configurations); len(calls) != 0 {
		t.Errorf("%d creates were sent", len(calls))
	}
}
