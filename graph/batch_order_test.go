package graph

import (
	"fmt"
	"strings"
	"testing"
)

func TestBatchOrder(t *testing.T) {
	s, client := serveBatch(t, func(url string, n int, r batchRequest) (int, string, string) {
		switch {
		case strings.HasSuffix(url, "/bad"):
			return 409, "", `{"error":{"code":"Conflict","message":"m"}}`
		case strings.HasSuffix(url, "/slow") && n == 1:
			return 429, "", "null"
		case strings.HasSuffix(url, "/afterslow") && n == 1:
			return 424, "", "null"
		}
		return 200, "", `{"displayName":"ok"}`
	})
	batch := client.client.Batch()
	bad, slow := Add(batch, client.get("bad")), Add(batch, client.get("slow"))
	for i := range 10 {
		Add(batch, client.get(fmt.Sprint(i)))
	}
	afterSlow := Add(batch, client.get("afterslow")).After(slow)
	for i := range 10 {
		Add(batch, client.get(fmt.Sprint("more", i)))
	}
	afterBad := Add(batch, client.patch("afterbad", named("x"))).After(bad)
	lone := Add(batch, client.get("a"))
	cycle := Add(batch, client.get("b")).After(lone)
	lone.After(cycle)
	if err := batch.Do(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, err := afterSlow.Result(); err != nil {
		t.Errorf("after a throttled item: %v", err)
	}
	if _, err := afterBad.Result(); !hasStatus(err, 424) || s.asked["/deviceManagement/pools/afterbad"] != 0 {
		t.Errorf("after a failed item: %v, sent %d times", err, s.asked["/deviceManagement/pools/afterbad"])
	}
	if _, err := cycle.Result(); err == nil || !strings.Contains(err.Error(), "depend on each other") {
		t.Errorf("a cycle: %v", err)
	}
}

// What waits for a request that failed fails with it, also by way of others and in whatever order
// they were added.
func TestBatchOrderOfAdding(t *testing.T) {
	s, client := serveBatch(t, func(string, int, batchRequest) (int, string, string) {
		return 409, "", `{"error":{"code":"Conflict","message":"m"}}`
	})
	batch := client.client.Batch()
	var items []*BatchItem[*pool]
	for i := range 4 {
		items = append(items, Add(batch, client.get(fmt.Sprint(i))))
	}
	for i, next := range items[1:] {
		items[i].After(next)
	}
	if err := batch.Do(t.Context()); err != nil || len(s.sizes) != 1 {
		t.Errorf("%v, batches of %v", err, s.sizes)
	}
	for i, want := range []int{424, 424, 424, 409} {
		if _, err := items[i].Result(); !hasStatus(err, want) {
			t.Errorf("item %d: %v; want %d", i, err, want)
		}
	}
}
