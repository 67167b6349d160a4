package graph

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/runtime"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/streaming"
	"github.com/intunegen/intunegen/odata"
)

// BenchmarkPatch compares an update through the client with the same call written by hand on
// azcore's pipeline with encoding/json. Only the client decides what is sent again, keeps budgets
// and checks the cloud; the budgets are off here, as they would hold it up.
func BenchmarkPatch(b *testing.B) {
	const reply = `{"@odata.context":"https://graph.microsoft.com/beta/$metadata#deviceManagement/pools/$entity","@odata.type":"#test.pool",` +
		`"id":"ec308741-8741-ec30-4187-30ec418730ec","displayName":"Display Name value","state":"enabled"}`
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_ = readAll(r)
		w.Header().Set("Content-Type", "application/json")
		_, _ = w.Write([]byte(reply))
	}))
	defer server.Close()
	transport := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 8}}
	defer transport.CloseIdleConnections()
	cred := &credential{token: plantedToken}

	b.Run("client", func(b *testing.B) {
		b.ReportAllocs()
		client := poolsOf(newClient(b, server.URL+"/beta", cred, func(o *ClientOptions) { o.Transport, o.Unlimited = transport, true }))
		for b.Loop() {
			patch := poolPatch{DisplayName: odata.Set("Display Name value"), State: odata.Set(poolState("enabled"))}
			got, err := client.patch("ec308741-8741-ec30-4187-30ec418730ec", patch).Do(b.Context())
			if err != nil || odata.GetOr(got.DisplayName, "") == "" {
				b.Fatal(err)
			}
		}
	})
	b.Run("byhand", func(b *testing.B) {
		b.ReportAllocs()
		client := newHandWritten(b, cred, transport)
		for b.Loop() {
			got, err := client.patch(b.Context(), server.URL+"/beta/deviceManagement/pools/ec308741-8741-ec30-4187-30ec418730ec",
				handWrittenPool{Type: "#test.pool", DisplayName: "Display Name value", State: "enabled"})
			if err != nil || got.DisplayName == "" {
				b.Fatal(err)
			}
		}
	})
}

type handWrittenPool struct {
	Type        string `json:"@odata.type,omitempty"`
	ID          string `json:"id,omitempty"`
	DisplayName string `json:"displayName,omitempty"`
	State       string `json:"state,omitempty"`
}

type handWritten struct{ pipeline runtime.Pipeline }

func newHandWritten(b *testing.B, cred azcore.TokenCredential, transport *http.Client) *handWritten {
	options := &azcore.ClientOptions{Transport: transport, InsecureAllowCredentialWithHTTP: true}
	auth := runtime.NewBearerTokenPolicy(cred, []string{Global.Scope}, &policy.BearerTokenOptions{InsecureAllowCredentialWithHTTP: true})
	client, err := azcore.NewClient("byhand", "v0.1.0", runtime.PipelineOptions{PerRetry: []policy.Policy{auth}}, options)
	if err != nil {
		b.Fatal(err)
	}
	return &handWritten{client.Pipeline()}
}

func (c *handWritten) patch(ctx context.Context, url string, pool handWrittenPool) (*handWrittenPool, error) {
	body, err := json.Marshal(pool)
	if err != nil {
		return nil, err
	}
	req, err := runtime.NewRequest(ctx, http.MethodPatch, url)
	if err != nil {
		return nil, err
	}
	if err := req.SetBody(streaming.NopCloser(bytes.NewReader(body)), "application/json"); err != nil {
		return nil, err
	}
	id, err := runtime.NewUUID()
	if err != nil {
		return nil, err
	}
	req.Raw().Header.Set("Accept", "application/json")
	req.Raw().Header.Set("client-request-id", id)
	resp, err := c.pipeline.Do(req)
	if err != nil {
		return nil, err
	}
	if !runtime.HasStatusCode(resp, http.StatusOK) {
		return nil, runtime.NewResponseError(resp)
	}
	var updated handWrittenPool
	return &updated, runtime.UnmarshalAsJSON(resp, &updated)
}
