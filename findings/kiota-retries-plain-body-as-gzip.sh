#!/usr/bin/env bash
# The default handlers of kiota's Go client come in another order each time, and in most orders a repeated PATCH is
# plain JSON labelled gzip.
#
# Version:  github.com/microsoft/kiota-http-go v1.5.4 (msgraph-sdk-go builds its client from the same list).
# Input:    60 clients made with GetDefaultMiddlewares, each sending one small PATCH to a service that answers 429
#           with Retry-After: 0, then 204.
# Expected: a chain of handlers has one order, and the second try carries the bytes of the first.
# Seen:     the list is made by ranging over a map. Where the retry handler comes to lie outside the compressing one,
#           the second try goes out uncompressed under the `Content-Encoding: gzip` that the first left on the
#           request. A service then answers 400 to a request that was only throttled, for the whole life of one client
#           and never for that of the next.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
go mod init finding >/dev/null 2>&1
cat > main.go <<'GO'
package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/url"

	abstractions "github.com/microsoft/kiota-abstractions-go"
	"github.com/microsoft/kiota-abstractions-go/authentication"
	kiota "github.com/microsoft/kiota-http-go"
)

type service struct{ seen []string }

func (s *service) RoundTrip(req *http.Request) (*http.Response, error) {
	body, err := io.ReadAll(req.Body)
	if err != nil {
		return nil, err
	}
	form := "plain"
	if bytes.HasPrefix(body, []byte{0x1f, 0x8b}) {
		form = "gzip"
	}
	s.seen = append(s.seen, fmt.Sprintf("header=%s body=%s", req.Header.Get("Content-Encoding"), form))
	resp := &http.Response{StatusCode: 429, Header: http.Header{"Retry-After": {"0"}}, Body: http.NoBody, Request: req}
	if len(s.seen) > 1 {
		resp.StatusCode = 204
	}
	return resp, nil
}

func main() {
	outcomes := map[string]int{}
	for range 60 {
		s := &service{}
		client := &http.Client{Transport: kiota.NewCustomTransportWithParentTransport(s, kiota.GetDefaultMiddlewares()...)}
		adapter, err := kiota.NewNetHttpRequestAdapterWithParseNodeFactoryAndSerializationWriterFactoryAndHttpClient(
			&authentication.AnonymousAuthenticationProvider{}, nil, nil, client)
		if err != nil {
			panic(err)
		}
		info := abstractions.NewRequestInformation()
		info.Method = abstractions.PATCH
		info.SetUri(url.URL{Scheme: "https", Host: "service.example", Path: "/thing"})
		info.SetStreamContentAndContentType([]byte(`{"displayName":"new"}`), "application/json")
		if err := adapter.SendNoContent(context.Background(), info, nil); err != nil {
			panic(err)
		}
		outcomes["first "+s.seen[0]+", second "+s.seen[1]]++
	}
	for outcome, n := range outcomes {
		fmt.Printf("%d clients: %s\n", n, outcome)
	}
}
GO
go get github.com/microsoft/kiota-http-go@v1.5.4 github.com/microsoft/kiota-abstractions-go@v1.9.3 >/dev/null 2>&1
go mod tidy >/dev/null 2>&1
go run . | tee out
grep -q 'first header=gzip body=gzip, second header=gzip body=plain$' out || { echo "CHANGED: no client labels a plain body gzip"; exit 1; }
grep -q 'first header=gzip body=gzip, second header=gzip body=gzip$' out || { echo "CHANGED: all clients do the same"; exit 1; }
