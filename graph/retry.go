package graph

import (
	"bytes"
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

// Do sends the request until it has a reply that is final. Where the last try did not leave, the result is the reply to the one before.
func (s *sender) Do(req *policy.Request) (answer *http.Response, err error) {
	ctx := req.Raw().Context()
	x := exchangeOf(ctx)
	x.sender = s
	header := headerOf(req.Raw().Header)
	for try := 1; ; try++ {
		if try > 1 {
			req.Raw().Header = header.restored()
		}
		if err := x.freshBody(req, try); err != nil {
			return answer, err
		}
		resp, err := s.try(ctx, req, x, try)
		if x.note(resp, err); resp != nil || x.left {
			answer = resp
		}
		delay, reason := s.verdict(x, try, resp, err)
		if reason == "" || ctx.Err() != nil || !inTime(ctx, delay) {
			x.answered = err == nil
			return answer, err
		}
		if reason == throttled {
			pause(x.windows, delay)
		}
		s.tell(x, Event{Kind: Retrying, Status: statusOf(resp), Try: try + 1, Delay: delay})
		keep(resp)
		if ended := sleep(ctx, delay); ended != nil {
			return answer, endedAfter(ended, err)
		}
	}
}

const (
	throttled = "throttled"
	failed    = "failed"
)

// try sends the request once, when the limits let it in.
func (s *sender) try(ctx context.Context, req *policy.Request, x *exchange, try int) (*http.Response, error) {
	x.attempt = attempt{number: try}
	defer x.leave()
	if err := x.enter(ctx); err != nil {
		return nil, &final{err}
	}
	if s.retry.TryTimeout <= 0 || x.streams {
		return x.next(req)
	}
	tryCtx, cancel := context.WithTimeout(ctx, s.retry.TryTimeout)
	defer cancel()
	return x.next(req.WithContext(tryCtx))
}

// next sends the request, and returns the reply along with the error where azcore's policy for tokens drops it: one whose body broke off, and
// a challenge or redirect after which nothing more was sent.
func (x *exchange) next(req *policy.Request) (*http.Response, error) {
	resp, err := req.Next()
	if resp == nil && (x.limited.broken || !x.left) {
		resp = x.last
	}
	return resp, err
}

// keep ends a reply so that the connection can be used again. What it says is kept: it may be the last.
func keep(resp *http.Response) {
	if resp != nil {
		body, _ := io.ReadAll(io.LimitReader(resp.Body, maxErrorReply))
		_ = resp.Body.Close()
		resp.Body = io.NopCloser(bytes.NewReader(body))
	}
}
