package graph

import (
	"context"
	"fmt"
	"iter"
)

// EachOptions are the options of [Each]. Each calls the functions one at a time, in the goroutine
// that called it.
type EachOptions struct {
	// Parallel is the most batches on their way at once; 0 means 4.
	Parallel int
	// Begin is called with the ids of a batch, and has returned before the batch goes out. A
	// program that stores them knows after a kill which ids began and were not told: of these,
	// nobody knows what became. Its error ends Each.
	Begin func(ids []string) error
	// Done is called once for each id: with nil if the request succeeded, with an error that is
	// [ErrNotSent], with one that is [ErrOutcomeUnknown], or with the service's refusal, which is
	// an [*Error].
	Done func(id string, err error)
}

// Each sends a request for each id, in batches of twenty, several of them at once within the
// budgets. It returns when each id was told to Done. An id that comes again is left out: no id is
// acted on twice. A request that the service throttles is sent again; of one whose reply is lost
// nobody knows the outcome, and it is not sent again unless a second time has the same effect as
// once.
//
//	err := graph.Each(ctx, client.Client, slices.Values(ids), func(id string) *graph.Command {
//		return devices.ID(id).SyncDevice()
//	}, graph.EachOptions{Begin: journal.Begin, Done: journal.Done})
//
// When ctx ends, or Begin returns an error, no other batch goes out. The ids that are left are told
// ErrNotSent, and Each returns that error. Failures of single ids are no error of Each, unless Done
// is nil. What is not a request of this client's is an error of its id.
func Each[C Sendable](ctx context.Context, client *Client, ids iter.Seq[string], request func(id string) C, options EachOptions) error {
	return client.each(ctx, ids, func(id string) Sendable { return request(id) }, options)
}

// defaultParallel is how many batches are on their way at once: with writes, the budget of Intune
// has room for five batches in 20 seconds.
const defaultParallel = 4

// each is the state of a call of Each.
type each struct {
	ctx     context.Context
	client  *Client
	options EachOptions

	known   map[string]bool // the ids so far
	next    []eachItem      // the batch that is being filled
	answers chan []eachItem
	flying  int // batches on their way

	ended  error // why no other batch goes out, or nil
	failed int
	first  error // of the failures
}

// An eachItem is an id and its request.
type eachItem struct {
	id    string
	entry *batchEntry
}

func (c *Client) each(ctx context.Context, ids iter.Seq[string], request func(string) Sendable, options EachOptions) error {
	if options.Parallel < 1 {
		options.Parallel = defaultParallel
	}
	e := &each{ctx: ctx, client: c, options: options, known: map[string]bool{}, answers: make(chan []eachItem, options.Parallel)}
	for id := range ids {
		if e.known[id] {
			continue
		}
		e.known[id] = true
		e.add(id, request)
	}
	e.send()
	e.await(0)
	return e.result()
}

// result returns the error of the whole call.
func (e *each) result() error {
	if e.ended == nil && e.failed > 0 && e.options.Done == nil {
		return fmt.Errorf("%d of %d requests failed; the first: %w", e.failed, len(e.known), e.first)
	}
	return e.ended
}

// add adds the request of an id to the next batch, and sends the batch if it is full.
func (e *each) add(id string, request func(string) Sendable) {
	if e.hasEnded() {
		e.tell(id, e.notSent())
		return
	}
	entry, err := e.client.entryOf(request(id))
	if err == nil {
		entry.prepare(e.client)
		err = entry.err
	}
	if err != nil {
		e.tell(id, mark(err, ErrNotSent))
		return
	}
	if e.next = append(e.next, eachItem{id, entry}); len(e.next) == batchSize {
		e.send()
	}
}

// send sends the next batch once fewer than so many are on their way.
func (e *each) send() {
	batch := e.next
	if e.next = nil; len(batch) == 0 {
		return
	}
	e.await(e.options.Parallel - 1)
	if !e.hasEnded() && e.options.Begin != nil {
		if err := e.options.Begin(idsOf(batch)); err != nil {
			e.ended = err
		}
	}
	if e.hasEnded() {
		for _, item := range batch {
			e.tell(item.id, e.notSent())
		}
		return
	}
	e.flying++
	go func() {
		e.client.sendEach(e.ctx, batch)
		e.answers <- batch
	}()
}

// sendEach sends a batch. Each of its entries has its error then.
func (c *Client) sendEach(ctx context.Context, batch []eachItem) {
	b := c.Batch()
	for _, item := range batch {
		b.entries = append(b.entries, item.entry)
	}
	_ = b.exchange(ctx, b.entries) // each entry has the error
}

// await waits until at most so many batches are on their way, and tells the results of the others.
// It tells the results that are there already in any case.
func (e *each) await(most int) {
	for e.flying > 0 {
		if e.flying <= most {
			select {
			case batch := <-e.answers:
				e.answered(batch)
				continue
			default:
				return
			}
		}
		e.answered(<-e.answers)
	}
}

func (e *each) answered(batch []eachItem) {
	e.flying--
	for _, item := range batch {
		e.tell(item.id, item.entry.err)
	}
}

// hasEnded reports whether no other batch goes out.
func (e *each) hasEnded() bool {
	if e.ended == nil {
		e.ended = e.ctx.Err()
	}
	return e.ended != nil
}

// notSent returns the error of an id that is left when Each has ended.
func (e *each) notSent() error {
	return mark(fmt.Errorf("not sent: %w", withOutcome(e.ended, nil)), ErrNotSent)
}

func (e *each) tell(id string, err error) {
	if err != nil {
		if e.failed++; e.first == nil {
			e.first = fmt.Errorf("%.100q: %w", id, err)
		}
	}
	if e.options.Done != nil {
		e.options.Done(id, err)
	}
}

func idsOf(batch []eachItem) []string {
	ids := make([]string, len(batch))
	for i, item := range batch {
		ids[i] = item.id
	}
	return ids
}
