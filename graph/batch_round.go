package graph

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"time"
)

// round sends each item once. It returns the items to send again, and the delay before that.
func (b *Batch) round(ctx context.Context, open []*batchEntry, try int) (again []*batchEntry, delay time.Duration, err error) {
	if b.Parallel > 1 && !slices.ContainsFunc(b.entries, func(e *batchEntry) bool { return len(e.after) > 0 }) {
		return b.roundAtOnce(ctx, open, try)
	}
	for len(open) > 0 {
		var part []*batchEntry
		if part, open = b.split(open, again); len(part) == 0 {
			again = append(again, open...) // they depend on items that are sent again
			break
		}
		answers, err := b.send(ctx, part)
		if err != nil {
			return nil, 0, err
		}
		more, wait := b.settlePart(ctx, part, answers, try)
		again, delay = append(again, more...), max(delay, wait)
	}
	return again, delay, nil
}

// settlePart records the answers to some items. It returns the items to send again, and the delay
// before that.
func (b *Batch) settlePart(ctx context.Context, part []*batchEntry, answers []batchAnswer, try int) (again []*batchEntry, delay time.Duration) {
	for i, e := range part {
		wait, repeat := b.settle(ctx, e, answers[i], try)
		if repeat {
			again = append(again, e)
			delay = max(delay, wait)
		}
	}
	return again, delay
}

// batchSize is the most requests that the service accepts in one batch.
const batchSize = 20

// split returns the next items that can be sent together, and the others. An item is sent together
// with or after the items that it depends on.
func (b *Batch) split(open, again []*batchEntry) (part, left []*batchEntry) {
	for _, e := range b.withoutFailed(open) {
		if len(part) < batchSize && e.isReady(part) {
			part = append(part, e)
		} else {
			left = append(left, e)
		}
	}
	if len(part) == 0 && len(again) == 0 {
		for _, e := range left {
			e.done, e.err = true, mark(errors.New("the items of the batch depend on each other in a circle; remove one of their After"), ErrNotSent)
		}
		left = nil
	}
	return part, left
}

// withoutFailed ends the items that depend on a failed item, directly or by way of other items. It
// returns the other items.
func (b *Batch) withoutFailed(open []*batchEntry) []*batchEntry {
	for n := -1; n != len(open); {
		n = len(open)
		open = slices.DeleteFunc(open, func(e *batchEntry) bool {
			if e.dependencyFailed() {
				e.done, e.err = true, b.client.failedDependency(e.x)
			}
			return e.done
		})
	}
	return open
}

// dependencyFailed reports whether an item that this one depends on has failed.
func (e *batchEntry) dependencyFailed() bool {
	for _, other := range e.after {
		if other.done && other.err != nil {
			return true
		}
	}
	return false
}

// isReady reports whether the item can be sent together with the items in part.
func (e *batchEntry) isReady(part []*batchEntry) bool {
	for _, other := range e.after {
		if !other.done && !slices.Contains(part, other) {
			return false
		}
	}
	return true
}

// failedDependency returns the error of an item that was not sent because another one has failed.
func (c *Client) failedDependency(x *exchange) error {
	e := c.replyError(x, &reply{status: http.StatusFailedDependency}, nil)
	e.Message = "a request of the batch that this one depends on did not succeed"
	return e
}

// settle records the answer to an item. It reports whether the item is sent again, and after which
// delay.
func (b *Batch) settle(ctx context.Context, e *batchEntry, answer batchAnswer, try int) (time.Duration, bool) {
	if answer.err != nil {
		e.x.lost, e.done = true, true
		err := fmt.Errorf("%s %s: the batch's answer is not as described: %w", e.x.wire.Method, e.x.path, answer.err)
		e.err = mark(err, e.x.outcome())
		return 0, false
	}
	r := answer.reply
	resp := &http.Response{StatusCode: r.status, Header: r.header}
	e.x.note(resp, nil)
	e.x.reply.header = r.header
	e.x.passHeader()
	if e.err = b.client.settle(e.x, r, nil); e.err == nil {
		e.done, e.err = true, e.accept(ctx, r)
		return 0, false
	}
	if r.status == http.StatusFailedDependency && e.isWaiting() {
		return 0, true
	}
	delay, reason := b.client.sender.decide(e.x, try, resp, nil)
	if reason == "" {
		e.done = true
		return 0, false
	}
	if reason == throttled {
		pause(b.client.sender.limits.reservations(e.x.parts), delay)
	}
	b.client.sender.report(e.x, Event{Kind: Retrying, Status: r.status, Try: try + 1, Delay: delay})
	return delay, true
}

// isWaiting reports whether the item depends on one that is sent again.
func (e *batchEntry) isWaiting() bool {
	for _, other := range e.after {
		if !other.done {
			return true
		}
	}
	return false
}
