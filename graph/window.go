package graph

import (
	"context"
	"fmt"
	"sync"
	"time"
)

// A window counts requests in a sliding span. A request takes a place when it is sent, gives it back when it is answered, and
// the place is free again a span later.
type window struct {
	turn  chan struct{} // held by the one request that waits for a place; the others queue for it in order
	freed chan struct{} // told when a place was given back or waiting has got longer
	span  time.Duration

	mu     sync.Mutex
	fresh  int         // places never used
	used   []time.Time // when each place that was given back is free again, in order
	paused time.Time
}

func newWindow(places int, span time.Duration) *window {
	return &window{turn: make(chan struct{}, 1), freed: make(chan struct{}, 1), span: span, fresh: places}
}

// enter takes places, waiting for them in turn, and returns how many it took: all unless there is an error. wait is told of a wait before
// it begins.
func (w *window) enter(ctx context.Context, n int, wait func(time.Duration)) (taken int, err error) {
	select {
	case w.turn <- struct{}{}:
	default:
		select {
		case w.turn <- struct{}{}:
		case <-ctx.Done():
			return 0, fmt.Errorf("others wait for a place in the budget, too: %w", ctx.Err())
		}
	}
	defer func() { <-w.turn }()
	for taken < n {
		delay, ok := w.take()
		if ok {
			taken++
			continue
		}
		if delay > 0 {
			wait(delay)
		}
		if err := w.sleep(ctx, delay); err != nil {
			return taken, err
		}
	}
	return taken, nil
}

// take takes a place, or returns how long there will be none: 0 when that depends on requests that are not answered yet.
func (w *window) take() (time.Duration, bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	now := time.Now()
	if delay := w.paused.Sub(now); delay > 0 {
		return delay, false
	}
	switch {
	case w.fresh > 0:
		w.fresh--
		return 0, true
	case len(w.used) == 0:
		return 0, false
	}
	if delay := w.used[0].Sub(now); delay > 0 {
		return delay, false
	}
	w.used = w.used[1:]
	return 0, true
}

// sleep waits for the delay, or for a place to be given back if that is what is waited for.
func (w *window) sleep(ctx context.Context, delay time.Duration) error {
	if delay > 0 {
		if err := sleep(ctx, delay); err != nil {
			return fmt.Errorf("the budget has its next place in %v: %w", delay.Round(time.Millisecond), err)
		}
		return nil
	}
	select {
	case <-w.freed:
		return nil
	case <-ctx.Done():
		return fmt.Errorf("every place in the budget is taken by a request without an answer: %w", ctx.Err())
	}
}

// leave gives a place back.
func (w *window) leave() {
	w.mu.Lock()
	w.used = append(w.used, time.Now().Add(w.span))
	w.mu.Unlock()
	select {
	case w.freed <- struct{}{}:
	default:
	}
}

// pause lets no request in for a time: the service has said so to one of them.
func (w *window) pause(delay time.Duration) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if until := time.Now().Add(delay); until.After(w.paused) {
		w.paused = until
	}
}
