#!/usr/bin/env bash
# kiota's Go client leaves query parameters of type int64 and float64 out of the address, without an error, and keeps
# int32.
#
# Version:  github.com/microsoft/kiota-abstractions-go v1.9.3, RequestInformation.AddQueryParameters.
# Input:    a struct of query parameters as kiota generates it (pointers, the tag uriparametername), all of them set;
#           a list of int64 beside it.
# Expected: ?top=1&after=2&rate=0.5&ids=3 or an error: an OpenAPI parameter of format int64 or double is an everyday
#           thing.
# Seen:     ?top=1&ids=3: a single int64 or float64 is dropped, a list of int64 is not. The request asks for something
#           else than its caller did.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
go mod init finding >/dev/null 2>&1
cat > main.go <<'GO'
package main

import (
	"fmt"

	abstractions "github.com/microsoft/kiota-abstractions-go"
)

type parameters struct {
	Top   *int32   `uriparametername:"top"`
	After *int64   `uriparametername:"after"`
	Rate  *float64 `uriparametername:"rate"`
	Ids   []int64  `uriparametername:"ids"`
}

func main() {
	top, after, rate := int32(1), int64(2), 0.5
	info := abstractions.NewRequestInformation()
	info.UrlTemplate = "https://service.example/things{?top,after,rate,ids}"
	info.AddQueryParameters(parameters{Top: &top, After: &after, Rate: &rate, Ids: []int64{3}})
	uri, err := info.GetUri()
	fmt.Println(uri, err)
}
GO
go get github.com/microsoft/kiota-abstractions-go@v1.9.3 >/dev/null 2>&1
go mod tidy >/dev/null 2>&1
go run . | tee out
grep -qxF 'https://service.example/things?top=1&ids=3 <nil>' out || { echo "CHANGED"; exit 1; }
