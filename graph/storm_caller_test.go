package graph_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"time"

	"github.com/intunegen/intunegen/graph"
	"github.com/intunegen/intunegen/odata"
)

type stormModel struct {
	ID          odata.Field[string] `odata:"id,nonnull,readonly"`
	DisplayName odata.Field[string] `odata:"displayName"`
	Count       odata.Field[int32]  `odata:"count"`
	Version     odata.Field[int32]  `odata:"version,readonly"`
	Extra       odata.Extra         `odata:"#storm.thing"`
}

type stormPatch struct {
	DisplayName odata.Field[string] `odata:"displayName"`
	Count       odata.Field[int32]  `odata:"count"`
	Extra       odata.Extra         `odata:"#storm.thing"`
}

// A stormCaller makes one call after the other.
type stormCaller struct {
	net    *stormNet
	rng    *rand.Rand
	own    *stormThing   // nobody else writes it
	shared []*stormThing // that all callers raise
	made   []*stormThing // and not deleted yet
}

// run makes calls until the service has had so many exchanges.
func (c *stormCaller) run(exchanges int64) {
	for c.net.exchanges.Load() < exchanges {
		ctx, cancel := c.context()
		switch c.rng.IntN(24) {
		case 0, 1:
			c.batch(ctx)
		case 2:
			c.each(ctx)
		default:
			deed := c.deed(true)
			deed.call.alone = true
			start := time.Now()
			deed.do(ctx)
			deed.call.took = time.Since(start)
		}
		cancel()
	}
}

// context returns the context of a call: some end soon, by a deadline or because their caller has
// left.
func (c *stormCaller) context() (context.Context, context.CancelFunc) {
	soon := c.net.patience * time.Duration(c.rng.IntN(20)) / 100
	switch c.rng.IntN(8) {
	case 0:
		return context.WithTimeout(context.Background(), soon)
	case 1:
		ctx, cancel := context.WithCancel(context.Background())
		timer := time.AfterFunc(soon, cancel)
		return ctx, func() { timer.Stop(); cancel() }
	}
	return context.WithTimeout(context.Background(), 2*c.net.hang())
}

// batch makes some calls at once, a few of them after others. One at most is to the caller's own
// thing, so that their order is known.
func (c *stormCaller) batch(ctx context.Context) {
	batch := c.net.client.Batch()
	var items []stormBatched
	for i := range 1 + c.rng.IntN(25) {
		deed := c.deed(i == 0)
		item := deed.add(batch)
		if i > 0 && c.rng.IntN(4) == 0 {
			item.after(items[c.rng.IntN(i)].item)
		}
		items = append(items, item)
	}
	start := time.Now()
	_ = batch.Do(ctx) // each item has its error
	for _, item := range items {
		item.result()
		item.call.took = time.Since(start)
	}
}

// deed returns a call of some kind; own says whether it may write the caller's own thing.
func (c *stormCaller) deed(own bool) stormDeed {
	switch roll := c.rng.IntN(15); {
	case roll < 3 && own:
		return c.patch()
	case roll < 4 && own:
		return c.put()
	case roll < 7:
		return c.raise()
	case roll < 9:
		return c.create()
	case roll < 10 && len(c.made) > 0:
		return c.remove()
	case roll < 11:
		return c.ring()
	case roll < 12:
		return c.list()
	case roll < 13:
		return c.count()
	}
	return c.read()
}

func (c *stormCaller) patch() stormDeed {
	call := c.net.begin("patch", c.own)
	patch := &stormPatch{DisplayName: odata.Set(fmt.Sprint("n", call.id))}
	deed := request(call, c.net.at(c.own).Patch(patch), c.net.wrote(call))
	if c.rng.IntN(3) == 0 {
		deed.do = fetch(call, c.net.at(c.own).Patch(patch), c.net.had(call))
	}
	return deed
}

func (c *stormCaller) put() stormDeed {
	call := c.net.begin("put", c.own)
	model := &stormModel{DisplayName: odata.Set(fmt.Sprint("n", call.id)), Count: odata.Set(int32(call.id))}
	return request(call, c.net.at(c.own).Put(model), c.net.wrote(call))
}

// raise adds one to the number in a shared thing, if nobody else does at the same time.
func (c *stormCaller) raise() stormDeed {
	thing := c.some(c.shared)
	call := c.net.begin("raise", thing)
	c.net.store.mu.Lock()
	count, etag := thing.now().count, thing.etag()
	c.net.store.mu.Unlock()
	patch := &stormPatch{Count: odata.Set(count + 1)}
	return request(call, c.net.at(thing).Patch(patch), c.net.wrote(call), graph.IfMatch(etag))
}

func (c *stormCaller) create() stormDeed {
	call := c.net.begin("create", nil)
	model := &stormModel{DisplayName: odata.Set(fmt.Sprint("n", call.id)), Count: odata.Set(int32(1))}
	wrote := c.net.wrote(call)
	return request(call, c.net.shelf(c.rng.IntN(stormShelves)).Create(model), func(got *stormModel) string {
		lie := wrote(got)
		if lie == "" && got != nil {
			c.made = append(c.made, c.net.thing(got))
		}
		return lie
	})
}

func (c *stormCaller) remove() stormDeed {
	i := c.rng.IntN(len(c.made))
	thing := c.made[i]
	c.made = slices.Delete(c.made, i, i+1)
	return command(c.net.begin("delete", thing), c.net.at(thing).Delete())
}

// ring calls the action; by itself also through Client.Do.
func (c *stormCaller) ring() stormDeed {
	thing := c.some(c.shared)
	deed := command(c.net.begin("ring", thing), c.net.at(thing).Action("ring", nil))
	if c.rng.IntN(2) == 0 {
		deed.do = func(ctx context.Context) {
			err := c.net.client.Do(ctx, "POST", fmt.Sprintf("/shelves/%d/things/%s/ring", thing.shelf, thing.id), nil, nil, deed.call.header())
			deed.call.end(err, func() string { return "" })
		}
	}
	return deed
}

func (c *stormCaller) read() stormDeed {
	thing := c.some(append(c.shared, c.own))
	call := c.net.begin("read", thing)
	return request(call, c.net.at(thing).Get(nil), c.net.had(call))
}

func (c *stormCaller) some(things []*stormThing) *stormThing {
	return things[c.rng.IntN(len(things))]
}

func (c *stormCaller) count() stormDeed {
	shelf := c.rng.IntN(stormShelves)
	call := c.net.begin("count", nil)
	r := (*graph.Request[int64])(c.net.shelf(shelf).Count(nil))
	return requestDeed(call, r, c.net.counted(shelf))
}

func (c *stormCaller) list() stormDeed {
	shelf := c.rng.IntN(stormShelves)
	return list(c.net.begin("list", nil), c.net.shelf(shelf).List(nil), c.net.listed(shelf))
}
