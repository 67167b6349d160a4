package graph

import (
	"context"
	"time"
)

// A reservation is the number of places that an exchange needs, and then holds, in one window.
type reservation struct {
	*window
	n int
}

// reservations returns the places that requests need. The windows are always in the same order, so
// that no two exchanges wait for each other.
func (l limiter) reservations(parts []part) []reservation {
	var list []reservation
	for i := range l {
		c := &l[i]
		requests, writes := reservation{c.requests, 0}, reservation{c.writes, 0}
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

// acquire waits for the places that the exchange needs in each window. After an error, the exchange
// holds the places that it got until then.
func (x *exchange) acquire(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	report := func(delay time.Duration) {
		x.sender.report(x, Event{Kind: Limiting, Try: x.number, Delay: delay})
	}
	all := x.sender.limits.reservations(x.parts)
	for i := range all {
		var err error
		all[i].n, err = all[i].acquire(ctx, all[i].n, report)
		x.reservations = all[:i+1]
		if err != nil {
			return err
		}
	}
	return nil
}

// release gives the places of the exchange back.
func (x *exchange) release() {
	for _, r := range x.reservations {
		for range r.n {
			r.release()
		}
	}
}

// reacquire gets new places within a try. A challenge or a redirect was the reply to the request
// that held the old ones, and another request follows it.
func (x *exchange) reacquire(ctx context.Context) error {
	if x.sender == nil {
		return nil // a policy has replaced the sender's context: there is no exchange to wait for
	}
	x.release()
	x.reservations = nil
	return x.acquire(ctx)
}

// pause stops the windows of some reservations: the service has throttled one of their requests.
func pause(reservations []reservation, delay time.Duration) {
	for _, r := range reservations {
		r.pause(delay)
	}
}
