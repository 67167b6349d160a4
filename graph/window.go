package graph

import (
	"context"
	"fmt"
	"sync"
	"time"
)

// A window counts requests in a sliding span of time. A request acquires a place before it is sent
// and releases it when it is answered. The place is free again one span after that.
type window struct {
	turn     chan struct{} // held by the request that waits for a place; others queue in order
	released chan struct{} // receives after a place was released
	span     time.Duration

	mu     sync.Mutex
	unused int         // places that were never acquired
	free   []time.Time // when each released place is free again, in order
	paused time.Time   // no place is free before
}

func newWindow(places int, span time.Duration) *window {
	return &window{turn: make(chan struct{}, 1), released: make(chan struct{}, 1), span: span, unused: places}
}

// acquire waits for n places, one request at a time, and returns the number of places that it got:
// n unless there is an error. It calls wait before each delay whose length is known.
func (w *window) acquire(ctx context.Context, n int, wait func(time.Duration)) (got int, err error) {
	select {
	case w.turn <- struct{}{}:
	default:
		select {
		case w.turn <- struct{}{}:
		case <-ctx.Done():
			return 0, fmt.Errorf("other requests wait for the budget, too: %w", ctx.Err())
		}
	}
	defer func() { <-w.turn }()
	for got < n {
		delay, ok := w.tryAcquire()
		if ok {
			got++
			continue
		}
		if delay > 0 {
			wait(delay)
		}
		if err := w.sleep(ctx, delay); err != nil {
			return got, err
		}
	}
	return got, nil
}

// tryAcquire takes a free place and reports whether there was one. If not, it returns how long it
// takes until there is one, or 0 if that depends on requests that are not answered yet.
func (w *window) tryAcquire() (time.Duration, bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	now := time.Now()
	if delay := w.paused.Sub(now); delay > 0 {
		return delay, false
	}
	switch {
	case w.unused > 0:
		w.unused--
		return 0, true
	case len(w.free) == 0:
		return 0, false
	}
	if delay := w.free[0].Sub(now); delay > 0 {
		return delay, false
	}
	w.free = w.free[1:]
	return 0, true
}

// sleep waits for the delay, or until a place is released if the delay is 0.
func (w *window) sleep(ctx context.Context, delay time.Duration) error {
	if delay > 0 {
		if err := sleep(ctx, delay); err != nil {
			return fmt.Errorf("the budget has its next place in %v: %w", delay.Round(time.Millisecond), err)
		}
		return nil
	}
	select {
	case <-w.released:
		return nil
	case <-ctx.Done():
		return fmt.Errorf("requests without an answer hold every place in the budget: %w", ctx.Err())
	}
}

// release gives one place back.
func (w *window) release() {
	w.mu.Lock()
	w.free = append(w.free, time.Now().Add(w.span))
	w.mu.Unlock()
	select {
	case w.released <- struct{}{}:
	default:
	}
}

// pause frees no place for a time: the service has throttled a request.
func (w *window) pause(delay time.Duration) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if until := time.Now().Add(delay); until.After(w.paused) {
		w.paused = until
	}
}
