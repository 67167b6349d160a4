package graph_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/intunegen/intunegen/generated/intunebeta"
	"github.com/intunegen/intunegen/graph"
	"github.com/intunegen/intunegen/odata"
)

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

// A thousand concurrent updates through a service that refuses more than its budget: all take
// effect, each once, within the budget.
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
