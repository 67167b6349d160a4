#!/usr/bin/env bash
# The GetBody of an azcore request gives the same reader each time, so a body that was asked for
# again takes the rest of the first one away.
#
# Version:  github.com/Azure/azure-sdk-for-go/sdk/azcore v1.24.0, policy.Request.SetBody.
# Input:    a request with a body of eight bytes; GetBody is called twice, as net/http does for a
#           redirect and for a connection that broke, and both are read in turn.
# Expected: what net/http documents of GetBody: a new copy of the body for each call, "abcdefgh"
#           twice.
# Seen:     one reader, which each call sets back to its start: what the first copy had left is the
#           second one's.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
go mod init finding >/dev/null 2>&1
cat > main.go <<'GO'
package main

import (
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/runtime"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/streaming"
)

func main() {
	req, err := runtime.NewRequest(context.Background(), "PUT", "https://service.example/")
	if err != nil {
		panic(err)
	}
	if err := req.SetBody(streaming.NopCloser(strings.NewReader("abcdefgh")), "text/plain"); err != nil {
		panic(err)
	}
	first, err := req.Raw().GetBody()
	if err != nil {
		panic(err)
	}
	half := make([]byte, 4)
	if _, err := io.ReadFull(first, half); err != nil {
		panic(err)
	}
	second, err := req.Raw().GetBody()
	if err != nil {
		panic(err)
	}
	whole, err := io.ReadAll(second)
	if err != nil {
		panic(err)
	}
	rest, err := io.ReadAll(first)
	fmt.Printf("first %q then %q, second %q, %v\n", half, rest, whole, err)
}
GO
go get github.com/Azure/azure-sdk-for-go/sdk/azcore@v1.24.0 >/dev/null 2>&1
go mod tidy >/dev/null 2>&1
go run . | tee out
cat > want <<'WANT'
first "abcd" then "", second "abcdefgh", <nil>
WANT
diff want out || { echo "CHANGED"; exit 1; }
