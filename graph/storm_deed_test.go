package graph_test

import (
	"context"
	"fmt"

	"github.com/intunegen/intunegen/graph"
)

// A stormDeed is a call, to be made by itself or in a batch.
type stormDeed struct {
	do  func(context.Context)
	add func(*graph.Batch) stormBatched

	call *stormCall
}

// A stormBatched is a call in a batch.
type stormBatched struct {
	call   *stormCall
	item   graph.BatchDependency
	after  func(graph.BatchDependency)
	result func() // records the result of the call
}

func (c *stormCall) header() graph.Option { return graph.Header(stormHeader, fmt.Sprint(c.id)) }

// batched returns the item of a call; check says what is wrong with its result.
func batched[T any](call *stormCall, item *graph.BatchItem[T], check func(T) string) stormBatched {
	return stormBatched{call, item, func(other graph.BatchDependency) { item.After(other) }, func() {
		got, err := item.Result()
		call.end(err, func() string { return check(got) })
	}}
}

func request(call *stormCall, r *graph.Call, check func(*stormModel) string, more ...graph.Option) stormDeed {
	return requestDeed(call, (*graph.Request[*stormModel])(r), check, more...)
}

func requestDeed[T any](call *stormCall, r *graph.Request[T], check func(T) string, options ...graph.Option) stormDeed {
	options = append(options, call.header())
	return stormDeed{call: call,
		do: func(ctx context.Context) {
			got, err := r.Do(ctx, options...)
			call.end(err, func() string { return check(got) })
		},
		add: func(b *graph.Batch) stormBatched { return batched(call, graph.Add(b, r, options...), check) },
	}
}

// fetch reads the result where the service answers without it.
func fetch(call *stormCall, r *graph.Call, check func(*stormModel) string) func(context.Context) {
	return func(ctx context.Context) {
		got, err := graph.Fetch(ctx, (*graph.Request[*stormModel])(r), call.header())
		call.end(err, func() string { return check(got) })
	}
}

func command(call *stormCall, c *graph.Call) stormDeed {
	r := (*graph.Command)(c)
	return stormDeed{call: call,
		do: func(ctx context.Context) { call.end(r.Do(ctx, call.header()), func() string { return "" }) },
		add: func(b *graph.Batch) stormBatched {
			return batched(call, graph.AddCommand(b, r, call.header()), func(struct{}) string { return "" })
		},
	}
}

func list(call *stormCall, c *graph.Call, check func([]*stormModel) string) stormDeed {
	l := (*graph.List[*stormModel])(c)
	return stormDeed{call: call,
		do: func(ctx context.Context) {
			got, err := graph.Collect(ctx, l, call.header())
			call.end(err, func() string { return check(got) })
		},
		add: func(b *graph.Batch) stormBatched { return batched(call, graph.AddList(b, l, call.header()), check) },
	}
}
