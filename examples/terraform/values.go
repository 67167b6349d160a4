package main

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/intunegen/intunegen/odata"
)

func known(v attr.Value) bool { return !v.IsNull() && !v.IsUnknown() }

// fieldOf returns the field of a nullable property.
func fieldOf(v types.String) odata.Field[string] {
	switch {
	case v.IsUnknown():
		return odata.Field[string]{}
	case v.IsNull():
		return odata.Null[string]()
	}
	return odata.Set(v.ValueString())
}

// stringOf returns a string of Terraform, null for "".
func stringOf(s string) types.String {
	if s == "" {
		return types.StringNull()
	}
	return types.StringValue(s)
}

func setOf(all ...string) types.Set {
	values := make([]attr.Value, len(all))
	for i, s := range all {
		values[i] = types.StringValue(s)
	}
	return types.SetValueMust(types.StringType, values)
}

func stringsOf(ctx context.Context, set types.Set, diags *diag.Diagnostics) []string {
	all := []string{}
	diags.Append(set.ElementsAs(ctx, &all, false)...)
	return all
}
