package graph

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"
)

// WaitFor reads a resource until done returns true: a service may need a while until reads show
// what was written. A resource that is not there yet (404) is read again. An error of done ends the
// wait and is returned as it is.
//
// The replicas of a service do not all know the same, so one good read proves little: [Consecutive]
// says how many in a row are needed. The delay is half a second after a good read and at first, and
// doubles up to ten seconds with each other read; [Interval] sets others. A read that is throttled
// (429), or fails with 503 or 504, is done again after the delay that the service asks for. An
// [Option] applies to each read.
//
// WaitFor ends with ctx, which should have a deadline: then the error has the end of ctx and of
// the last read, and the result is what was read last.
func WaitFor[T any](ctx context.Context, r *Request[T], done func(T) (bool, error), options ...AwaitOption) (T, error) {
	var result T
	err := r.c.await(ctx, options, func(options []Option) observation {
		var now T
		if there, err := r.c.readIfThere(ctx, &now, options); !there {
			return observation{err: err}
		}
		result = now
		return observe(done(now))
	})
	return result, err
}

// AwaitList reads a whole list until done returns true, as [WaitFor] reads a resource. done gets
// the items of all pages.
func AwaitList[T any](ctx context.Context, l *List[T], done func([]T) (bool, error), options ...AwaitOption) ([]T, error) {
	var result []T
	err := l.c.await(ctx, options, func(options []Option) observation {
		now, err := Collect(ctx, l, options...)
		if err != nil {
			return observation{err: notYet(err)}
		}
		result = now
		return observe(done(now))
	})
	return result, err
}

// AwaitGone reads a resource until it is not there (404), as [WaitFor] reads it until it is as
// expected. With [Consecutive], one replica that still has it starts the count again.
func AwaitGone[T any](ctx context.Context, r *Request[T], options ...AwaitOption) error {
	return r.c.await(ctx, options, func(options []Option) observation {
		err := r.c.do(ctx, nil, options)
		return observation{isGood: IsNotFound(err), err: notYet(err)}
	})
}

// readIfThere reads a resource, and reports whether it is there. 404 and a reply without a body are
// no errors.
func (c *call) readIfThere(ctx context.Context, out any, options []Option) (there bool, err error) {
	x, r, err := c.send(ctx, options)
	if err != nil {
		return false, notYet(err)
	}
	if r.isEmpty() {
		return false, nil
	}
	err = c.decode(x, r, out)
	return err == nil, err
}

// notYet returns the error of a read, nil if that says only that the resource is not there.
func notYet(err error) error {
	if IsNotFound(err) {
		return nil
	}
	return err
}

// An observation is what one read of a wait has shown.
type observation struct {
	isGood bool
	err    error // of the read
	ends   error // of the caller's predicate
}

func observe(isGood bool, err error) observation { return observation{isGood: isGood, ends: err} }

// await calls read until it was good as often in a row as the options ask for. It returns an error
// of the predicate, and one of a read unless that can be over when the resource is read again.
func (c *call) await(ctx context.Context, options []AwaitOption, read func([]Option) observation) error {
	w, err := c.waiting(options)
	if err != nil {
		return err
	}
	good, growing := 0, w.first
	for {
		seen, delay := read(w.options), w.first
		if good++; !seen.isGood {
			good, delay, growing = 0, growing, min(2*growing, w.longest)
		}
		asked, passes := passing(seen.err)
		switch {
		case seen.ends != nil || good == w.consecutive:
			return seen.ends
		case seen.err != nil && ctx.Err() != nil:
			return c.notMet(ctx.Err(), seen.err)
		case seen.err != nil && !passes:
			return seen.err
		}
		if ended := sleep(ctx, max(delay, asked)); ended != nil {
			return c.notMet(ended, seen.err)
		}
	}
}

// passing reports whether an error of a read can be over soon, and returns the delay that the
// service asks for.
func passing(err error) (time.Duration, bool) {
	var e *Error
	if !errors.As(err, &e) {
		return 0, false
	}
	switch e.Status {
	case http.StatusTooManyRequests, http.StatusServiceUnavailable, http.StatusGatewayTimeout:
		return e.RetryAfter, true
	}
	return 0, false
}

// notMet returns the error of a wait that the context ended, with the error of the last read.
func (c *call) notMet(ended, last error) error {
	_, template := c.node.path()
	if last != nil {
		return fmt.Errorf("%s %s: the condition is not met: %w; last reply: %w", c.method, template, ended, last)
	}
	return fmt.Errorf("%s %s: the condition is not met: %w", c.method, template, ended)
}
