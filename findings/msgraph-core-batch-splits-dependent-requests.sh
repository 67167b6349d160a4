#!/usr/bin/env bash
# Microsoft Graph's Go core sends 20 requests, which fit one batch, as two batches, and a request that depends on
# another without that other.
#
# Version:  github.com/microsoftgraph/msgraph-sdk-go-core v1.4.0, BatchRequestCollection.
# Input:    20 PATCH requests, the number Graph takes in one batch; the last depends on the first. Each body has an
#           integer beyond 2^53.
# Expected: one batch of 20 as BatchRequest of the same package makes it, or an error; bodies as they were given.
# Seen:     a batch of 19 and one of 1, whose dependsOn names an id of the other batch, which a service refuses as
#           unknown. In every body 9007199254740993 has become 9007199254740992, because the body is read into a map
#           of float64 on its way.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
go mod init finding >/dev/null 2>&1
cat > main.go <<'GO'
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"

	abstractions "github.com/microsoft/kiota-abstractions-go"
	"github.com/microsoft/kiota-abstractions-go/authentication"
	"github.com/microsoft/kiota-abstractions-go/serialization"
	kiota "github.com/microsoft/kiota-http-go"
	jsonserialization "github.com/microsoft/kiota-serialization-json-go"
	core "github.com/microsoftgraph/msgraph-sdk-go-core"
)

type service struct{}

func (service) RoundTrip(req *http.Request) (*http.Response, error) {
	var batch struct {
		Requests []struct {
			ID        string          `json:"id"`
			Body      json.RawMessage `json:"body"`
			DependsOn []string        `json:"dependsOn"`
		} `json:"requests"`
	}
	if err := json.NewDecoder(req.Body).Decode(&batch); err != nil {
		return nil, err
	}
	ids := map[string]bool{}
	for _, r := range batch.Requests {
		ids[r.ID] = true
	}
	last := batch.Requests[len(batch.Requests)-1]
	known := true
	for _, id := range last.DependsOn {
		known = known && ids[id]
	}
	fmt.Printf("batch of %d, last body %s, what it depends on is here: %t\n", len(batch.Requests), last.Body, known)
	reply := `{"responses":[{"id":"1","status":204,"headers":{},"body":{}}]}`
	return &http.Response{StatusCode: 200, ContentLength: -1, Header: http.Header{"Content-Type": {"application/json"}},
		Body: io.NopCloser(strings.NewReader(reply)), Request: req}, nil
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

func main() {
	abstractions.RegisterDefaultSerializer(func() serialization.SerializationWriterFactory { return jsonserialization.NewJsonSerializationWriterFactory() })
	abstractions.RegisterDefaultDeserializer(func() serialization.ParseNodeFactory { return jsonserialization.NewJsonParseNodeFactory() })
	adapter := must(kiota.NewNetHttpRequestAdapterWithParseNodeFactoryAndSerializationWriterFactoryAndHttpClient(
		&authentication.AnonymousAuthenticationProvider{}, nil, nil, &http.Client{Transport: service{}}))
	adapter.SetBaseUrl("https://service.example/beta")
	collection := core.NewBatchRequestCollection(adapter)
	var items []core.BatchItem
	for i := range 20 {
		info := abstractions.NewRequestInformation()
		info.Method = abstractions.PATCH
		info.SetUri(url.URL{Scheme: "https", Host: "service.example", Path: fmt.Sprint("/beta/things/", i)})
		info.SetStreamContentAndContentType([]byte(`{"size":9007199254740993}`), "application/json")
		items = append(items, must(collection.AddBatchRequestStep(*info)))
	}
	items[19].DependsOnItem(items[0])
	must(collection.Send(context.Background(), adapter))
}
GO
go get github.com/microsoftgraph/msgraph-sdk-go-core@v1.4.0 github.com/microsoft/kiota-abstractions-go@v1.9.3 \
  github.com/microsoft/kiota-http-go@v1.5.4 github.com/microsoft/kiota-serialization-json-go@v1.1.2 >/dev/null 2>&1
go mod tidy >/dev/null 2>&1
go run . | tee out
cat > want <<'WANT'
batch of 19, last body {"size":9007199254740992}, what it depends on is here: true
batch of 1, last body {"size":9007199254740992}, what it depends on is here: false
WANT
diff want out || { echo "CHANGED"; exit 1; }
