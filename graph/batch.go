package graph

import (
	"context"
	"errors"
	"fmt"
)

// A Batch sends many requests in few: twenty of them in each. Each request has a result of its own,
// and is sent again by itself if it was throttled. A batch is not a transaction. One goroutine uses
// it, and it is sent once.
type Batch struct {
	// Parallel is the most parts of twenty that are on their way at once; 0 means 1. If an item
	// depends on others by After, the parts go out one after the other.
	Parallel int

	client  *Client
	entries []*batchEntry
	sent    bool
}

// Batch returns an empty batch. [Add], [AddList] and [AddCommand] add requests to it.
func (c *Client) Batch() *Batch { return &Batch{client: c} }

var (
	errNotSent = mark(errors.New("the batch was not sent; call its Do first"), ErrNotSent)
	errSent    = errors.New("the batch was already sent; add the requests to send again to a new batch")
)

// Do sends the batch, once: a second call returns an error and sends nothing.
//
// An error of Do says that a request for a part of the batch failed as a whole. Each item without a
// reply has this error, with the outcome of the item: ErrNotSent, ErrOutcomeUnknown or neither. Do
// itself returns ErrNotSent if no item was sent. The service's reply to an item is in the item's
// Result only.
func (b *Batch) Do(ctx context.Context) error {
	if b.sent {
		return errSent
	}
	b.sent = true
	return b.exchange(ctx, b.prepare())
}

// exchange sends the prepared items until each has its result.
func (b *Batch) exchange(ctx context.Context, open []*batchEntry) error {
	for try := 1; len(open) > 0; try++ {
		again, delay, err := b.round(ctx, open, try)
		if err != nil {
			return b.fail(err)
		}
		if open = again; len(open) == 0 {
			return nil
		}
		if ended := sleep(ctx, delay); ended != nil {
			b.abandon(open)
			return nil
		}
	}
	return nil
}

// prepare builds the requests of the items, and returns the items that can be sent.
func (b *Batch) prepare() (open []*batchEntry) {
	for _, e := range b.entries {
		if e.prepare(b.client); !e.done {
			open = append(open, e)
		}
	}
	return open
}

// prepare builds the request of the item. An error ends the item.
func (e *batchEntry) prepare(client *Client) {
	if e.x, e.err = e.call.exchange(e.options); e.err == nil && e.call.node.client != client {
		e.err = mark(errors.New("the request is of another client; make it with the client that sends it"), ErrNotSent)
	}
	e.done = e.err != nil
}

// abandon ends the items that are not sent again. An item keeps its last error. An item without one
// was never sent, because it waited for such items.
func (b *Batch) abandon(open []*batchEntry) {
	for _, e := range open {
		if e.err == nil {
			e.err = b.client.failedDependency(e.x)
		}
	}
}

// fail ends the items without a reply after the request for a part of the batch has failed, and
// returns the error with the outcome of the whole batch.
func (b *Batch) fail(err error) error {
	outcome := ErrNotSent
	for _, e := range b.entries {
		if !e.done && e.err == nil {
			e.err = mark(fmt.Errorf("%s %s: not sent: %w", e.x.wire.Method, e.x.path, withOutcome(err, nil)), ErrNotSent)
		}
		e.done = true
		switch {
		case errors.Is(e.err, ErrOutcomeUnknown):
			outcome = ErrOutcomeUnknown
		case outcome == ErrNotSent && e.x != nil && e.x.sent:
			outcome = nil
		}
	}
	return withOutcome(err, outcome)
}
