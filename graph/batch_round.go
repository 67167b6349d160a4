package graph

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"time"
)

// round sends each item once, and returns those to be sent again and how long to wait before.
func (b *Batch) round(ctx context.Context, open []*batchEntry, try int) (again []*batchEntry, delay time.Duration, err error) {
	for len(open) > 0 {
		var part []*batchEntry
		if part, open = b.split(open, again); len(part) == 0 {
			again = append(again, open...) // they wait for items that are sent again
			break
		}
		answers, err := b.send(ctx, part)
		if err != nil {
			return nil, 0, err
		}
		for i, e := range part {
			wait, repeat := b.settle(ctx, e, answers[i], try)
			if repeat {
				again = append(again, e)
				delay = max(delay, wait)
			}
		}
	}
	return again, delay, nil
}

// batchSize is how many requests the service takes in one.
const batchSize = 20

// split returns the next items that can be sent together and what is left: an item can go with or after those that it depends on.
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
			e.done, e.err = true, mark(errors.New("the items of the batch wait for each other"), ErrNotSent)
		}
		left = nil
	}
	return part, left
}

// withoutFailed ends the items that depend on one that failed, also by way of others added after them, and returns the other items.
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

func (e *batchEntry) dependencyFailed() bool {
	for _, other := range e.after {
		if other.done && other.err != nil {
			return true
		}
	}
	return false
}

func (e *batchEntry) isReady(part []*batchEntry) bool {
	for _, other := range e.after {
		if !other.done && !slices.Contains(part, other) {
			return false
		}
	}
	return true
}

func (c *Client) failedDependency(x *exchange) error {
	e := c.replyError(x, &reply{status: http.StatusFailedDependency}, nil)
	e.Message = "a request of the batch that it depends on did not succeed"
	return e
}

// settle takes the answer to an item, and tells whether and after which wait it is sent again.
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
	if e.err = b.client.settle(e.x, r, nil); e.err == nil {
		e.done, e.err = true, e.take(ctx, r)
		return 0, false
	}
	if r.status == http.StatusFailedDependency && e.waits() {
		return 0, true
	}
	delay, reason := b.client.sender.verdict(e.x, try, resp, nil)
	if reason == "" {
		e.done = true
		return 0, false
	}
	if reason == throttled {
		pause(b.client.sender.limits.windows(e.x.parts), delay)
	}
	b.client.sender.tell(e.x, Event{Kind: Retrying, Status: r.status, Try: try + 1, Delay: delay})
	return delay, true
}

// waits tells whether the item depends on one that is sent again.
func (e *batchEntry) waits() bool {
	for _, other := range e.after {
		if !other.done {
			return true
		}
	}
	return false
}
