// Package testing_test has the tests of docs/testing.md.
package testing_test

import (
	"context"
	"testing"

	"github.com/intunegen/intunegen/generated/intunebeta"
	"github.com/intunegen/intunegen/graph"
	"github.com/intunegen/intunegen/graph/graphtest"
	"github.com/intunegen/intunegen/odata"
)

// A categoryState is what the provider keeps of a category.
type categoryState struct{ ID, Name, Description string }

// A categoryResource is a resource of the provider. Its methods are what Create, Read, Update and
// Delete of terraform-plugin-framework call with the plan and the state.
type categoryResource struct{ client *intunebeta.Client }

func (r *categoryResource) create(ctx context.Context, plan categoryState) (categoryState, error) {
	created, err := r.client.DeviceManagement().DeviceCategories().Create(&intunebeta.DeviceCategory{
		DisplayName: odata.Set(plan.Name), Description: odata.Set(plan.Description),
	}).Do(ctx)
	if err != nil {
		return plan, err
	}
	plan.ID = odata.GetOr(created.ID, "")
	return plan, nil
}

// read returns nil if the category is gone.
func (r *categoryResource) read(ctx context.Context, state categoryState) (*categoryState, error) {
	got, err := r.client.DeviceManagement().DeviceCategories().ID(state.ID).Get().Do(ctx)
	if graph.IsNotFound(err) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return &categoryState{state.ID, odata.GetOr(got.DisplayName, ""), odata.GetOr(got.Description, "")}, nil
}

func (r *categoryResource) update(ctx context.Context, state, plan categoryState) error {
	patch := intunebeta.DeviceCategoryPatch{}
	if plan.Name != state.Name {
		patch.DisplayName = odata.Set(plan.Name)
	}
	if plan.Description != state.Description {
		patch.Description = odata.Set(plan.Description)
	}
	_, err := r.client.DeviceManagement().DeviceCategories().ID(state.ID).Patch(patch).Do(ctx)
	return err
}

func (r *categoryResource) delete(ctx context.Context, state categoryState) error {
	return r.client.DeviceManagement().DeviceCategories().ID(state.ID).Delete().Do(ctx)
}

func TestCategoryResource(t *testing.T) {
	server := graphtest.New(t, intunebeta.Schema())
	client, err := intunebeta.NewClient(nil, server.Options())
	if err != nil {
		t.Fatal(err)
	}
	ctx, r := t.Context(), &categoryResource{client}

	state, err := r.create(ctx, categoryState{Name: "Sales", Description: "Laptops"})
	if err != nil {
		t.Fatal(err)
	}
	path := "/deviceManagement/deviceCategories/" + state.ID
	server.Put(path, `{"displayName":"changed by hand"}`) // somebody else was faster
	seen, err := r.read(ctx, state)
	if err != nil || seen == nil || seen.Name != "changed by hand" {
		t.Fatalf("read %+v, %v", seen, err)
	}

	if err := r.update(ctx, *seen, state); err != nil {
		t.Fatal(err)
	}
	var sent intunebeta.DeviceCategoryPatch
	updates := server.Calls("PATCH /deviceManagement/deviceCategories/{deviceCategoryId}")
	if err := updates[0].Decode(&sent); err != nil || odata.GetOr(sent.DisplayName, "") != "Sales" || !sent.Description.IsZero() {
		t.Errorf("sent %s, %v; want the name alone", updates[0].Body, err)
	}

	if err := r.delete(ctx, state); err != nil {
		t.Error(err)
	}
	if seen, err := r.read(ctx, state); seen != nil || err != nil {
		t.Errorf("after the delete: %+v, %v", seen, err)
	}
}
