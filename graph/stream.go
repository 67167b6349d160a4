package graph

import (
	"cmp"
	"context"
	"io"
	"net/http"
)

// A Stream is a call that answers with a file, such as a report.
type Stream struct{ core }

// Build returns the request as it would be sent. It needs neither network nor credential.
func (s *Stream) Build() (Wire, error) { return s.call().build() }

// Do sends the request and returns the body of the reply as it comes in. Read it to its end and
// close it. Its size is not bounded. The error of a reply is an [*Error].
func (s *Stream) Do(ctx context.Context, options ...Option) (io.ReadCloser, error) {
	call := s.call()
	x, err := call.exchange(options)
	if err != nil {
		return nil, err
	}
	x.streams = true
	resp, err := call.node.client.open(ctx, x)
	if err != nil {
		return nil, err
	}
	return resp.Body, nil
}

// call returns the call, which accepts every type of file.
func (s *Stream) call() *call {
	c := s.c
	c.accept = "*/*"
	return &c
}

// open sends a request and returns the reply with its body unread, unless the reply is an error.
func (c *Client) open(ctx context.Context, x *exchange) (*http.Response, error) {
	resp, err := c.transmit(ctx, x)
	if resp == nil {
		return nil, x.sendError(ctx, err)
	}
	x.reply.header = resp.Header
	x.passHeader()
	if err == nil && isSuccess(resp.StatusCode) && !x.isUnaskedPart(resp.StatusCode) {
		return resp, nil
	}
	defer func() { _ = resp.Body.Close() }()
	x.note(resp, err)
	r := &reply{status: resp.StatusCode, header: resp.Header}
	if err == nil && isSuccess(resp.StatusCode) {
		return nil, c.misread(x, r, errPart)
	}
	var cut error
	r.body, cut = io.ReadAll(resp.Body)
	return nil, c.replyError(x, r, cmp.Or(err, cut))
}
