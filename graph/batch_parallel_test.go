package graph

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// partServer answers each part after a while, and counts how many are there at once.
func partServer(t *testing.T, breaks func(part int32) bool) (p *pools, most, parts *atomic.Int32) {
	most, parts = new(atomic.Int32), new(atomic.Int32)
	var flying int32
	var mu sync.Mutex
	asked := map[string]int{}
	p = serve(t, func(w http.ResponseWriter, r *http.Request) {
		body := readAll(r)
		mu.Lock()
		flying++
		most.Store(max(most.Load(), flying))
		mu.Unlock()
		time.Sleep(10 * time.Millisecond)
		mu.Lock()
		defer mu.Unlock()
		flying--
		if breaks(parts.Add(1)) {
			conn, _, _ := http.NewResponseController(w).Hijack()
			_ = conn.Close()
			return
		}
		var answers []string
		for i := 1; ; i++ {
			_, rest, ok := strings.Cut(body, `"url":"/deviceManagement/pools/`)
			if !ok {
				break
			}
			id, rest, _ := strings.Cut(rest, "/")
			body = rest
			code, header := 204, ""
			if asked[id]++; id == "33" && asked[id] == 1 {
				code, header = 429, `"Retry-After":"0.01"`
			}
			answers = append(answers, fmt.Sprintf(`{"id":"%d","status":%d,"headers":{%s}}`, i, code, header))
		}
		_, _ = fmt.Fprintf(w, `{"responses":[%s]}`, strings.Join(answers, ","))
	}, nil)
	return p, most, parts
}

func TestBatchInParallel(t *testing.T) {
	p, most, parts := partServer(t, func(int32) bool { return false })
	batch := p.client.Batch()
	batch.Parallel = 3
	var items []*BatchItem[struct{}]
	for i := range 105 {
		items = append(items, AddCommand(batch, p.sync(fmt.Sprint(i))))
	}
	if err := batch.Do(t.Context()); err != nil {
		t.Fatal(err)
	}
	for i, item := range items {
		if _, err := item.Result(); err != nil {
			t.Errorf("item %d: %v", i, err)
		}
	}
	if most.Load() != 3 || parts.Load() != 7 {
		t.Errorf("%d parts at once, %d in all; want 3 and 7", most.Load(), parts.Load())
	}
	batch = p.client.Batch()
	batch.Parallel = 3
	first := AddCommand(batch, p.sync("a"))
	for i := range 50 {
		AddCommand(batch, p.sync(fmt.Sprint("b", i))).After(first)
	}
	most.Store(0)
	if err := batch.Do(t.Context()); err != nil || most.Load() != 1 {
		t.Errorf("with After: %v, %d parts at once", err, most.Load())
	}
}

// After a part was lost no other goes out, and each item has the outcome of its own part.
func TestBatchInParallelBreaks(t *testing.T) {
	p, _, parts := partServer(t, func(part int32) bool { return part == 2 })
	batch := p.client.Batch()
	batch.Parallel = 2
	var items []*BatchItem[struct{}]
	for i := range 200 {
		items = append(items, AddCommand(batch, p.sync(fmt.Sprint("x", i))))
	}
	if err := batch.Do(t.Context()); !errors.Is(err, ErrOutcomeUnknown) {
		t.Errorf("got %v", err)
	}
	count := map[string]int{}
	for _, item := range items {
		_, err := item.Result()
		switch {
		case err == nil:
			count["done"]++
		case errors.Is(err, ErrOutcomeUnknown) && !errors.Is(err, ErrNotSent):
			count["unknown"]++
		case errors.Is(err, ErrNotSent) && !errors.Is(err, ErrOutcomeUnknown):
			count["not sent"]++
		default:
			t.Errorf("got %v", err)
		}
	}
	sent := int(parts.Load())
	if count["unknown"] != 20 || count["done"] != 20*(sent-1) || count["not sent"] != 200-20*sent || sent > 3 {
		t.Errorf("got %v of %d parts", count, sent)
	}
}
