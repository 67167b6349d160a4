package graph

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
)

// A thousand updates at once, through a service that refuses some and breaks off others: all take
// effect, and no goroutine is left.
func TestConcurrentUpdates(t *testing.T) {
	before := runtime.NumGoroutine()
	var mu sync.Mutex
	names, seen := map[string]string{}, map[string]int{}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body := readAll(r)
		mu.Lock()
		seen[r.URL.Path]++
		n := seen[r.URL.Path]*7 + len(seen)
		mu.Unlock()
		switch n % 5 {
		case 0:
			status(429, "{}", "Retry-After", "0.01")(w, r)
			return
		case 1:
			reset(true)(w, r)
			return
		}
		mu.Lock()
		names[r.URL.Path] = body
		mu.Unlock()
		w.WriteHeader(204)
	}))
	transport := &http.Transport{MaxIdleConnsPerHost: 50, MaxConnsPerHost: 50}
	client := poolsOf(newClient(t, server.URL+"/beta", nil, func(o *ClientOptions) {
		o.Unlimited, o.Transport = true, &http.Client{Transport: transport}
		o.Retry = policy.RetryOptions{MaxRetries: 50, RetryDelay: time.Millisecond}
	}))
	var wg sync.WaitGroup
	for i := range 1000 {
		wg.Go(func() {
			if _, err := client.patch(fmt.Sprint(i), named(fmt.Sprint("n", i))).Do(t.Context()); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	for i := range 1000 {
		if got := names["/beta/deviceManagement/pools/"+fmt.Sprint(i)]; !strings.Contains(got, fmt.Sprintf(`"n%d"`, i)) {
			t.Errorf("update %d left %q", i, got)
		}
	}
	transport.CloseIdleConnections()
	server.Close()
	for wait := 0; runtime.NumGoroutine() > before+2 && wait < 100; wait++ {
		time.Sleep(10 * time.Millisecond)
	}
	if left := runtime.NumGoroutine() - before; left > 2 {
		t.Errorf("%d goroutines left", left)
	}
}

// A wait that is cancelled takes nothing from the budget, and the budget holds by the service's own
// clock however long requests travel.
func TestBudget(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var mu sync.Mutex
		var at []time.Time
		client := poolsOf(newClient(t, "http://127.0.0.1/beta", nil, func(o *ClientOptions) {
			o.Transport = inMemory(func(*http.Request) (int, string) {
				mu.Lock()
				travel := time.Duration(len(at)%7) * 300 * time.Millisecond
				at = append(at, time.Time{})
				n := len(at) - 1
				mu.Unlock()
				time.Sleep(travel)
				mu.Lock()
				at[n] = time.Now()
				mu.Unlock()
				time.Sleep(travel)
				return 204, ""
			})
		}))
		start := time.Now()
		update := func(ctx context.Context) error { return errOf(client.patch("1", named("x")).Do(ctx)) }
		var wg sync.WaitGroup
		for range 250 {
			wg.Go(func() {
				if err := update(t.Context()); err != nil {
					t.Error(err)
				}
			})
		}
		time.Sleep(time.Second)
		ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
		defer cancel()
		for range 500 {
			wg.Go(func() {
				if err := update(ctx); !errors.Is(err, context.DeadlineExceeded) {
					t.Errorf("a cancelled wait ended with %v", err)
				}
			})
		}
		wg.Wait()
		if took := time.Since(start); took > 50*time.Second {
			t.Errorf("250 updates took %v: cancelled waits took from the budget", took)
		}
		for i := range at {
			inSpan := 0
			for _, other := range at {
				if d := other.Sub(at[i]); d >= 0 && d < span {
					inSpan++
				}
			}
			if inSpan > 100 {
				t.Fatalf("the service saw %d writes in 20 seconds", inSpan)
			}
		}
	})
}

// Ten goroutines send batches that are larger together than the budget: none waits for another for
// ever.
func TestBatchesWithinBudget(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		sent := 0
		var mu sync.Mutex
		handler := func(r *http.Request) (int, string) {
			var batch struct{ Requests []batchRequest }
			_ = json.Unmarshal([]byte(readAll(r)), &batch)
			mu.Lock()
			defer mu.Unlock()
			sent += len(batch.Requests)
			var responses []string
			for _, request := range batch.Requests {
				responses = append(responses, fmt.Sprintf(`{"id":%q,"status":204}`, request.ID))
			}
			return 200, `{"responses":[` + strings.Join(responses, ",") + `]}`
		}
		client := poolsOf(newClient(t, "http://127.0.0.1/beta", nil, func(o *ClientOptions) { o.Transport = inMemory(handler) }))
		var wg sync.WaitGroup
		for range 10 {
			wg.Go(func() {
				batch := client.client.Batch()
				for i := range 17 {
					Add(batch, client.patch(fmt.Sprint(i), named("x")))
				}
				if err := batch.Do(t.Context()); err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		if sent != 170 {
			t.Errorf("%d requests; want 170", sent)
		}
	})
}
