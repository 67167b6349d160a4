package graph

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
)

// sendError is the error of a request that got no reply.
func (x *exchange) sendError(ctx context.Context, err error) error {
	if ctx.Err() != nil && !errors.Is(err, ctx.Err()) {
		err = fmt.Errorf("%w (%w)", ctx.Err(), err)
	}
	text := fmt.Sprintf("%s %s: %s: %s (client request %s)", x.wire.Method, x.path, x.fate(), err, x.clientID())
	red := x.redactor()
	return mark(&sendFailure{red.field(text, 2000), red.error(err)}, x.outcome())
}

// A sendFailure has a text of its own over its cause's, which may show what must not be shown.
type sendFailure struct {
	text  string
	cause error
}

func (e *sendFailure) Error() string { return e.text }

func (e *sendFailure) Unwrap() error { return e.cause }

// GoString keeps the cause out of %#v.
func (e *sendFailure) GoString() string { return fmt.Sprintf("%q", e.text) }

// replyError is the error of a request whose reply is none of success, or could not be read.
func (c *Client) replyError(x *exchange, r *reply, cause error) *Error {
	e := &Error{Method: x.wire.Method, Path: x.path, Status: r.status, ClientRequestID: x.clientID(), outcome: x.outcome()}
	red := x.redactor()
	if r.status < 300 {
		red.hideMembers(r.body, x.results()...)
	}
	e.readHeader(r.header)
	e.Body, e.cause = red.body(r.body), red.error(cause)
	if r.status >= 300 || cause == nil {
		e.readBody(r.body)
	}
	switch {
	case r.status < 200 || r.status > 599:
		e.Message = "the reply is not as described: its status is none of a final answer"
	case r.status < 400 && r.status >= 300:
		e.Message = c.refusedRedirect(x, r)
	case e.Message == "" && cause != nil:
		e.Message = cause.Error()
	case e.Message == "" && r.status < 300:
		e.Message = "the reply is an error, in place of what was asked for"
	case e.Message == "":
		e.Message = http.StatusText(r.status)
	}
	e.redact(red)
	if r.status == http.StatusForbidden {
		e.Permissions, e.DelegatedPermissions = c.permissions(x.wire)
	}
	return e
}

// redact makes the texts that a reply gave fit to be seen.
func (e *Error) redact(red *redactor) {
	e.Path = red.text(e.Path)
	e.Code, e.Message = red.field(e.Code, 200), red.field(e.Message, 1000)
	e.ActivityID, e.RequestID, e.ClientRequestID = red.id(e.ActivityID), red.id(e.RequestID), red.id(e.ClientRequestID)
	e.Diagnostic = red.field(e.Diagnostic, 2000)
}

func (e *Error) readHeader(header http.Header) {
	e.RequestID = header.Get("request-id")
	if id := header.Get("client-request-id"); id != "" {
		e.ClientRequestID = id
	}
	e.Diagnostic = header.Get("x-ms-ags-diagnostic")
	e.RetryAfter, _ = retryAfter(header)
}

// permissions returns those that are documented for a request: of applications and of users; the latter once when they are the same.
func (c *Client) permissions(wire Wire) (application, delegated []string) {
	op, _ := c.service.Operations.Lookup(wire.Method, wire.Template)
	switch {
	case len(op.Application) == 0:
		return op.Delegated, nil
	case slices.Equal(op.Application, op.Delegated):
		return op.Application, nil
	}
	return op.Application, op.Delegated
}
