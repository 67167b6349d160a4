#!/usr/bin/env bash
# The seven setters of kiota's ISODuration do nothing: they change a copy.
#
# Version:  github.com/microsoft/kiota-abstractions-go v1.9.3, serialization.ISODuration.
# Input:    a duration of one hour, made by NewDuration as a pointer; SetMinutes(30) and SetDays(2) are called on it.
# Expected: P2DT1H30M: a setter that returns nothing can only be meant to change what it is called on.
# Seen:     PT1H: the setters have a value receiver, so they fit a pointer, compile and are lost. go vet of the caller
#           sees nothing either.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
go mod init finding >/dev/null 2>&1
cat > main.go <<'GO'
package main

import (
	"fmt"

	"github.com/microsoft/kiota-abstractions-go/serialization"
)

func main() {
	wait := serialization.NewDuration(0, 0, 0, 1, 0, 0, 0)
	wait.SetMinutes(30)
	wait.SetDays(2)
	fmt.Println(wait, wait.GetMinutes(), wait.GetDays())
}
GO
go get github.com/microsoft/kiota-abstractions-go@v1.9.3 >/dev/null 2>&1
go mod tidy >/dev/null 2>&1
go vet .
go run . | tee out
[ "$(cat out)" = 'PT1H 0 0' ] || { echo "CHANGED"; exit 1; }
