#!/usr/bin/env bash
# azcore's Poller takes a long-running operation of Microsoft Graph for done at the first look, whether it runs or
# failed.
#
# Version:  github.com/Azure/azure-sdk-for-go/sdk/azcore v1.24.0, runtime.NewPoller.
# Input:    Graph's way for Teams: the start answers 202 with a Location, and that address answers 200 with a
#           teamsAsyncOperation, whose "status" is "inProgress" until it is "succeeded" or "failed".
# Expected: as the poller heeds "status" of Azure's other patterns and a provisioningState here: go on while it runs,
#           an error when it failed.
# Seen:     with a Location only the HTTP status counts: 200 ends the polling without an error, with the running or
#           failed operation as the result.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
go mod init finding >/dev/null 2>&1
cat > main.go <<'GO'
package main

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/runtime"
)

type service struct{ body string }

func (s service) Do(req *http.Request) (*http.Response, error) {
	return &http.Response{StatusCode: 200, Header: http.Header{}, Body: io.NopCloser(strings.NewReader(s.body)), Request: req}, nil
}

func main() {
	for _, s := range []service{{`{"status":"inProgress"}`}, {`{"status":"failed"}`}, {`{"properties":{"provisioningState":"Failed"}}`}} {
		p := runtime.NewPipeline("finding", "v1", runtime.PipelineOptions{}, &policy.ClientOptions{Transport: s})
		start, err := http.NewRequest(http.MethodPost, "https://service.example/teams", nil)
		if err != nil {
			panic(err)
		}
		poller, err := runtime.NewPoller[map[string]any](&http.Response{StatusCode: 202, Request: start, Body: http.NoBody,
			Header: http.Header{"Location": {"https://service.example/teams/1/operations/7"}}}, p, nil)
		if err != nil {
			panic(err)
		}
		ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
		_, err = poller.PollUntilDone(ctx, &runtime.PollUntilDoneOptions{Frequency: time.Second})
		cancel()
		fmt.Printf("%s done=%t failed=%t\n", s.body, poller.Done(), err != nil)
	}
}
GO
go get github.com/Azure/azure-sdk-for-go/sdk/azcore@v1.24.0 >/dev/null 2>&1
go mod tidy >/dev/null 2>&1
go run . | tee out
cat > want <<'WANT'
{"status":"inProgress"} done=true failed=false
{"status":"failed"} done=true failed=false
{"properties":{"provisioningState":"Failed"}} done=true failed=true
WANT
diff want out || { echo "CHANGED"; exit 1; }
