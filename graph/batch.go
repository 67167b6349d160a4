package graph

import (
	"context"
	"errors"
	"fmt"
)

// A Batch sends many requests in few: twenty go in each. Every one has a result of its own, and is sent again by itself when it was refused
// for throttling. A batch is not a transaction. It is for one goroutine, and is sent once.
type Batch struct {
	client  *Client
	entries []*batchEntry
	sent    bool
}

// Batch returns an empty batch; [Add], [AddList] and [AddCommand] fill it.
func (c *Client) Batch() *Batch { return &Batch{client: c} }

// A BatchItem is a request in a batch, and its result once the batch was sent.
type BatchItem[T any] struct {
	batchEntry
	result T
}

// Add adds a request.
func Add[T any](b *Batch, r *Request[T], options ...Option) *BatchItem[T] {
	item := &BatchItem[T]{}
	item.into = &item.result
	b.add(&item.batchEntry, &r.c, options, func(ctx context.Context, r *reply) error {
		return item.call.decode(item.x, r, &item.result)
	})
	return item
}

// AddCommand adds a request that answers with nothing.
func AddCommand(b *Batch, c *Command, options ...Option) *BatchItem[struct{}] {
	item := &BatchItem[struct{}]{}
	b.add(&item.batchEntry, &c.c, options, func(_ context.Context, r *reply) error { return b.client.drop(item.x, r) })
	return item
}

// AddList adds a request for a collection. The pages after the first are read by themselves once the batch is answered.
func AddList[T any](b *Batch, l *List[T], options ...Option) *BatchItem[[]T] {
	item := &BatchItem[[]T]{}
	item.into = &item.result
	b.add(&item.batchEntry, &l.c, options, func(ctx context.Context, r *reply) error {
		var page []T
		pages := &pager{call: item.call, at: item.x, ahead: readAhead{always: true}}
		defer pages.close()
		for more := pages.accept(ctx, r, &page); more; more = pages.next(ctx, &page) {
			item.result = append(item.result, page...)
		}
		return pages.err
	})
	return item
}

// Result returns the result of the request, as its own Do would.
func (i *BatchItem[T]) Result() (T, error) { return i.result, i.err }

// After makes the request wait for others of the batch: it is carried out when they have succeeded, else it fails with status 424.
func (i *BatchItem[T]) After(others ...BatchDependency) *BatchItem[T] {
	for _, other := range others {
		i.after = append(i.after, other.entry())
	}
	return i
}

// A BatchDependency is a *BatchItem of whatever type.
type BatchDependency interface{ entry() *batchEntry }

// A batchEntry is a BatchItem whatever its type.
type batchEntry struct {
	call    *call
	options []Option
	take    func(context.Context, *reply) error // decodes the answer
	after   []*batchEntry
	into    any // what the answer is decoded into; nil for none

	x    *exchange
	done bool  // there will be no other result
	err  error // of the last answer
}

func (e *batchEntry) entry() *batchEntry { return e }

var (
	errNotSent = mark(errors.New("the batch was not sent; call its Do first"), ErrNotSent)
	errSent    = errors.New("the batch was sent before; add what is to be sent again to another one")
)

func (b *Batch) add(e *batchEntry, call *call, options []Option, take func(context.Context, *reply) error) {
	e.call, e.options, e.take, e.err = call, options, take, errNotSent
	b.entries = append(b.entries, e)
}

// Do sends the batch, once: calling it again is an error and sends nothing. Its error says that a request for a part of the batch failed as
// a whole, and is that of every item left without an answer, with what is known of the item: ErrNotSent, ErrOutcomeUnknown or neither. It is
// ErrNotSent itself when no item went out. What the service answers to an item is the item's own.
func (b *Batch) Do(ctx context.Context) error {
	if b.sent {
		return errSent
	}
	b.sent = true
	open := b.prepare()
	for try := 1; len(open) > 0; try++ {
		again, delay, err := b.round(ctx, open, try)
		if err != nil {
			return b.fail(err)
		}
		if open = again; len(open) == 0 {
			return nil
		}
		if ended := sleep(ctx, delay); ended != nil {
			b.leave(open)
			return nil
		}
	}
	return nil
}

// prepare makes the requests of the items, and returns those that can be sent.
func (b *Batch) prepare() (open []*batchEntry) {
	for _, e := range b.entries {
		if e.x, e.err = e.call.exchange(e.options); e.err == nil && e.call.node.client != b.client {
			e.err = mark(errors.New("the request is of another client than the batch"), ErrNotSent)
		}
		if e.done = e.err != nil; !e.done {
			open = append(open, e)
		}
	}
	return open
}

// leave ends the items that are not sent again: they have what they were answered last, or were never sent because they wait for such.
func (b *Batch) leave(open []*batchEntry) {
	for _, e := range open {
		if e.err == nil {
			e.err = b.client.failedDependency(e.x)
		}
	}
}

// fail ends the items that have no answer after the request for a part of the batch has failed, and returns what is known of the batch.
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
