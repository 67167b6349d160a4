#!/usr/bin/env bash
# terraform-plugin-go: Value.As of an object hands out the value's own map, so that changing the
# copy changes the value.
#
# Version:  github.com/hashicorp/terraform-plugin-go v0.31.0, package tftypes.
# Input:    a configuration {"a": null} as a tftypes.Value. Its attributes are taken out by
#           As(&map), as Copy and Equal suggest that values are immutable, and a becomes "x" in the
#           map to make the proposed state of it.
# Expected: the configuration is still {"a": null}.
# Seen:     the configuration has "x" too. A test that proposes a state this way sends a
#           configuration that sets what it does not set, and the provider applies no default:
#           nothing says why.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
go mod init finding >/dev/null 2>&1
cat > main.go <<'GO'
package main

import (
	"fmt"

	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

func main() {
	object := tftypes.Object{AttributeTypes: map[string]tftypes.Type{"a": tftypes.String}}
	config := tftypes.NewValue(object, map[string]tftypes.Value{"a": tftypes.NewValue(tftypes.String, nil)})
	before := config.Copy()
	attributes := map[string]tftypes.Value{}
	if err := config.As(&attributes); err != nil {
		panic(err)
	}
	attributes["a"] = tftypes.NewValue(tftypes.String, "x")
	fmt.Println("unchanged:", config.Equal(before), "now", config)
}
GO
go get github.com/hashicorp/terraform-plugin-go@v0.31.0 >/dev/null 2>&1
go mod tidy >/dev/null 2>&1
go run . | tee out
grep -q '^unchanged: false now .*"x"' out || { echo "CHANGED: As hands out a copy"; exit 1; }
