package graph

import "context"

// A BatchItem is a request in a batch. It has the result once the batch was sent.
type BatchItem[T any] struct {
	batchEntry
	result T
}

// Add adds a request to a batch.
func Add[T any](b *Batch, r *Request[T], options ...Option) *BatchItem[T] {
	item := &BatchItem[T]{}
	item.into = &item.result
	b.add(&item.batchEntry, &r.c, options, func(ctx context.Context, r *reply) error {
		return item.call.decode(item.x, r, &item.result)
	})
	return item
}

// AddCommand adds a request without a result to a batch.
func AddCommand(b *Batch, c *Command, options ...Option) *BatchItem[struct{}] {
	item := &BatchItem[struct{}]{}
	b.add(&item.batchEntry, &c.c, options, func(_ context.Context, r *reply) error {
		return b.client.drop(item.x, r)
	})
	return item
}

// AddList adds a request for a collection to a batch. The batch has the first page; the other pages
// are read one by one after the reply to the batch.
func AddList[T any](b *Batch, l *List[T], options ...Option) *BatchItem[[]T] {
	item := &BatchItem[[]T]{}
	item.into = &item.result
	call := l.c
	call.paged = true
	b.add(&item.batchEntry, &call, options, func(ctx context.Context, r *reply) error {
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

// Result returns what the Do of the request itself would return.
func (i *BatchItem[T]) Result() (T, error) { return i.result, i.err }

// After makes the request depend on other items of the batch. The service carries it out after they
// have succeeded; if one fails, the request fails with status 424.
func (i *BatchItem[T]) After(others ...BatchDependency) *BatchItem[T] {
	for _, other := range others {
		i.after = append(i.after, other.entry())
	}
	return i
}

// A BatchDependency is a *BatchItem of any type.
type BatchDependency interface{ entry() *batchEntry }

// A batchEntry is the part of a BatchItem that does not depend on its type.
type batchEntry struct {
	call    *call
	options []Option
	accept  func(context.Context, *reply) error // decodes the reply
	after   []*batchEntry                       // the items that it depends on
	into    any                                 // where the reply is decoded to; nil for a command

	x    *exchange
	done bool  // the result is final
	err  error // of the last reply
}

func (e *batchEntry) entry() *batchEntry { return e }

func (b *Batch) add(e *batchEntry, call *call, options []Option, accept func(context.Context, *reply) error) {
	e.call, e.options, e.accept, e.err = call, options, accept, errNotSent
	b.entries = append(b.entries, e)
}
