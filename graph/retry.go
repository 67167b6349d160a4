package graph

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
)

// This file sends requests, and sends them again. The rules are in retry_decision.go:
//
// A request that the service refused unread (429, and 503 with Retry-After) is always sent again. A
// request that it may have carried out (503 without Retry-After, 504, a broken connection) is sent
// again unless it is a POST: all other methods have the same effect twice as once. A POST for which
// no connection could be made was not carried out, so it is sent again too. The delay is that of
// Retry-After, in seconds, in fractions of them or as a date; without it, the delay doubles from
// try to try, with jitter. No delay begins that would outlast the context's deadline: the last
// reply is the result then.

const (
	maxRetries   = 3  // after failures
	maxThrottles = 20 // after throttling, which only takes waiting
	retryDelay   = time.Second
	maxDelay     = 5 * time.Minute // the caller decides about a longer Retry-After
	maxBackoff   = time.Minute     // without Retry-After
)

// A sender is the azcore policy that retries requests and keeps them within the budgets.
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

// Do sends the request until it has a final reply. If the last try did not leave the client, the
// result is the reply to the try before.
func (s *sender) Do(req *policy.Request) (answer *http.Response, err error) {
	ctx := req.Raw().Context()
	x := exchangeOf(ctx)
	x.sender = s
	header := saveHeader(req.Raw().Header)
	for try := 1; ; try++ {
		if try > 1 {
			req.Raw().Header = header.restore()
		}
		if err := x.freshBody(req, try); err != nil {
			return answer, err
		}
		resp, err := s.try(ctx, req, x, try)
		if x.note(resp, err); resp != nil || x.left {
			answer = resp
		}
		delay, reason := s.decide(x, try, resp, err)
		if reason == "" || ctx.Err() != nil || !inTime(ctx, delay) {
			x.answered = err == nil
			return answer, err
		}
		if reason == throttled {
			pause(x.reservations, delay)
		}
		s.report(x, Event{Kind: Retrying, Status: statusOf(resp), Try: try + 1, Delay: delay})
		bufferBody(resp)
		if ended := sleep(ctx, delay); ended != nil {
			return answer, endedAfter(ended, err)
		}
	}
}

// try sends the request once, when the budgets have a place for it.
func (s *sender) try(ctx context.Context, req *policy.Request, x *exchange, try int) (*http.Response, error) {
	x.attempt = attempt{number: try}
	defer x.release()
	if err := x.acquire(ctx); err != nil {
		return nil, &final{err}
	}
	if s.retry.TryTimeout <= 0 || x.streams {
		return x.next(req)
	}
	tryCtx, cancel := context.WithTimeout(ctx, s.retry.TryTimeout)
	defer cancel()
	return x.next(req.WithContext(tryCtx))
}

// next passes the request to the next policy. Where azcore's token policy drops the reply, next
// returns it along with the error: a reply whose body broke off, and a challenge or redirect after
// which no other request was sent.
func (x *exchange) next(req *policy.Request) (*http.Response, error) {
	resp, err := req.Next()
	if resp == nil && (x.limited.broken || !x.left) {
		resp = x.last
	}
	return resp, err
}

// bufferBody reads the body of a reply, so that the connection can be used again. The body stays
// readable, because the reply may turn out to be the last one.
func bufferBody(resp *http.Response) {
	if resp != nil {
		body, _ := io.ReadAll(io.LimitReader(resp.Body, maxErrorReply))
		_ = resp.Body.Close()
		resp.Body = io.NopCloser(bytes.NewReader(body))
	}
}

func statusOf(resp *http.Response) int {
	if resp == nil {
		return 0
	}
	return resp.StatusCode
}
