package graph

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"github.com/intunegen/intunegen/odata"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"
)

// batchServer answers each request of a $batch by handle, which gets the URL and how often it was
// asked.
type batchServer struct {
	mu     sync.Mutex
	sizes  []int
	bodies []string
	asked  map[string]int
	handle func(url string, n int, r batchRequest) (status int, headers, body string)
}

func (s *batchServer) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	raw := readAll(r)
	var batch struct{ Requests []batchRequest }
	if err := json.Unmarshal([]byte(raw), &batch); err != nil || r.Method != "POST" || r.URL.Path != "/beta/$batch" {
		w.WriteHeader(400)
		return
	}
	s.sizes, s.bodies = append(s.sizes, len(batch.Requests)), append(s.bodies, raw)
	var responses []string
	for _, request := range batch.Requests {
		s.asked[request.URL]++
		code, headers, body := s.handle(request.URL, s.asked[request.URL], request)
		responses = append([]string{fmt.Sprintf(`{"id":%q,"status":%d,"headers":{%s},"body":%s}`, request.ID, code, headers, body)}, responses...)
	}
	_, _ = fmt.Fprintf(w, `{"responses":[%s]}`, strings.Join(responses, ","))
}

func serveBatch(t *testing.T, handle func(url string, n int, r batchRequest) (int, string, string)) (*batchServer, *pools) {
	s := &batchServer{handle: handle, asked: map[string]int{}}
	return s, serve(t, s.ServeHTTP, nil)
}

func TestBatch(t *testing.T) {
	s, client := serveBatch(t, func(url string, n int, r batchRequest) (int, string, string) {
		switch {
		case url == "/deviceManagement/pools/7":
			return 400, `"request-id":"r7"`, `{"error":{"code":"BadRequest","message":"no seven"}}`
		case url == "/deviceManagement/pools/9" && n == 1:
			return 429, `"Retry-After":"0.01"`, `null`
		case r.Method == "DELETE":
			return 204, "", "null"
		}
		return 200, "", fmt.Sprintf(`{"displayName":%q}`, url[len("/deviceManagement/pools/"):]+string(r.Body))
	})
	batch := client.client.Batch()
	items := make([]*BatchItem[*pool], 50)
	for i := range items {
		items[i] = Add(batch, client.patch(fmt.Sprint(i), named("<x>")), IfMatch("e"))
	}
	deleted := AddCommand(batch, (*Command)(client.id("d").Delete()))
	if _, err := items[0].Result(); !errors.Is(err, errNotSent) {
		t.Errorf("before Do: %v", err)
	}
	if err := batch.Do(t.Context()); err != nil {
		t.Fatal(err)
	}
	for i, item := range items {
		got, err := item.Result()
		want := fmt.Sprint(i) + `{"@odata.type":"#test.pool","displayName":"<x>"}`
		switch {
		case i == 7:
			var e *Error
			if !errors.As(err, &e) || e.Error() != "PATCH /deviceManagement/pools/7: 400 BadRequest: no seven (request r7)" {
				t.Errorf("item 7: %v", err)
			}
		case err != nil || odata.GetOr(got.DisplayName, "") != want:
			t.Errorf("item %d: %v, %v", i, got, err)
		}
	}
	if _, err := deleted.Result(); err != nil {
		t.Error(err)
	}
	if err := batch.Do(t.Context()); err != errSent {
		t.Errorf("the second Do: %v", err)
	}
	if got := fmt.Sprint(s.sizes); got != "[20 20 11 1]" {
		t.Errorf("requests of sizes %s; want three and the throttled one again", got)
	}
	if !strings.Contains(s.bodies[0], `"if-match":"e"`) || !strings.Contains(s.bodies[0], `"Content-Type":"application/json"`) {
		t.Errorf("sent %s", s.bodies[0])
	}
}

// A request that waits for another, and was never sent because the time is over, has not succeeded.
func TestBatchOutOfTime(t *testing.T) {
	s, client := serveBatch(t, func(url string, n int, r batchRequest) (int, string, string) {
		if strings.HasSuffix(url, "/0") {
			return 429, `"Retry-After":"60"`, "null"
		}
		return 200, "", `{"displayName":"ok"}`
	})
	batch := client.client.Batch()
	items := make([]*BatchItem[*pool], batchSize+1)
	for i := range items {
		items[i] = Add(batch, client.get(fmt.Sprint(i)))
	}
	items[batchSize].After(items[0])
	ctx, cancel := context.WithTimeout(t.Context(), time.Second)
	defer cancel()
	if err := batch.Do(ctx); err != nil || len(s.sizes) != 1 {
		t.Errorf("%v, batches of %v", err, s.sizes)
	}
	for i, want := range map[int]int{0: 429, batchSize: 424} {
		if _, err := items[i].Result(); !hasStatus(err, want) {
			t.Errorf("item %d: %v; want %d", i, err, want)
		}
	}
}

func TestBatchLists(t *testing.T) {
	client := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodGet {
			status(200, `{"value":[{"id":"3"}]}`)(w, r)
			return
		}
		status(200, `{"responses":[{"id":"1","status":200,"body":{"value":[{"id":"1"},{"id":"2"}],"@odata.nextLink":"?$skiptoken=x"}}]}`)(w, r)
	}, nil)
	batch := client.client.Batch()
	list := AddList(batch, client.list())
	missing := Add(batch, client.get("1"))
	if err := batch.Do(t.Context()); err != nil {
		t.Fatal(err)
	}
	if items, err := list.Result(); err != nil || len(items) != 3 {
		t.Errorf("got %d items, %v; want those of both pages", len(items), err)
	}
	if _, err := missing.Result(); err == nil || !strings.Contains(err.Error(), "has no answer to this request") {
		t.Errorf("an item without an answer: %v", err)
	}
}

func TestBatchThatFails(t *testing.T) {
	client := serve(t, status(502, "<html>"), nil)
	batch := client.client.Batch()
	item := Add(batch, client.get("1"))
	foreign := Add(batch, serve(t, status(200, "{}"), nil).get("1"))
	if err := batch.Do(t.Context()); !hasStatus(err, 502) {
		t.Errorf("got %v", err)
	}
	if _, err := item.Result(); !hasStatus(err, 502) {
		t.Errorf("the item has %v", err)
	}
	if _, err := foreign.Result(); err == nil || !strings.Contains(err.Error(), "another client") {
		t.Errorf("got %v", err)
	}
}

// Names of headers are in lower case in a batch, where nobody is bound to overlook their case.
func TestBatchHeaders(t *testing.T) {
	s, client := serveBatch(t, func(string, int, batchRequest) (int, string, string) { return 204, "", "null" })
	batch := (*Node)(client).client.Batch()
	Add(batch, client.patch("1", named("a")), IfMatch(`W/"1"`), PreferMinimal())
	if err := batch.Do(t.Context()); err != nil {
		t.Fatal(err)
	}
	if want := `"headers":{"Content-Type":"application/json","if-match":"W/\"1\"","prefer":"return=minimal"}`; !strings.Contains(s.bodies[0], want) {
		t.Errorf("sent %s; want %s in it", s.bodies[0], want)
	}
}
