package graph

import (
	"errors"
	"io"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
)

// A reply that breaks off is a reply with a credential too: azcore's policy for tokens drops it.
func TestBrokenAnswersToRequestsWithToken(t *testing.T) {
	var count atomic.Int32
	server := httptest.NewServer(answer(&count, truncated(200), status(404, "{}")))
	defer server.Close()
	client := poolsOf(newClient(t, server.URL+"/beta", &credential{token: plantedToken}, nil))
	_, err := client.create(&pool{}).Do(t.Context())
	if !hasStatus(err, 200) || !errors.Is(err, io.ErrUnexpectedEOF) || !strings.Contains(err.Error(), "request r1") || count.Load() != 1 {
		t.Errorf("create: sent %d times, %v", count.Load(), err)
	}
	count.Store(0)
	err = (*Command)(client.id("1").Delete()).Do(t.Context())
	if !hasStatus(err, 200) || count.Load() != 1 {
		t.Errorf("delete: sent %d times, %v", count.Load(), err)
	}
}

// So is that of a batch: it is sent again when it only reads, and not when an item would be deleted
// twice.
func TestBrokenAnswersToBatches(t *testing.T) {
	whole := status(200, `{"responses":[{"id":"1","status":404}]}`)
	for method, want := range map[string]struct{ sent, status int }{"GET": {2, 404}, "DELETE": {1, 200}} {
		var count atomic.Int32
		client := serve(t, answer(&count, truncated(200), whole), nil)
		batch := client.client.Batch()
		item := AddCommand(batch, &Command{core{call{node: client.id("1"), method: method}}})
		_ = batch.Do(t.Context()) // the item has its error
		if _, err := item.Result(); !hasStatus(err, want.status) || int(count.Load()) != want.sent {
			t.Errorf("%s: sent %d times, %v; want %v", method, count.Load(), err, want)
		}
	}
}

func TestTooLargeAnswerToRequestWithToken(t *testing.T) {
	server := httptest.NewServer(status(200, `{"id":"12345"}`, "request-id", "r1"))
	defer server.Close()
	client := poolsOf(newClient(t, server.URL+"/beta", &credential{token: plantedToken}, func(o *ClientOptions) { o.MaxResponseBytes = 5 }))
	if _, err := client.get("1").Do(t.Context()); !hasStatus(err, 200) || !strings.Contains(err.Error(), "larger than 5 bytes") {
		t.Errorf("got %v", err)
	}
}
