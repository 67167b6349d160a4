package graph

import (
	"context"
	"encoding/base64"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	"github.com/intunegen/intunegen/odata"
)

const plantedToken = "planted-token-4711"

func TestTokenOfTheCloud(t *testing.T) {
	cred := &credential{token: plantedToken}
	var sent string
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		sent = r.Header.Get("Authorization")
		status(200, "{}")(w, r)
	}))
	defer server.Close()
	client := newClient(t, server.URL+"/beta", cred, func(o *ClientOptions) { o.Cloud = China })
	if _, err := poolsOf(client).get("1").Do(t.Context()); err != nil {
		t.Fatal(err)
	}
	if sent != "Bearer "+plantedToken {
		t.Errorf("sent %q", sent)
	}
	if len(cred.requests) != 1 || cred.requests[0].Scopes[0] != China.Scope || !cred.requests[0].EnableCAE {
		t.Errorf("asked for %+v", cred.requests)
	}
}

func TestClaimsChallenge(t *testing.T) {
	cred := &credential{token: plantedToken}
	var count atomic.Int32
	bodies := ""
	const claims = `{"access_token":{"nbf":{"essential":true}}}`
	challenge := fmt.Sprintf(`Bearer realm="", error="insufficient_claims", claims="%s"`, base64.StdEncoding.EncodeToString([]byte(claims)))
	server := httptest.NewServer(answer(&count, status(401, "{}", "WWW-Authenticate", challenge), func(w http.ResponseWriter, r *http.Request) {
		bodies += readAll(r)
		w.WriteHeader(204)
	}))
	defer server.Close()
	if _, err := poolsOf(newClient(t, server.URL+"/beta", cred, nil)).patch("1", named("x")).Do(t.Context()); err != nil {
		t.Fatal(err)
	}
	if len(cred.requests) != 2 || cred.requests[1].Claims != claims {
		t.Errorf("asked for %+v; want the claims the second time", cred.requests)
	}
	if !strings.Contains(bodies, `"displayName":"x"`) {
		t.Errorf("the second request had the body %q", bodies)
	}
}

func TestRedirectsToOtherHosts(t *testing.T) {
	var foreign atomic.Int32
	evil := httptest.NewServer(answer(&foreign, status(200, "{}")))
	defer evil.Close()
	for _, code := range []int{301, 302, 303, 307, 308} {
		server := httptest.NewServer(status(code, "", "Location", evil.URL+"/steal", "request-id", "r1"))
		client := poolsOf(newClient(t, server.URL+"/beta", &credential{token: plantedToken}, nil))
		for _, err := range []error{errOf(client.get("1").Do(t.Context())), errOf(client.patch("1", named("x")).Do(t.Context()))} {
			if err == nil || !strings.Contains(err.Error(), "refused a redirect") || !strings.Contains(err.Error(), "request r1") {
				t.Errorf("%d: got %v; want an error that names the redirect and the request", code, err)
			}
		}
		server.Close()
	}
	if foreign.Load() != 0 {
		t.Errorf("%d requests reached the other host", foreign.Load())
	}
}

func TestRedirectOnTheSameHost(t *testing.T) {
	client := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if !strings.HasSuffix(r.URL.Path, "/moved") {
			code := map[string]int{"GET": 302, "PATCH": 308, "PUT": 302}[r.Method]
			http.Redirect(w, r, r.URL.Path+"/moved", code)
			return
		}
		status(200, fmt.Sprintf(`{"displayName":%q}`, r.Method+readAll(r)))(w, r)
	}, nil)
	for _, test := range []struct {
		req  *Request[*pool]
		want string
	}{{client.get("1"), "GET"}, {client.patch("1", named("x")), `PATCH{"@odata.type":"#test.pool","displayName":"x"}`}} {
		if got, err := test.req.Do(t.Context()); err != nil || odata.GetOr(got.DisplayName, "") != test.want {
			t.Errorf("got %v, %v; want %s", got, err, test.want)
		}
	}
	// 302 would make a read of the update.
	if _, err := (*Request[*pool])((*Node)(client.id("1")).Put(&pool{})).Do(t.Context()); err == nil {
		t.Error("an update that was redirected to a read counts as done")
	}
}

// A follower is a transport of the user's that follows redirects by itself.
type follower struct{}

func (follower) Do(req *http.Request) (*http.Response, error) {
	return http.DefaultTransport.RoundTrip(req)
}

func TestForeignHostByPolicy(t *testing.T) {
	var count atomic.Int32
	evil := httptest.NewServer(answer(&count, status(200, "{}")))
	defer evil.Close()
	client := serve(t, status(200, "{}"), func(o *ClientOptions) {
		o.Transport = follower{}
		o.PerCallPolicies = []policy.Policy{policyFunc(func(req *policy.Request) (*http.Response, error) {
			req.Raw().URL.Host = strings.TrimPrefix(evil.URL, "http://")
			return req.Next()
		})}
	})
	if _, err := client.get("1").Do(t.Context()); err == nil || count.Load() != 0 {
		t.Errorf("%d requests reached another host, %v", count.Load(), err)
	}
}

type policyFunc func(*policy.Request) (*http.Response, error)

func (f policyFunc) Do(req *policy.Request) (*http.Response, error) { return f(req) }

func TestPolicies(t *testing.T) {
	var calls, tries, count atomic.Int32
	counting := func(n *atomic.Int32) []policy.Policy {
		return []policy.Policy{policyFunc(func(req *policy.Request) (*http.Response, error) {
			n.Add(1)
			req.Raw().Header.Add("X-Policy", "p")
			return req.Next()
		})}
	}
	client := serve(t, answer(&count, status(429, "{}", "Retry-After", "0"), func(w http.ResponseWriter, r *http.Request) {
		if got := r.Header.Values("X-Policy"); len(got) != 2 {
			t.Errorf("the second try has %d headers of two policies", len(got))
		}
		status(200, "{}")(w, r)
	}), func(o *ClientOptions) { o.PerCallPolicies, o.PerRetryPolicies = counting(&calls), counting(&tries) })
	// What the context says of retries must not make azcore repeat requests by rules of its own.
	ctx := policy.WithRetryOptions(context.Background(), policy.RetryOptions{MaxRetries: 5})
	if _, err := client.get("1").Do(ctx); err != nil {
		t.Fatal(err)
	}
	if calls.Load() != 1 || tries.Load() != 2 {
		t.Errorf("policies ran %d times per call, %d times per try; want 1 and 2", calls.Load(), tries.Load())
	}
}

func errOf[T any](_ T, err error) error { return err }
