package graph

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/http/httptrace"
	"sync/atomic"
)

// This file keeps account of what may have left. Between a connection and the first byte on it a transport says nothing that holds, so what
// had a connection counts as gone out.

// progress is how far an exchange has come, over all its tries.
type progress struct {
	writes  bool // it, or a request in its batch, may have an effect
	reached bool // the transport was handed it
	sent    bool // it may have left, once or more often
	lost    bool // it may have had its effect without an answer that says so

	follows, done bool // it is part of a call that has sent another before; and that one, a write, was carried out

	trace             httptrace.ClientTrace
	wanted, connected atomic.Bool // what the transport says of the connection for this pass
}

// outcome returns ErrNotSent, ErrOutcomeUnknown or nil, as is known of the call.
func (p *progress) outcome() error {
	switch {
	case p.done || p.writes && p.lost:
		return ErrOutcomeUnknown
	case !p.sent && !p.follows:
		return ErrNotSent
	}
	return nil
}

// fate says for a message what became of a request without a reply.
func (p *progress) fate() string {
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

// watch returns hooks by which the transport says that it looks for a connection, and that it has one.
func (p *progress) watch() *httptrace.ClientTrace {
	p.trace.GetConn = func(string) { p.wanted.Store(true) }
	p.trace.GotConn = func(httptrace.GotConnInfo) { p.connected.Store(true) }
	return &p.trace
}

// pass hands the request to the transport, once, and notes whether it may have left and whether the answer was lost.
func (x *exchange) pass(next func(*http.Request) (*http.Response, error), req *http.Request) (*http.Response, error) {
	if err := x.mayPass(req.Context()); err != nil {
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

// mayPass reports why the request is not handed to the transport. The first of a try has its places in the budget, others take theirs here.
func (x *exchange) mayPass(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if x.passes++; x.passes == 1 {
		return nil
	}
	if err := x.reenter(ctx); err != nil {
		return &final{err}
	}
	return nil
}

// provenUnsent reports whether the request cannot have left: there was no connection for it. A transport that does not tell of its connections
// proves it by an error of making one.
func (p *progress) provenUnsent(err error) bool {
	if p.connected.Load() {
		return false
	}
	var op *net.OpError
	return p.wanted.Load() || errors.As(err, &op) && op.Op == "dial"
}

// redirect notes that a redirect has answered the request, and takes a place for the one that follows it.
func (x *exchange) redirect(ctx context.Context) error {
	x.sent = true
	x.connected.Store(false)
	x.held = x.reenter(ctx)
	return x.held
}

// note takes down what the answer to a try says: one of success that breaks off, and one of a gateway, leave open what became of it.
func (p *progress) note(resp *http.Response, err error) {
	if resp == nil {
		return
	}
	p.sent = true
	_, wait := retryAfter(resp.Header)
	p.lost = p.lost || leavesOpen(resp.StatusCode, wait) || err != nil && resp.StatusCode < 300
}

// leavesOpen reports whether an answer with this status leaves open whether the request took effect: one of a server that failed or of a gateway,
// whatever number it has, and one that is none. A 303 says where to read what it has led to.
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

// share takes down that the request went the way of the batch that it was in.
func (p *progress) share(batch *progress) {
	p.reached = p.reached || batch.reached
	p.sent = p.sent || batch.sent
	p.lost = p.lost || batch.lost
}

// follow makes the exchange one of a call that has sent another before, which was answered.
func (p *progress) follow(before *progress) {
	p.follows, p.done = true, before.done || before.writes
}
