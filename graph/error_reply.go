package graph

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
)

// sendError returns the error of a request without a reply.
func (x *exchange) sendError(ctx context.Context, err error) error {
	if ctx.Err() != nil && !errors.Is(err, ctx.Err()) {
		err = fmt.Errorf("%w (%w)", ctx.Err(), err)
	}
	text := fmt.Sprintf("%s %s: %s: %s (client request %s)", x.wire.Method, x.path, x.summary(), err, x.clientID())
	red := x.redactor()
	return mark(&sendFailure{red.field(text, 2000), red.error(err)}, x.outcome())
}

// A sendFailure is the error of a request without a reply. Its text is its own, because the text of
// its cause may show a secret.
type sendFailure struct {
	text  string
	cause error
}

func (e *sendFailure) Error() string { return e.text }
func (e *sendFailure) Unwrap() error { return e.cause }

// GoString keeps the cause out of %#v.
func (e *sendFailure) GoString() string { return fmt.Sprintf("%q", e.text) }

// replyError returns the error of a request whose reply is not a success, or could not be read. In
// the latter case, cause says why.
func (c *Client) replyError(x *exchange, r *reply, cause error) *Error {
	e := &Error{Method: x.wire.Method, Path: x.path, Status: r.status, ClientRequestID: x.clientID(), outcome: x.outcome()}
	red := x.redactor()
	if r.status < 300 {
		red.hideMembers(r.body, x.results()...)
	}
	e.readHeader(r.header)
	e.Body, e.cause = red.body(r.body), red.error(cause)
	if r.status >= 300 || cause == nil {
		e.readBody(r.text())
	}
	e.Code = cmp.Or(e.Code, r.header.Get("x-ms-error-code"))
	e.Message = c.messageOf(e, x, r, cause)
	e.redact(red)
	if r.status == http.StatusForbidden {
		e.Permissions, e.DelegatedPermissions = c.permissions(x.wire)
	}
	return e
}

// messageOf returns the message of an error: that of the reply's body, unless the status or the
// cause says more.
func (c *Client) messageOf(e *Error, x *exchange, r *reply, cause error) string {
	switch {
	case r.status < 200 || r.status > 599:
		return "the reply is not as described: its status is not that of a final reply"
	case r.status >= 300 && r.status < 400:
		return c.redirectMessage(x, r)
	case e.Message != "":
		return e.Message
	case cause != nil:
		return cause.Error()
	case r.status < 300:
		return "the reply is an error in place of a result"
	}
	return http.StatusText(r.status)
}

// redact takes secrets out of the texts of an error.
func (e *Error) redact(red *redactor) {
	e.Path = red.text(e.Path)
	e.Code, e.Message = red.field(e.Code, 200), red.field(e.Message, 1000)
	e.ActivityID, e.RequestID, e.ClientRequestID = red.id(e.ActivityID), red.id(e.RequestID), red.id(e.ClientRequestID)
	e.Diagnostic = red.field(e.Diagnostic, 2000)
}

// readHeader reads the ids of the call and the delay that the service asks for.
func (e *Error) readHeader(header http.Header) {
	e.RequestID = cmp.Or(header.Get("request-id"), header.Get("x-ms-request-id")) // the latter of Azure's stores
	if id := header.Get("client-request-id"); id != "" {
		e.ClientRequestID = id
	}
	e.Diagnostic = header.Get("x-ms-ags-diagnostic")
	e.RetryAfter, _ = retryAfter(header)
}

// permissions returns the documented permissions of a request: those of applications, and those of
// users if they differ. An operation that applications cannot use has only those of users.
func (c *Client) permissions(wire Wire) (application, delegated []string) {
	op, _ := c.service.Operations.documented(wire.Method, wire.Template)
	switch {
	case len(op.Application) == 0:
		return op.Delegated, nil
	case slices.Equal(op.Application, op.Delegated):
		return op.Application, nil
	}
	return op.Application, op.Delegated
}
