package graph_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"

	"github.com/intunegen/intunegen/generated/intunebeta"
	"github.com/intunegen/intunegen/graph"
	"github.com/intunegen/intunegen/odata"
)

const poolsPath = "/deviceManagement/embeddedSIMActivationCodePools"

// serve returns a client of a server that answers by handle.
func serve(t *testing.T, handle http.HandlerFunc) *intunebeta.Client {
	t.Helper()
	server := httptest.NewServer(handle)
	t.Cleanup(server.Close)
	client, err := intunebeta.NewClient(nil, &graph.ClientOptions{BaseURL: server.URL + "/beta"})
	if err != nil {
		t.Fatal(err)
	}
	return client
}

func pools(c *intunebeta.Client) *intunebeta.EmbeddedSIMActivationCodePoolCollection {
	return c.DeviceManagement().EmbeddedSIMActivationCodePools()
}

func named(name string) intunebeta.EmbeddedSIMActivationCodePoolPatch {
	return intunebeta.EmbeddedSIMActivationCodePoolPatch{DisplayName: odata.Set(name)}
}

func TestDo(t *testing.T) {
	client := serve(t, func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		if r.Method != http.MethodPatch || r.URL.Path != "/beta"+poolsPath+"/1" || r.Header.Get("If-Match") != `W/"1"` || r.Header.Get("Client-Request-Id") == "" {
			t.Errorf("got %s %s %v", r.Method, r.URL, r.Header)
		}
		if want := `{"@odata.type":"#microsoft.graph.embeddedSIMActivationCodePool","displayName":"Spain"}`; string(body) != want {
			t.Errorf("got body %s; want %s", body, want)
		}
		fmt.Fprint(w, `{"id":"1","displayName":"Spain","activationCodeCount":3}`)
	})
	pool, err := pools(client).ID("1").Patch(named("Spain")).Do(t.Context(), graph.IfMatch(`W/"1"`))
	if err != nil {
		t.Fatal(err)
	}
	if odata.GetOr(pool.DisplayName, "") != "Spain" || odata.GetOr(pool.ActivationCodeCount, 0) != 3 {
		t.Errorf("got %+v", pool)
	}
}

// An answer may be the object, or hold it in value; one without a body can be fetched.
func TestAnswers(t *testing.T) {
	answers := map[string]string{"bare": `{"id":"x"}`, "wrapped": `{"value":{"id":"x"}}`, "context": `{"@odata.context":"c","value":{"id":"x"}}`}
	for name, answer := range answers {
		client := serve(t, func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, answer) })
		pool, err := pools(client).ID("1").Get().Do(t.Context())
		if err != nil || odata.GetOr(pool.ID, "") != "x" {
			t.Errorf("%s: got %+v, %v", name, pool, err)
		}
	}
	client := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodPatch {
			w.WriteHeader(http.StatusNoContent)
			return
		}
		fmt.Fprint(w, `{"id":"x"}`)
	})
	patch := pools(client).ID("1").Patch(named("a"))
	if pool, err := patch.Do(t.Context()); pool != nil || err != nil {
		t.Errorf("204: got %v, %v", pool, err)
	}
	if pool, err := graph.Fetch(t.Context(), patch); err != nil || odata.GetOr(pool.ID, "") != "x" {
		t.Errorf("fetch after 204: got %v, %v", pool, err)
	}
}

func TestErrors(t *testing.T) {
	const intune = `{"error":{"code":"BadRequest","message":"{\r\n  \"_version\": 3,\r\n  \"Message\": \"DisplayName is too long - Operation ID (for customer support): 0 - Activity ID: 90aa90aa-0000-4000-8000-000000000001 - Url: https://x/y?z=1\",\r\n  \"CustomApiErrorPhrase\": \"\"}","innerError":{"date":"2025-02-07T08:42:35","request-id":"inner","client-request-id":"c"}}}`
	const at = "PATCH " + poolsPath + "/1: "
	for name, test := range map[string]struct {
		status     int
		body, want string
	}{
		"intune":     {400, intune, at + "400 BadRequest: DisplayName is too long (request 7b1f, activity 90aa90aa-0000-4000-8000-000000000001)"},
		"html":       {502, "<html><body>Bad gateway</body></html>", at + "502: Bad Gateway (request 7b1f)"},
		"empty":      {409, "", at + "409: Conflict (request 7b1f)"},
		"truncated":  {412, `{"error":{"code":"Prec`, at + "412: Precondition Failed (request 7b1f)"},
		"object":     {400, `{"error":{"code":"c","message":{"lang":"en","value":"m\nn"}}}`, at + "400 c: m n (request 7b1f)"},
		"old intune": {400, `{"error":{"code":"","message":"{\"ErrorCode\":\"Old\",\"Message\":\"text\",\"Target\":null}"}}`, at + "400 Old: text (request 7b1f)"},
		"forbidden":  {403, `{"error":{"code":"Forbidden","message":"no"}}`, at + "403 Forbidden: no; the operation needs one of the permissions DeviceManagementConfiguration.ReadWrite.All (request 7b1f)"},
	} {
		client := serve(t, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("request-id", "7b1f")
			w.WriteHeader(test.status)
			fmt.Fprint(w, test.body)
		})
		_, err := pools(client).ID("1").Patch(named("a")).Do(t.Context())
		if err == nil || err.Error() != test.want {
			t.Errorf("%s: got %v\nwant %s", name, err, test.want)
		}
		var e *graph.Error
		if !errors.As(err, &e) || e.Status != test.status || e.ClientRequestID == "" || string(e.Body) != test.body {
			t.Errorf("%s: got %#v", name, e)
		}
		if graph.IsForbidden(err) != (test.status == 403) || graph.IsConflict(err) != (test.status == 409 || test.status == 412) {
			t.Errorf("%s: the status is told wrongly", name)
		}
	}
}

type tokens struct{}

func (tokens) GetToken(context.Context, policy.TokenRequestOptions) (azcore.AccessToken, error) {
	return azcore.AccessToken{Token: "planted-token", ExpiresOn: time.Now().Add(time.Hour)}, nil
}

// A redirect to another host, or one that makes another request of an update, is refused; the token
// goes nowhere else.
func TestRedirects(t *testing.T) {
	foreign := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		t.Errorf("the other host was asked, with %q", r.Header.Get("Authorization"))
	}))
	defer foreign.Close()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != "Bearer planted-token" {
			t.Errorf("no token in %s", r.URL)
		}
		target := foreign.URL
		if r.Method == http.MethodPatch {
			target = "/beta/elsewhere"
		}
		http.Redirect(w, r, target, http.StatusFound)
	}))
	defer server.Close()
	client, err := intunebeta.NewClient(tokens{}, &graph.ClientOptions{BaseURL: server.URL + "/beta"})
	if err != nil {
		t.Fatal(err)
	}
	_, err = pools(client).ID("1").Get().Do(t.Context())
	if err == nil || !strings.Contains(err.Error(), "refused a redirect: it leads to host") || strings.Contains(err.Error(), "planted") {
		t.Errorf("got %v", err)
	}
	_, err = pools(client).ID("1").Patch(named("a")).Do(t.Context())
	if err == nil || !strings.Contains(err.Error(), "refused a redirect: it would turn the PATCH into a GET") {
		t.Errorf("got %v", err)
	}
}

func TestNotInCloud(t *testing.T) {
	client, err := intunebeta.NewClient(nil, &graph.ClientOptions{Cloud: graph.China})
	if err != nil {
		t.Fatal(err)
	}
	_, err = client.DeviceManagement().VirtualEndpoint().Get().Do(t.Context())
	if !errors.Is(err, graph.ErrNotInCloud) {
		t.Errorf("got %v", err)
	}
}
