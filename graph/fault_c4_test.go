package graph

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"testing"

	"github.com/intunegen/intunegen/odata"
)

// An empty page ends no list, and an empty count is not 0.
func TestFaultC4_EmptyAnswers(t *testing.T) {
	first := status(200, `{"value":[{"id":"1"}],"@odata.nextLink":"?$skiptoken=2"}`)
	for _, empty := range []http.HandlerFunc{status(200, ""), status(200, " \r\n"), status(200, "\ufeff"), status(204, "")} {
		items, err := Collect(t.Context(), inMemoryPools(t, sequence(first, empty)(), nil).list())
		if len(items) != 1 || err == nil || !strings.Contains(err.Error(), "not as described") || fate(err) != "refused" {
			t.Errorf("page two: %d items, %v", len(items), err)
		}
		client := inMemoryPools(t, empty, nil)
		if _, err := Count(client.list()).Do(t.Context()); err == nil || !strings.Contains(err.Error(), "not as described") {
			t.Errorf("count: %v", err)
		}
	}
	for _, body := range []string{"", "\n", "\ufeff"} {
		if items, err := Collect(t.Context(), inMemoryPools(t, status(200, body), nil).list()); len(items) > 0 || err == nil {
			t.Errorf("page one %q: %v, %v", body, items, err)
		}
	}
	client := inMemoryPools(t, status(200, `{"responses":[{"id":"1","status":200}]}`), nil)
	batch := client.client.Batch()
	list := AddList(batch, client.list())
	if err := batch.Do(t.Context()); err != nil {
		t.Fatal(err)
	}
	if items, err := list.Result(); len(items) > 0 || err == nil {
		t.Errorf("a list in a batch: %v, %v", items, err)
	}
}

// What 202 leads to is an operation, which Fetch does not take for the resource.
func TestFaultC5_FetchAfterAccepted(t *testing.T) {
	const operation = `{"id":"op","displayName":"operation","status":"running"}`
	for _, body := range []string{"", operation} {
		client := inMemoryPools(t, func(w http.ResponseWriter, r *http.Request) {
			switch {
			case r.Method != http.MethodGet:
				status(202, body, "Location", "http://127.0.0.1/beta/operations/op")(w, r)
			case strings.HasSuffix(r.URL.Path, "/op"):
				status(200, operation)(w, r)
			default:
				status(200, `{"id":"1","displayName":"resource"}`)(w, r)
			}
		}, nil)
		got, err := Fetch(t.Context(), client.patch("1", named("x")))
		if err != nil || odata.GetOr(got.DisplayName, "") != "resource" {
			t.Errorf("update answered with %q: %v, %v", body, got, err)
		}
		got, err = Fetch(t.Context(), client.create(&pool{}))
		if got != nil || fate(err) != "unknown" || !hasStatus(err, 202) || !strings.Contains(err.Error(), "still going on") {
			t.Errorf("create answered with %q: %v, %v", body, got, err)
		}
		if got, err := client.create(&pool{}).Do(t.Context()); got != nil || err != nil {
			t.Errorf("Do answered with %q: %v, %v", body, got, err)
		}
	}
}

// Once the update is carried out, no error of Fetch says that it was not sent or refused.
func TestFaultC5_FetchThatCannotRead(t *testing.T) {
	for _, read := range []http.HandlerFunc{status(404, "{}"), status(403, "{}"), lose, status(200, "<html>"), status(429, "{}", "Retry-After", "3600")} {
		client := inMemoryPools(t, sequence(status(204, ""), read)(), nil)
		if _, err := Fetch(t.Context(), client.patch("1", named("x"))); fate(err) != "unknown" {
			t.Errorf("got %s, %v", fate(err), err)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	client := inMemoryPools(t, func(w http.ResponseWriter, r *http.Request) { cancel(); w.WriteHeader(204) }, nil)
	if _, err := Fetch(ctx, client.patch("1", named("x"))); fate(err) != "unknown" || !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled between: %v", err)
	}
}

// A count may be a string. A count that is not a number does not cost an item.
func TestFaultC6_CountAsText(t *testing.T) {
	for count, want := range map[string]int64{`"7"`: 7, `7`: 7, `"0"`: 0, `null`: -1, `"many"`: -2, `""`: -2, `-1`: -2, `"-1"`: -2, `7.5`: -2, `true`: -2, `[7]`: -2, `{"n":7}`: -2, `1e99`: -2} {
		first := status(200, `{"@odata.count":`+count+`,"value":[{"id":"1"}],"@odata.nextLink":"?$skiptoken=2"}`)
		client := inMemoryPools(t, sequence(first, status(200, `{"value":[{"id":"2"}]}`))(), nil)
		total := int64(-1)
		items, err := Collect(t.Context(), WithCount(client.list(), &total))
		if len(items) != 2 || total != max(want, -1) || (err != nil) != (want == -2) || err != nil && !errors.Is(err, odata.ErrCount) {
			t.Errorf("%s: %d items, %d, %v; want %d", count, len(items), total, err, want)
		}
	}
}

// A byte order mark is nowhere a part of JSON.
func TestFaultC7_ByteOrderMark(t *testing.T) {
	const mark = "\ufeff"
	client := inMemoryPools(t, status(200, mark+`{"responses":[{"id":"1","status":200,"body":{"displayName":"a"}}]}`), nil)
	batch := client.client.Batch()
	item := Add(batch, client.patch("1", named("x")))
	if err := batch.Do(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got, err := item.Result(); err != nil || odata.GetOr(got.DisplayName, "") != "a" {
		t.Errorf("in a batch: %v, %v", got, err)
	}
	one := inMemoryPools(t, status(200, mark+`{"displayName":"a"}`), nil)
	if got, err := one.get("1").Do(t.Context()); err != nil || odata.GetOr(got.DisplayName, "") != "a" {
		t.Errorf("get: %v, %v", got, err)
	}
	if got, err := Fetch(t.Context(), one.create(&pool{})); err != nil || odata.GetOr(got.DisplayName, "") != "a" {
		t.Errorf("fetch: %v, %v", got, err)
	}
	if items, err := Collect(t.Context(), inMemoryPools(t, status(200, mark+`{"value":[{"id":"1"}]}`), nil).list()); err != nil || len(items) != 1 {
		t.Errorf("list: %v, %v", items, err)
	}
	refused := inMemoryPools(t, status(400, mark+`{"error":{"code":"Bad","message":"no"}}`), nil)
	var e *Error
	if _, err := refused.get("1").Do(t.Context()); !errors.As(err, &e) || e.Code != "Bad" || e.Message != "no" {
		t.Errorf("error: %v", err)
	}
}
