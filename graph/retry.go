package graph

import (
	"bytes"
	"context"
	"errors"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
)

// An Event tells of a delay: before a request is tried again, or before the limiter lets it go.
type Event struct {
	Kind   EventKind
	Method string
	Path   string        // from the service root, without the query
	Try    int           // of the request that is delayed, from 1
	Status int           // of the answer that is retried; 0 when there was none
	Delay  time.Duration // how long the request waits
}

// An EventKind says why a request waits.
type EventKind string

// The kinds of [Event].
const (
	Retrying EventKind = "retrying"
	Limiting EventKind = "limiting"
)

// Defaults of ClientOptions.Retry.
const (
	defaultRetries  = 8
	defaultDelay    = time.Second
	defaultMaxDelay = time.Minute
)

// A retrier sends a request again when that is safe: after 429 and 503 any request, after 504 or a broken connection one that has the same
// effect when it is carried out twice, so no POST, unless no connection came about.
type retrier struct {
	client    *Client
	retries   int
	first     time.Duration
	most      time.Duration
	observe   func(Event)
	mostBytes int64
}

func newRetrier(c *Client, o *ClientOptions) *retrier {
	r := &retrier{client: c, retries: int(o.Retry.MaxRetries), first: o.Retry.RetryDelay, most: o.Retry.MaxRetryDelay, observe: o.OnDelay, mostBytes: o.MaxResponseBytes}
	if r.retries == 0 {
		r.retries = defaultRetries
	}
	if r.first <= 0 {
		r.first = defaultDelay
	}
	if r.most <= 0 {
		r.most = defaultMaxDelay
	}
	if r.mostBytes <= 0 {
		r.mostBytes = defaultMaxResponse
	}
	return r
}

func (r *retrier) Do(req *policy.Request) (*http.Response, error) {
	ctx := req.Raw().Context()
	for try := 1; ; try++ {
		if err := r.client.limiter.wait(ctx, r.event(req, try)); err != nil {
			return nil, err
		}
		if err := req.RewindBody(); err != nil {
			return nil, err
		}
		resp, err := r.once(req)
		if try > r.retries || ctx.Err() != nil || !again(req.Raw(), resp, err) {
			return resp, err
		}
		delay := r.delay(try, resp)
		if end, ok := ctx.Deadline(); ok && time.Until(end) < delay {
			return resp, err // waiting would only replace what went wrong by the deadline's error
		}
		r.tell(req, try+1, resp, delay)
		if err := sleep(ctx, delay); err != nil {
			return nil, err
		}
	}
}

// once sends the request and reads the answer, so that an answer that breaks off is a failure of this try.
func (r *retrier) once(req *policy.Request) (*http.Response, error) {
	resp, err := req.Clone(req.Raw().Context()).Next()
	if err != nil || resp.StatusCode >= http.StatusBadRequest || req.OperationValue(new(streamed)) {
		return resp, err
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(io.LimitReader(resp.Body, r.mostBytes+1))
	if err != nil {
		return nil, err
	}
	if int64(len(body)) > r.mostBytes {
		return nil, errTooLarge
	}
	resp.Body = io.NopCloser(bytes.NewReader(body))
	return resp, nil
}

// streamed marks a request whose answer the caller reads.
type streamed struct{}

// defaultMaxResponse is the largest answer that is read into memory.
const defaultMaxResponse = 256 << 20

var errTooLarge = errors.New("the answer is larger than ClientOptions.MaxResponseBytes allows")

func again(req *http.Request, resp *http.Response, err error) bool {
	if err != nil {
		return !errors.Is(err, errTooLarge) && isTransport(err) && (req.Method != http.MethodPost || neverConnected(err))
	}
	switch resp.StatusCode {
	case http.StatusTooManyRequests, http.StatusServiceUnavailable:
		return true
	case http.StatusGatewayTimeout:
		return req.Method != http.MethodPost
	}
	return false
}

// isTransport tells a broken connection from what sending again cannot change, such as a credential that has no token.
func isTransport(err error) bool {
	err = withoutURL(err) // a url.Error is a net.Error whatever it holds
	var n net.Error
	return errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) || errors.As(err, &n)
}

func neverConnected(err error) bool {
	var op *net.OpError
	return errors.As(err, &op) && op.Op == "dial"
}

// delay returns how long to wait after a try: what the answer asks for, else twice as long each time, with jitter.
func (r *retrier) delay(try int, resp *http.Response) time.Duration {
	if resp != nil {
		if asked := retryAfter(resp.Header); asked > 0 {
			return asked
		}
	}
	full := min(r.first<<min(try-1, 20), r.most)
	return full/2 + rand.N(full/2+1)
}

// tell reports a delay; the limiter holds back the requests of the same class as long.
func (r *retrier) tell(req *policy.Request, try int, resp *http.Response, delay time.Duration) {
	e := r.event(req, try)
	e.Kind, e.Delay = Retrying, delay
	if resp != nil {
		e.Status = resp.StatusCode
		_ = resp.Body.Close()
		if e.Status == http.StatusTooManyRequests {
			r.client.limiter.pause(e, delay)
		}
	}
	if r.observe != nil {
		r.observe(e)
	}
}

func (r *retrier) event(req *policy.Request, try int) Event {
	return Event{Method: req.Raw().Method, Path: r.client.pathOf(req.Raw().URL), Try: try}
}

func sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}
