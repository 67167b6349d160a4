package graph

import (
	"errors"
	"net"
	"net/http"
	"net/http/httptrace"
	"sync/atomic"
)

// progress is how far an exchange has come, over all its tries.
type progress struct {
	writes  bool // it, or a request in its batch, may have an effect
	reached bool // the transport was handed it
	sent    bool // it may have left, once or more often
	lost    bool // it may have had its effect without an answer that says so

	wanted, connected atomic.Bool // what the transport says of the connection for this pass
}

// trace returns hooks by which the transport says that it looks for a connection, and that it has one. It writes nothing before.
func (p *progress) trace() *httptrace.ClientTrace {
	return &httptrace.ClientTrace{
		GetConn: func(string) { p.wanted.Store(true) },
		GotConn: func(httptrace.GotConnInfo) { p.connected.Store(true) },
	}
}

// pass hands the request to the transport, once, and notes whether it may have left and whether the answer was lost.
func (p *progress) pass(send func(*http.Request) (*http.Response, error), req *http.Request) (*http.Response, error) {
	if err := req.Context().Err(); err != nil {
		return nil, err
	}
	p.reached = true
	p.wanted.Store(false)
	p.connected.Store(false)
	resp, err := send(req)
	if err == nil {
		p.sent = true
	} else if !p.provenUnsent(err) {
		p.sent, p.lost = true, true
	}
	return resp, err
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

// note takes down what the answer to a try says: one of success that breaks off, and one of a gateway, leave open what became of it.
func (p *progress) note(resp *http.Response, err error) {
	if resp == nil {
		return
	}
	p.sent = true
	_, wait := retryAfter(resp.Header)
	p.lost = p.lost || leavesOpen(resp.StatusCode, wait) || err != nil && resp.StatusCode < 300
}

// leavesOpen reports whether an answer with this status leaves open whether the request took effect.
func leavesOpen(status int, retryAfter bool) bool {
	switch status {
	case http.StatusInternalServerError, http.StatusBadGateway, http.StatusGatewayTimeout:
		return true
	case http.StatusServiceUnavailable:
		return !retryAfter
	}
	return false
}

// share takes down that the request went the way of the batch that it was in.
func (p *progress) share(batch *progress) {
	p.reached = p.reached || batch.reached
	p.sent = p.sent || batch.sent
	p.lost = p.lost || batch.lost
}
