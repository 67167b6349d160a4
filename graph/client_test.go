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
	"testing/synctest"
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

func TestPaging(t *testing.T) {
	client := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Prefer") != "odata.maxpagesize=2" {
			t.Errorf("%s: Prefer is %q", r.URL, r.Header.Get("Prefer"))
		}
		switch r.URL.Query().Get("$skiptoken") {
		case "":
			fmt.Fprintf(w, `{"value":[{"id":"1"},{"id":"2"}],"@odata.nextLink":"http://%s/beta%s?$skiptoken=a%%20b"}`, r.Host, poolsPath)
		case "a b":
			fmt.Fprint(w, `{"value":[],"@odata.nextLink":"deviceManagement/embeddedSIMActivationCodePools?%24skiptoken=c"}`)
		case "c":
			fmt.Fprint(w, `{"@odata.nextLink":"embeddedSIMActivationCodePools?$skiptoken=d","value":[{"id":"3"}]}`)
		case "d":
			fmt.Fprint(w, `{"@odata.nextLink":"?$skiptoken=e","value":[{"id":"4"}]}`)
		default:
			fmt.Fprint(w, `{"value":[{"id":"5"}]}`)
		}
	})
	var ids []string
	for pool, err := range pools(client).List().All(t.Context(), graph.MaxPageSize(2)) {
		if err != nil {
			t.Fatal(err)
		}
		ids = append(ids, odata.GetOr(pool.ID, ""))
	}
	if got := strings.Join(ids, ""); got != "12345" {
		t.Errorf("got %s", got)
	}
}

func TestPagingRefuses(t *testing.T) {
	for name, test := range map[string]struct{ link, want string }{
		"another host": {"https://evil.example/beta/x", `refused the link to the next page, which leads to host "evil.example"`},
		"user":         {"http://u:p@127.0.0.1/beta/x", `refused the link`},
		"loop":         {"?", "is one that was read already"},
		"no url":       {"http://[", "is no URL"},
	} {
		calls := 0
		client := serve(t, func(w http.ResponseWriter, _ *http.Request) {
			calls++
			fmt.Fprintf(w, `{"value":[{"id":"1"}],"@odata.nextLink":%q}`, test.link)
		})
		all, err := graph.Collect(t.Context(), pools(client).List())
		if err == nil || !strings.Contains(err.Error(), test.want) || len(all) == 0 || calls > 2 {
			t.Errorf("%s: got %d items in %d calls, %v; want %s", name, len(all), calls, err, test.want)
		}
	}
}

// Derived types are decoded by their names, unknown ones kept.
func TestPolymorphicList(t *testing.T) {
	client := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprint(w, `{"value":[{"@odata.type":"#microsoft.graph.windows10CustomConfiguration","id":"1"},{"@odata.type":"#microsoft.graph.newer","id":"2"}]}`)
	})
	all, err := graph.Collect(t.Context(), client.DeviceManagement().DeviceConfigurations().List())
	if err != nil || len(all) != 2 {
		t.Fatalf("got %v, %v", all, err)
	}
	if _, ok := all[0].(*intunebeta.Windows10CustomConfiguration); !ok || odata.TypeName(all[1]) != "microsoft.graph.newer" {
		t.Errorf("got %T and %s", all[0], odata.TypeName(all[1]))
	}
}

type tokens struct{}

func (tokens) GetToken(context.Context, policy.TokenRequestOptions) (azcore.AccessToken, error) {
	return azcore.AccessToken{Token: "planted-token", ExpiresOn: time.Now().Add(time.Hour)}, nil
}

// A redirect to another host, or one that makes another request of an update, is refused; the token goes nowhere else.
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
	if err == nil || !strings.Contains(err.Error(), "refused a redirect to host") || strings.Contains(err.Error(), "planted") {
		t.Errorf("got %v", err)
	}
	_, err = pools(client).ID("1").Patch(named("a")).Do(t.Context())
	if err == nil || !strings.Contains(err.Error(), "refused a redirect that makes a GET of a PATCH") {
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

// A script answers requests in memory, so that time can be faked.
type script func(*http.Request) (*http.Response, error)

func (s script) Do(r *http.Request) (*http.Response, error) { return s(r) }

func reply(status int, body string, headers ...string) *http.Response {
	h := http.Header{}
	for i := 0; i+1 < len(headers); i += 2 {
		h.Set(headers[i], headers[i+1])
	}
	return &http.Response{StatusCode: status, Header: h, Body: io.NopCloser(strings.NewReader(body))}
}

func scripted(t *testing.T, s script, change func(*graph.ClientOptions)) *intunebeta.Client {
	t.Helper()
	options := &graph.ClientOptions{}
	options.Transport = s
	if change != nil {
		change(options)
	}
	client, err := intunebeta.NewClient(nil, options)
	if err != nil {
		t.Fatal(err)
	}
	return client
}

func TestRetry(t *testing.T) {
	for name, test := range map[string]struct {
		method  string
		answers []*http.Response
		waits   time.Duration // exactly, 0 for any
		fails   bool
	}{
		"fraction":        {"PATCH", []*http.Response{reply(429, "", "Retry-After", "2.128"), reply(200, `{"id":"1"}`)}, 2128 * time.Millisecond, false},
		"no Retry-After":  {"PATCH", []*http.Response{reply(429, ""), reply(503, ""), reply(504, ""), reply(200, `{"id":"1"}`)}, 0, false},
		"date":            {"GET", []*http.Response{reply(503, "", "Date", "Wed, 25 Nov 2026 10:00:00 GMT", "Retry-After", "Wed, 25 Nov 2026 10:00:07 GMT"), reply(200, `{"id":"1"}`)}, 7 * time.Second, false},
		"create, 429":     {"POST", []*http.Response{reply(429, "", "Retry-After", "1"), reply(201, `{"id":"1"}`)}, time.Second, false},
		"create, 504":     {"POST", []*http.Response{reply(504, ""), reply(201, `{"id":"1"}`)}, 0, true},
		"create, cut off": {"POST", []*http.Response{nil, reply(201, `{"id":"1"}`)}, 0, true},
		"update, cut off": {"PATCH", []*http.Response{nil, reply(200, `{"id":"1"}`)}, 0, false},
		"bad request":     {"PATCH", []*http.Response{reply(400, ""), reply(200, `{"id":"1"}`)}, 0, true},
	} {
		synctest.Test(t, func(t *testing.T) {
			sent := 0
			client := scripted(t, func(r *http.Request) (*http.Response, error) {
				if r.Body != nil {
					if body, _ := io.ReadAll(r.Body); r.Method != "GET" && len(body) == 0 {
						t.Errorf("%s: the body was not sent again", name)
					}
				}
				sent++
				if a := test.answers[sent-1]; a != nil {
					return a, nil
				}
				return nil, io.ErrUnexpectedEOF
			}, nil)
			start := time.Now()
			var err error
			switch test.method {
			case "PATCH":
				_, err = pools(client).ID("1").Patch(named("a")).Do(t.Context())
			case "POST":
				_, err = pools(client).Create(&intunebeta.EmbeddedSIMActivationCodePool{DisplayName: odata.Set("a")}).Do(t.Context())
			default:
				_, err = pools(client).ID("1").Get().Do(t.Context())
			}
			if (err != nil) != test.fails || test.waits != 0 && time.Since(start) != test.waits || test.fails && sent != 1 || !test.fails && sent != len(test.answers) {
				t.Errorf("%s: %d requests in %v, %v", name, sent, time.Since(start), err)
			}
		})
	}
}

// A deadline that would pass while waiting ends the call at once, with what went wrong.
func TestRetryRespectsDeadline(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		client := scripted(t, func(*http.Request) (*http.Response, error) { return reply(429, "", "Retry-After", "30"), nil }, nil)
		ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
		defer cancel()
		start := time.Now()
		_, err := pools(client).ID("1").Patch(named("a")).Do(ctx)
		var e *graph.Error
		if !graph.IsThrottled(err) || !errors.As(err, &e) || e.RetryAfter != 30*time.Second || time.Since(start) != 0 {
			t.Errorf("got %v after %v", err, time.Since(start))
		}
	})
}

// A thousand concurrent updates through a service that refuses more than its budget: all take effect, each once, within the budget.
func TestThousandUpdatesThroughThrottling(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var server throttled
		client := scripted(t, server.do, func(o *graph.ClientOptions) { o.OnDelay = server.delayed })
		errs := make(chan error)
		const updates = 1000
		for i := range updates {
			go func() {
				_, err := pools(client).ID(fmt.Sprint(i)).Patch(named("a")).Do(t.Context())
				errs <- err
			}()
		}
		for range updates {
			if err := <-errs; err != nil {
				t.Error(err)
			}
		}
		if len(server.effect) != updates || server.refused > 0 || server.delays == 0 {
			t.Errorf("%d updates in effect, %d refused, %d delays", len(server.effect), server.refused, server.delays)
		}
		for id, n := range server.effect {
			if n != 1 {
				t.Errorf("%s was updated %d times", id, n)
			}
		}
	})
}

// What is asked for stands in the URL of the first page, with %20 for a space.
func TestListOptions(t *testing.T) {
	p := intunebeta.ManagedDeviceProperties
	client := serve(t, func(w http.ResponseWriter, r *http.Request) {
		want := "$select=deviceName,operatingSystem&$filter=operatingSystem%20eq%20'Windows'%20and%20complianceState%20ne%20'compliant'&$top=500"
		if r.URL.RawQuery != want {
			t.Errorf("got %s; want %s", r.URL.RawQuery, want)
		}
		fmt.Fprint(w, `{"value":[{"deviceName":"a"}]}`)
	})
	devices := client.DeviceManagement().ManagedDevices().List(
		odata.Select(p.DeviceName, p.OperatingSystem),
		odata.Filter(odata.And(odata.Eq(p.OperatingSystem, "Windows"), odata.Ne(p.ComplianceState, intunebeta.ComplianceStateCompliant))),
		odata.Top(500))
	all, err := graph.Collect(t.Context(), devices)
	if err != nil || len(all) != 1 {
		t.Errorf("got %v, %v", all, err)
	}
}
