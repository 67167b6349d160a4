package graph

import (
	"context"
	"time"
)

// places are what requests take in a window.
type places struct {
	*window
	n int
}

// windows returns the windows that requests count in, always in one order, so that no two requests wait for each other.
func (l limiter) windows(parts []part) []places {
	var list []places
	for i := range l {
		c := &l[i]
		requests, writes := places{c.requests, 0}, places{c.writes, 0}
		for _, p := range parts {
			if l.classOf(p.path) != c {
				continue
			}
			requests.n++
			if isWrite(p.method) {
				writes.n++
			}
		}
		if requests.n > 0 {
			list = append(list, requests)
		}
		if writes.n > 0 {
			list = append(list, writes)
		}
	}
	return list
}

// enter takes a place in each window that the request counts in.
func (x *exchange) enter(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	windows := x.sender.limits.windows(x.parts)
	for i := range windows {
		w := &windows[i]
		n, err := w.enter(ctx, w.n, func(delay time.Duration) { x.sender.tell(x, Event{Kind: Limiting, Try: x.number, Delay: delay}) })
		w.n = n
		x.windows = windows[:i+1]
		if err != nil {
			return err
		}
	}
	return nil
}

// leave gives the places back.
func (x *exchange) leave() {
	for _, p := range x.windows {
		for range p.n {
			p.leave()
		}
	}
}

// reenter takes places for one request more within a try: a challenge or a redirect has answered the one before, and sends another.
func (x *exchange) reenter(ctx context.Context) error {
	if x.sender == nil {
		return nil // it has come by another context than the sender's, and may not be waited for
	}
	x.leave()
	x.windows = nil
	return x.enter(ctx)
}

func pause(windows []places, delay time.Duration) {
	for _, w := range windows {
		w.pause(delay)
	}
}
