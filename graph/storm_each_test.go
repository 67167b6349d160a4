package graph_test

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/intunegen/intunegen/graph"
)

// each calls the action of many things by graph.Each. No other call is to these things, so that a
// request is known by its address.
func (c *stormCaller) each(ctx context.Context) {
	calls := map[string]*stormCall{}
	for range 1 + c.rng.IntN(70) {
		c.net.store.mu.Lock()
		thing := c.net.store.put(c.rng.IntN(stormShelves), stormState{})
		c.net.store.mu.Unlock()
		call := c.net.begin("ring", thing)
		wire, _ := c.net.at(thing).Action("ring", nil).Build()
		c.net.callsLock.Lock()
		c.net.each[wire.URL[len(c.net.root):]] = call
		c.net.callsLock.Unlock()
		calls[fmt.Sprint(call.id)] = call
	}
	start, begun, told := time.Now(), map[string]bool{}, map[string]int{}
	options := graph.EachOptions{Parallel: 1 + c.rng.IntN(4), Begin: func(ids []string) error {
		for _, id := range ids {
			begun[id] = true
		}
		return nil
	}, Done: func(id string, err error) {
		told[id]++
		calls[id].took = time.Since(start) / time.Duration(1+len(calls)/20) // batches wait for each other
		calls[id].end(err, func() string { return "" })
	}}
	ids := slices.Sorted(maps.Keys(calls))
	err := graph.Each(ctx, c.net.client, slices.Values(ids), func(id string) *graph.Command {
		return (*graph.Command)(c.net.at(calls[id].target).Action("ring", nil))
	}, options)
	if err != nil && ctx.Err() == nil {
		c.net.note(fmt.Sprint("Each ended with ", err))
	}
	for _, id := range ids {
		c.net.store.mu.Lock()
		seen := calls[id].seen
		c.net.store.mu.Unlock()
		if told[id] != 1 || seen > 0 && !begun[id] {
			c.net.note(fmt.Sprintf("Each told %d times of a call that was seen %d times, begun %t", told[id], seen, begun[id]))
		}
	}
}

// eachCall returns the call of Each with a request to this address, or nil.
func (n *stormNet) eachCall(url string) *stormCall {
	n.callsLock.Lock()
	defer n.callsLock.Unlock()
	return n.each[url]
}
