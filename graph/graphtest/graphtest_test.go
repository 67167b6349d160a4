package graphtest_test

import (
	"testing"

	"github.com/intunegen/intunegen/generated/intunebeta"
	"github.com/intunegen/intunegen/graph"
	"github.com/intunegen/intunegen/graph/graphtest"
	"github.com/intunegen/intunegen/odata"
)

func newClient(t *testing.T, options ...graphtest.Option) (*graphtest.Server, *intunebeta.Client) {
	t.Helper()
	server := graphtest.New(t, intunebeta.Schema(), options...)
	client, err := intunebeta.NewClient(nil, server.Options())
	if err != nil {
		t.Fatal(err)
	}
	return server, client
}

func TestLifeOfAResource(t *testing.T) {
	server, client := newClient(t)
	ctx, categories := t.Context(), client.DeviceManagement().DeviceCategories()
	created, err := graph.Fetch(ctx, categories.Create(&intunebeta.DeviceCategory{DisplayName: odata.Set("one")}))
	if err != nil {
		t.Fatal(err)
	}
	id := odata.GetOr(created.ID, "")
	if len(id) != 36 || odata.GetOr(created.DisplayName, "") != "one" || !created.Description.IsNull() {
		t.Errorf("created %+v", created)
	}
	one := categories.ID(id)
	patched, err := one.Patch(intunebeta.DeviceCategoryPatch{Description: odata.Set("first")}).Do(ctx)
	if err != nil || odata.GetOr(patched.Description, "") != "first" || odata.GetOr(patched.DisplayName, "") != "one" {
		t.Errorf("patched %+v, %v", patched, err)
	}
	if _, err := one.Patch(intunebeta.DeviceCategoryPatch{Description: odata.Null[string]()}).Do(ctx, graph.PreferMinimal()); err != nil {
		t.Error(err)
	}
	got, err := one.Get().Do(ctx)
	if err != nil || !got.Description.IsNull() {
		t.Errorf("got %+v, %v", got, err)
	}
	list, err := graph.Collect(ctx, categories.List())
	if err != nil || len(list) != 1 || odata.GetOr(list[0].ID, "") != id {
		t.Errorf("listed %v, %v", list, err)
	}
	if err := one.Delete().Do(ctx); err != nil {
		t.Error(err)
	}
	if _, err := one.Get().Do(ctx); !graph.IsNotFound(err) {
		t.Errorf("get after delete: %v", err)
	}
	if calls := server.Calls("PATCH /deviceManagement/deviceCategories/{deviceCategoryId}"); len(calls) != 2 || calls[0].Params["deviceCategoryId"] != id {
		t.Errorf("calls: %v", calls)
	}
}
