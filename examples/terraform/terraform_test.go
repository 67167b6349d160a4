package main

import (
	"context"
	"maps"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/intunegen/intunegen/generated/intunebeta"
)

const ringType = "intune_update_ring"

// terraform drives the provider as Terraform does, by its protocol and in this process. It checks
// what Terraform checks: that what was planned is what is applied.
type terraform struct {
	t      *testing.T
	server tfprotov6.ProviderServer
	schema *tfprotov6.Schema
	object tftypes.Object
}

// values are the attributes of a configuration; what is not there is null.
type values map[string]tftypes.Value

func newTerraform(t *testing.T, client *intunebeta.Client) *terraform {
	t.Helper()
	server := providerserver.NewProtocol6(provider.Provider(&intune{client}))()
	got, err := server.GetProviderSchema(t.Context(), &tfprotov6.GetProviderSchemaRequest{})
	if err != nil {
		t.Fatal(err)
	}
	tf := &terraform{t: t, server: server}
	tf.check(got.Diagnostics, nil)
	tf.schema = got.ResourceSchemas[ringType]
	tf.object = tf.schema.ValueType().(tftypes.Object)
	none := tftypes.NewValue(got.Provider.ValueType(), map[string]tftypes.Value{})
	configured, err := server.ConfigureProvider(t.Context(), &tfprotov6.ConfigureProviderRequest{Config: tf.dynamic(none)})
	tf.check(configured.Diagnostics, err)
	return tf
}

// check fails the test for an error of the protocol or of the provider.
func (tf *terraform) check(diags []*tfprotov6.Diagnostic, err error) {
	tf.t.Helper()
	for _, d := range diags {
		tf.t.Errorf("%v: %s: %s", d.Attribute, d.Summary, d.Detail)
	}
	if err != nil || len(diags) > 0 {
		tf.t.Fatal("the provider failed: ", err)
	}
}

func (tf *terraform) dynamic(v tftypes.Value) *tfprotov6.DynamicValue {
	tf.t.Helper()
	d, err := tfprotov6.NewDynamicValue(v.Type(), v)
	if err != nil {
		tf.t.Fatal(err)
	}
	return &d
}

// state returns the value that a message of the protocol has; without one it is null.
func (tf *terraform) state(d *tfprotov6.DynamicValue) tftypes.Value {
	tf.t.Helper()
	if d == nil {
		return tftypes.NewValue(tf.object, nil)
	}
	v, err := d.Unmarshal(tf.object)
	if err != nil {
		tf.t.Fatal(err)
	}
	return v
}

// config returns the configuration with these attributes.
func (tf *terraform) config(has values) tftypes.Value {
	all := values{}
	for name, typ := range tf.object.AttributeTypes {
		if v, ok := has[name]; ok {
			all[name] = v
		} else {
			all[name] = tftypes.NewValue(typ, nil)
		}
	}
	return tftypes.NewValue(tf.object, map[string]tftypes.Value(all))
}

// attributes returns a copy of the attributes of a value of the resource: As gives the value's own
// map.
func (tf *terraform) attributes(v tftypes.Value) values {
	tf.t.Helper()
	all := map[string]tftypes.Value{}
	if err := v.As(&all); err != nil {
		tf.t.Fatal(err)
	}
	return maps.Clone(all)
}

// validate returns the errors of a configuration.
func (tf *terraform) validate(has values) []*tfprotov6.Diagnostic {
	tf.t.Helper()
	got, err := tf.server.ValidateResourceConfig(context.Background(), &tfprotov6.ValidateResourceConfigRequest{TypeName: ringType, Config: tf.dynamic(tf.config(has))})
	if err != nil {
		tf.t.Fatal(err)
	}
	return got.Diagnostics
}

// plan returns the planned state for a configuration, nil for a deletion. Terraform proposes the
// configuration, with what the provider computes taken from the state before.
func (tf *terraform) plan(prior tftypes.Value, has values) *tfprotov6.PlanResourceChangeResponse {
	tf.t.Helper()
	config, proposed := tftypes.NewValue(tf.object, nil), tftypes.NewValue(tf.object, nil)
	if has != nil {
		tf.check(tf.validate(has), nil)
		config = tf.config(has)
		all := tf.attributes(config)
		for _, a := range tf.schema.Block.Attributes {
			if a.Computed && all[a.Name].IsNull() && !prior.IsNull() {
				all[a.Name] = tf.attributes(prior)[a.Name]
			}
		}
		proposed = tftypes.NewValue(tf.object, map[string]tftypes.Value(all))
	}
	got, err := tf.server.PlanResourceChange(context.Background(), &tfprotov6.PlanResourceChangeRequest{
		TypeName: ringType, PriorState: tf.dynamic(prior), ProposedNewState: tf.dynamic(proposed), Config: tf.dynamic(config)})
	tf.check(got.Diagnostics, err)
	return got
}

// apply plans and applies a configuration, nil for a deletion, and returns the state.
func (tf *terraform) apply(prior tftypes.Value, has values) tftypes.Value {
	tf.t.Helper()
	planned, got := tf.applied(prior, has)
	tf.check(got.Diagnostics, nil)
	state := tf.state(got.NewState)
	tf.consistent(planned, state)
	return state
}

// applied plans and applies a configuration, and returns what was planned and what came of it.
func (tf *terraform) applied(prior tftypes.Value, has values) (tftypes.Value, *tfprotov6.ApplyResourceChangeResponse) {
	tf.t.Helper()
	plan := tf.plan(prior, has)
	config := tftypes.NewValue(tf.object, nil)
	if has != nil {
		config = tf.config(has)
	}
	got, err := tf.server.ApplyResourceChange(context.Background(), &tfprotov6.ApplyResourceChangeRequest{
		TypeName: ringType, PriorState: tf.dynamic(prior), PlannedState: plan.PlannedState, Config: tf.dynamic(config), PlannedPrivate: plan.PlannedPrivate})
	if err != nil {
		tf.t.Fatal(err)
	}
	return tf.state(plan.PlannedState), got
}

// consistent checks that what was planned is in the state, and that nothing in the state is
// unknown. In process, the framework does neither; Terraform refuses both.
func (tf *terraform) consistent(planned, state tftypes.Value) {
	tf.t.Helper()
	if planned.IsNull() != state.IsNull() {
		tf.t.Errorf("planned %v, applied %v", planned, state)
	}
	if planned.IsNull() {
		return
	}
	before, after := tf.attributes(planned), tf.attributes(state)
	for name, v := range before {
		if v.IsFullyKnown() && !v.Equal(after[name]) {
			tf.t.Errorf("%s: planned %v, applied %v", name, v, after[name])
		}
		if !after[name].IsFullyKnown() {
			tf.t.Errorf("%s is unknown after apply", name)
		}
	}
}

// read refreshes a state.
func (tf *terraform) read(state tftypes.Value) tftypes.Value {
	tf.t.Helper()
	got, err := tf.server.ReadResource(context.Background(), &tfprotov6.ReadResourceRequest{TypeName: ringType, CurrentState: tf.dynamic(state)})
	tf.check(got.Diagnostics, err)
	return tf.state(got.NewState)
}

// imported imports a ring by its id and reads it, as Terraform does.
func (tf *terraform) imported(id string) tftypes.Value {
	tf.t.Helper()
	got, err := tf.server.ImportResourceState(context.Background(), &tfprotov6.ImportResourceStateRequest{TypeName: ringType, ID: id})
	tf.check(got.Diagnostics, err)
	return tf.read(tf.state(got.ImportedResources[0].State))
}

// drift returns the attributes that a plan of the same configuration would change.
func (tf *terraform) drift(state tftypes.Value, has values) []string {
	tf.t.Helper()
	var names []string
	planned := tf.attributes(tf.state(tf.plan(state, has).PlannedState))
	for name, v := range tf.attributes(state) {
		if !v.Equal(planned[name]) {
			names = append(names, name)
		}
	}
	return names
}
