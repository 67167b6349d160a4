package graph

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	"github.com/intunegen/intunegen/odata"
)

// The models of the tests.

type pool struct {
	ID          odata.Field[string]       `odata:"id,nonnull,readonly"`
	DisplayName odata.Field[string]       `odata:"displayName"`
	State       odata.Field[poolState]    `odata:"state"`
	Key         odata.Field[odata.Secret] `odata:"key,writeonly"`
	Extra       odata.Extra               `odata:"#test.pool"`
}

type poolPatch struct {
	DisplayName odata.Field[string]       `odata:"displayName"`
	State       odata.Field[poolState]    `odata:"state"`
	Key         odata.Field[odata.Secret] `odata:"key,writeonly"`
	Extra       odata.Extra               `odata:"#test.pool"`
}

type poolState string

type pools Node

func (p *pools) id(id string) *Node { return (*Node)(p).Key("poolId", id) }

func (p *pools) get(id string) *Request[*pool] { return (*Request[*pool])(p.id(id).Get(nil)) }

func (p *pools) patch(id string, patch poolPatch) *Request[*pool] {
	return (*Request[*pool])(p.id(id).Patch(&patch))
}

func (p *pools) create(model *pool) *Request[*pool] {
	return (*Request[*pool])((*Node)(p).Create(model))
}

func (p *pools) list() *List[*pool] { return (*List[*pool])((*Node)(p).List(nil)) }

func poolsOf(c *Client) *pools { return (*pools)(c.Root().To("deviceManagement").To("pools")) }

// named is the patch that sets the name.
func named(name string) poolPatch { return poolPatch{DisplayName: odata.Set(name)} }

// serve starts a server and returns a client of it. set, if not nil, changes the client's options.
func serve(t testing.TB, handler http.HandlerFunc, set func(*ClientOptions)) *pools {
	t.Helper()
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	return poolsOf(newClient(t, server.URL+"/beta", nil, set))
}

func newClient(t testing.TB, base string, cred azcore.TokenCredential, set func(*ClientOptions)) *Client {
	t.Helper()
	options := &ClientOptions{BaseURL: base}
	options.Retry.RetryDelay = time.Millisecond
	if set != nil {
		set(options)
	}
	client, err := NewClient(cred, options, Service{Path: "/beta", Clouds: true, Operations: testOperations})
	if err != nil {
		t.Fatal(err)
	}
	return client
}

const testOperations Table = `
/deviceManagement/pools/{poolId} GET delegated=Pools.Read,Pools.ReadWrite personal= application=Pools.Read.All
/deviceManagement/pools/{poolId} PATCH global=yes china=no
test.newPool * usgovl4=no
test.other * china=no
`

// answer is a handler that gives one answer after the other, then the last again, and counts.
func answer(count *atomic.Int32, answers ...http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		n := int(count.Add(1))
		answers[min(n, len(answers))-1](w, r)
	}
}

// status answers with a status and a body; headers are names and values in turn.
func status(code int, body string, headers ...string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		w.Header().Set("Content-Type", "application/json")
		for i := 0; i < len(headers); i += 2 {
			w.Header().Set(headers[i], headers[i+1])
		}
		w.WriteHeader(code)
		_, _ = io.WriteString(w, body)
	}
}

// A credential always returns the same token, and records the requests for it.
type credential struct {
	token    string
	requests []policy.TokenRequestOptions
}

func (c *credential) GetToken(_ context.Context, o policy.TokenRequestOptions) (azcore.AccessToken, error) {
	c.requests = append(c.requests, o)
	return azcore.AccessToken{Token: c.token, ExpiresOn: time.Now().Add(time.Hour)}, nil
}

func readAll(r *http.Request) string {
	data, err := io.ReadAll(r.Body)
	if err != nil {
		return err.Error()
	}
	return string(data)
}

// inMemory answers requests without a network, so that time can be faked.
type inMemory func(*http.Request) (int, string)

func (f inMemory) Do(r *http.Request) (*http.Response, error) {
	if r.Body == nil {
		r.Body = http.NoBody
	}
	code, body := f(r)
	return &http.Response{StatusCode: code, Header: http.Header{}, Body: io.NopCloser(strings.NewReader(body)), Request: r}, nil
}
