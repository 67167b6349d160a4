#!/usr/bin/env bash
# azcore turns a 401 whose claims challenge is base64 without padding into an error about the challenge, and what the service said is not in it.
#
# Version:  github.com/Azure/azure-sdk-for-go/sdk/azcore v1.24.0.
# Input:    a 401 with `WWW-Authenticate: Bearer error="insufficient_claims", claims="…"` and a JSON error body; the claims once with the
#           padding "=", once without, as several gateways write base64.
# Expected: both are decoded, or the one that is not is ignored and the 401 comes back as any other.
# Seen:     padded claims cost a second request with a new token, and the reply comes back without an error. Unpadded ones end the call with the
#           error "authentication challenge contains invalid claims: …", which quotes the claims and neither the status nor the service's code; the
#           pipeline returns the reply beside that error, so only a caller who looks at both learns what the service said.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
go mod init finding >/dev/null 2>&1
cat > main.go <<'GO'
package main

import (
	"context"
	"encoding/base64"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/runtime"
)

type credential struct{}

func (credential) GetToken(context.Context, policy.TokenRequestOptions) (azcore.AccessToken, error) {
	return azcore.AccessToken{Token: "t", ExpiresOn: time.Now().Add(time.Hour)}, nil
}

type service struct {
	claims string
	calls  int
}

func (s *service) Do(req *http.Request) (*http.Response, error) {
	s.calls++
	return &http.Response{StatusCode: 401, Request: req, Body: io.NopCloser(strings.NewReader(`{"error":{"code":"TokenRevoked"}}`)),
		Header: http.Header{"Www-Authenticate": {`Bearer error="insufficient_claims", claims="` + s.claims + `"`}}}, nil
}

func main() {
	padded := base64.StdEncoding.EncodeToString([]byte(`{"access_token":{}}`))
	for _, claims := range []string{padded, strings.TrimRight(padded, "=")} {
		s := &service{claims: claims}
		plan := runtime.PipelineOptions{PerRetry: []policy.Policy{runtime.NewBearerTokenPolicy(credential{}, []string{"scope"}, nil)}}
		p := runtime.NewPipeline("finding", "v1", plan, &policy.ClientOptions{Transport: s})
		req, err := runtime.NewRequest(context.Background(), http.MethodGet, "https://service.example/thing")
		if err != nil {
			panic(err)
		}
		resp, err := p.Do(req)
		status := 0
		if resp != nil {
			status = resp.StatusCode
		}
		fmt.Printf("padded=%t requests=%d reply=%d error=%v\n", strings.HasSuffix(claims, "="), s.calls, status, err)
	}
}
GO
go get github.com/Azure/azure-sdk-for-go/sdk/azcore@v1.24.0 >/dev/null 2>&1
go mod tidy >/dev/null 2>&1
go run . | tee out
grep -qx 'padded=true requests=2 reply=401 error=<nil>' out || { echo "CHANGED: padded claims"; exit 1; }
grep -q '^padded=false requests=1 reply=401 error=authentication challenge contains invalid claims: ' out || { echo "CHANGED: unpadded claims"; exit 1; }
! grep -q TokenRevoked out || { echo "CHANGED: the service's code is in the error"; exit 1; }
