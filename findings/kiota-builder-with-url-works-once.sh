#!/usr/bin/env bash
# A kiota request builder made with a raw URL goes there once; its second request goes to the template's address with
# empty parameters.
#
# Version:  github.com/microsoft/kiota-abstractions-go v1.9.3 with kiota-http-go v1.5.4.
# Input:    what kiota generates for WithUrl, the way it documents for following a link: a builder whose path
#           parameters hold the raw URL. Two DELETE requests are made with it, as when a caller tries again.
# Expected: both go to the URL given.
# Seen:     the first does. Building its address empties the map of parameters, which is not a copy but the builder's
#           own, so the second falls back to the template "{+baseurl}/things/{thing%2Did}" without an id: DELETE on
#           the collection, without an error.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
go mod init finding >/dev/null 2>&1
cat > main.go <<'GO'
package main

import (
	"context"
	"fmt"
	"net/http"

	abstractions "github.com/microsoft/kiota-abstractions-go"
	"github.com/microsoft/kiota-abstractions-go/authentication"
	kiota "github.com/microsoft/kiota-http-go"
)

type service struct{}

func (service) RoundTrip(req *http.Request) (*http.Response, error) {
	fmt.Println(req.Method, req.URL)
	return &http.Response{StatusCode: 204, Header: http.Header{}, Body: http.NoBody, Request: req}, nil
}

func main() {
	adapter, err := kiota.NewNetHttpRequestAdapterWithParseNodeFactoryAndSerializationWriterFactoryAndHttpClient(
		&authentication.AnonymousAuthenticationProvider{}, nil, nil, &http.Client{Transport: service{}})
	if err != nil {
		panic(err)
	}
	adapter.SetBaseUrl("https://service.example")
	parameters := map[string]string{"request-raw-url": "https://service.example/things/7?version=2"}
	builder := abstractions.NewBaseRequestBuilder(adapter, "{+baseurl}/things/{thing%2Did}", parameters)
	for range 2 {
		info := abstractions.NewRequestInformationWithMethodAndUrlTemplateAndPathParameters(
			abstractions.DELETE, builder.UrlTemplate, builder.PathParameters)
		if err := builder.RequestAdapter.SendNoContent(context.Background(), info, nil); err != nil {
			panic(err)
		}
	}
}
GO
go get github.com/microsoft/kiota-http-go@v1.5.4 github.com/microsoft/kiota-abstractions-go@v1.9.3 >/dev/null 2>&1
go mod tidy >/dev/null 2>&1
go run . | tee out
printf 'DELETE https://service.example/things/7?version=2\nDELETE https://service.example/things/\n' > want
diff want out || { echo "CHANGED"; exit 1; }
