package graph

import (
	"context"
	"io"
	"net/http"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
)

// This file decides when a request is sent, and when it is sent again.
//
// A request that was refused unread is always sent again: 429, and 503 with Retry-After. One that may have been carried out (503 without
// Retry-After, 504, a connection that broke) is sent again unless it is a POST, since all other methods have the same effect twice as
// once. A POST whose connection could not be made was not carried out either. The wait is what Retry-After says, in seconds, fractions
// too, or as a date; else it doubles from try to try, with jitter. A wait that would outlast the context's deadline is not begun: the
// last reply is the result.

const (
	maxRetries   = 3  // of a failure
	maxThrottles = 20 // of a refusal: waiting is all it takes
	retryDelay   = time.Second
	maxDelay     = 5 * time.Minute // a longer Retry-After is for the caller to decide about
	maxBackoff   = time.Minute     // without Retry-After
)

// An Event tells of a delay: before a request is tried again, or before the limiter lets it go.
type Event struct {
	Kind   EventKind
	Method string
	Path   string        // from the service root, without the query
	Try    int           // of the request that is delayed, from 1
	Status int           // of the answer that is retried; 0 when there was none
	Delay  time.Duration // how long the request waits; 0 where that depends on requests that are not answered yet
}

// An EventKind says why a request waits.
type EventKind string

// The kinds of [Event].
const (
	Retrying EventKind = "retrying"
	Limiting EventKind = "limiting"
)

// A sender is the policy that sends requests, again if need be, and keeps to the limits.
type sender struct {
	limits  limiter
	retry   policy.RetryOptions
	onDelay func(Event)
}

func newSender(options *ClientOptions) *sender {
	s := &sender{limits: newLimiter(options.Unlimited), retry: options.Retry, onDelay: options.OnDelay}
	if s.retry.RetryDelay == 0 {
		s.retry.RetryDelay = retryDelay
	}
	if s.retry.MaxRetryDelay == 0 {
		s.retry.MaxRetryDelay = maxDelay
	}
	return s
}

// Do sends the request until it has a reply that is final.
func (s *sender) Do(req *policy.Request) (*http.Response, error) {
	ctx := req.Raw().Context()
	x := exchangeOf(ctx)
	header := headerOf(req.Raw().Header)
	for try := 1; ; try++ {
		if try > 1 {
			req.Raw().Header = header.restored()
		}
		if err := x.freshBody(req, try); err != nil {
			return nil, err
		}
		resp, windows, err := s.try(ctx, req, x, try)
		x.note(resp, err)
		delay, reason := s.verdict(x, try, resp, err)
		if reason == "" || ctx.Err() != nil {
			return resp, err
		}
		if deadline, ok := ctx.Deadline(); ok && time.Until(deadline) < delay {
			return resp, err
		}
		if reason == throttled {
			pause(windows, delay)
		}
		s.tell(x, Event{Kind: Retrying, Status: statusOf(resp), Try: try + 1, Delay: delay})
		discard(resp)
		if err := sleep(ctx, delay); err != nil {
			return nil, err
		}
	}
}

const (
	throttled = "throttled"
	failed    = "failed"
)

func (s *sender) tell(x *exchange, event Event) {
	if s.onDelay != nil {
		event.Method, event.Path = x.wire.Method, x.path
		s.onDelay(event)
	}
}

// try sends the request once, when the limits let it in.
func (s *sender) try(ctx context.Context, req *policy.Request, x *exchange, try int) (*http.Response, []places, error) {
	windows, err := s.enter(ctx, x, try)
	defer func() {
		for _, p := range windows {
			for range p.n {
				p.leave()
			}
		}
	}()
	if err != nil {
		return nil, windows, &final{err}
	}
	if s.retry.TryTimeout <= 0 || x.streams {
		resp, err := x.next(req)
		return resp, windows, err
	}
	tryCtx, cancel := context.WithTimeout(ctx, s.retry.TryTimeout)
	defer cancel()
	resp, err := x.next(req.WithContext(tryCtx))
	return resp, windows, err
}

// next sends the request, and returns the reply whose body broke off along with the error: azcore's policy for tokens drops it, and with it
// that the request was carried out.
func (x *exchange) next(req *policy.Request) (*http.Response, error) {
	x.last, x.limited = nil, limitedBody{}
	resp, err := req.Next()
	if resp == nil && x.limited.broken {
		resp = x.last
	}
	return resp, err
}

// enter takes a place in each window that the request counts in, and returns what it took.
func (s *sender) enter(ctx context.Context, x *exchange, try int) ([]places, error) {
	windows := s.limits.windows(x.parts)
	for i := range windows {
		w, err := &windows[i], error(nil)
		w.n, err = w.enter(ctx, w.n, func(delay time.Duration) { s.tell(x, Event{Kind: Limiting, Try: try, Delay: delay}) })
		if err != nil {
			return windows[:i+1], err
		}
	}
	return windows, nil
}

func pause(windows []places, delay time.Duration) {
	for _, w := range windows {
		w.pause(delay)
	}
}

// discard ends a reply that nobody will read.
func discard(resp *http.Response) {
	if resp != nil {
		_, _ = io.Copy(io.Discard, io.LimitReader(resp.Body, maxErrorReply)) // so that the connection can be used again
		_ = resp.Body.Close()
	}
}

// freshBody gives a try a body of its own: the transport may still be reading that of the try before.
func (x *exchange) freshBody(req *policy.Request, try int) error {
	if x.wire.Body == nil || req.Body() != io.ReadSeekCloser(&x.body) {
		return req.RewindBody() // there is none, or another policy has set it
	}
	body := &x.first
	if try > 1 {
		body = &tryBody{}
	}
	body.Reset(x.wire.Body)
	req.Raw().Body = body
	return nil
}
