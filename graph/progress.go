package graph

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/http/httptrace"
	"sync/atomic"
)

// This file records whether a request may have left the client. Between the connection and the
// first byte on it, a transport reports nothing reliable. So a request that had a connection counts
// as sent.

// progress is how far an exchange has come, over all its tries.
type progress struct {
	writes  bool // the request, or one in its batch, may have an effect
	reached bool // the transport got the request
	sent    bool // the request may have left, once or more often
	lost    bool // the request may have had its effect, and no reply says so

	follows bool // the call has sent another request before
	done    bool // that request was a write, and was carried out

	trace             httptrace.ClientTrace
	wanted, connected atomic.Bool // what the transport reports of the connection for this send
}

// outcome returns ErrNotSent, ErrOutcomeUnknown or nil for the call.
func (p *progress) outcome() error {
	switch {
	case p.done || p.writes && p.lost:
		return ErrOutcomeUnknown
	case !p.sent && !p.follows:
		return ErrNotSent
	}
	return nil
}

// summary says in a message how far a request without a reply has come.
func (p *progress) summary() string {
	switch {
	case !p.reached:
		return "not sent"
	case !p.sent:
		return "no reply, as it was not sent"
	case p.writes && p.lost:
		return "no reply, so it is not known whether it took effect"
	}
	return "no reply"
}

// watch returns hooks by which the transport reports that it looks for a connection and has one.
func (p *progress) watch() *httptrace.ClientTrace {
	p.trace.GetConn = func(string) { p.wanted.Store(true) }
	p.trace.GotConn = func(httptrace.GotConnInfo) { p.connected.Store(true) }
	return &p.trace
}

// send passes the request to the transport, once. It records whether the request may have left, and
// whether the reply was lost.
func (x *exchange) send(next func(*http.Request) (*http.Response, error), req *http.Request) (*http.Response, error) {
	if err := x.beforeSend(req.Context()); err != nil {
		x.left = false
		return nil, err
	}
	x.reached = true
	x.wanted.Store(false)
	x.connected.Store(false)
	resp, err := next(req)
	x.left = err == nil || !x.provenUnsent(err)
	if x.left {
		x.sent, x.last = true, resp
		x.lost = x.lost || err != nil
	}
	return resp, err
}

// beforeSend returns an error if the request must not be sent. The first send of a try has its
// places in the budgets already; each further send acquires its places here.
func (x *exchange) beforeSend(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if x.sends++; x.sends == 1 {
		return nil
	}
	if err := x.reacquire(ctx); err != nil {
		return &final{err}
	}
	return nil
}

// provenUnsent reports whether the request cannot have left, because there was no connection for
// it. For a transport without trace hooks, an error of making the connection is the proof.
func (p *progress) provenUnsent(err error) bool {
	if p.connected.Load() {
		return false
	}
	var op *net.OpError
	return p.wanted.Load() || errors.As(err, &op) && op.Op == "dial"
}

// note records what the reply to a try leaves open. A success that breaks off, and the reply of a
// gateway, leave open whether the request took effect.
func (p *progress) note(resp *http.Response, err error) {
	if resp == nil {
		return
	}
	p.sent = true
	_, wait := retryAfter(resp.Header)
	p.lost = p.lost || leavesOpen(resp.StatusCode, wait) || err != nil && resp.StatusCode < 300
}

// leavesOpen reports whether a reply with this status leaves open whether the request took effect:
// any status of a failed server or a gateway, and one that is not final. 303 says where the result
// of the request is.
func leavesOpen(status int, retryAfter bool) bool {
	switch status {
	case http.StatusNotImplemented:
		return false
	case http.StatusServiceUnavailable:
		return !retryAfter
	case http.StatusSeeOther:
		return true
	}
	return status < 200 || status >= 500
}

// share records that the request went as far as its batch.
func (p *progress) share(batch *progress) {
	p.reached = p.reached || batch.reached
	p.sent = p.sent || batch.sent
	p.lost = p.lost || batch.lost
}

// follow makes the exchange the continuation of a call whose request before was answered.
func (p *progress) follow(before *progress) {
	p.follows, p.done = true, before.done || before.writes
}
