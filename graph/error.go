package graph

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"
	"unicode"
)

// An Error is a call that did not succeed, as the service answered it.
//
// No field of it, and nothing that it unwraps to, shows the token, a secret of the request or the
// signature of an address, in whatever spelling the service repeats it: "[secret]" stands there.
// Where a reply did not decode, the properties that hold an [odata.Secret] are hidden too. Secrets
// of fewer than 4 characters are not searched for, since they would be found everywhere.
type Error struct {
	Method string
	Path   string // from the service root, without query
	Status int    // of the reply

	Code    string // "BadRequest"; "" when the body says none
	Message string // what went wrong; of Intune's messages the text alone

	ActivityID      string        // Intune's id of the call, for its support
	RequestID       string        // the service's id of the call
	ClientRequestID string        // the client's id of the call
	Diagnostic      string        // the header x-ms-ags-diagnostic
	RetryAfter      time.Duration // how long the service asks to wait, 0 if it does not

	Body []byte // the answer as received but for secrets, at most 1 MiB

	// Permissions are those of which an application needs one for the operation, least privileged first, as documented; of an operation
	// that applications cannot use, those of a user. DelegatedPermissions are those of a user where they differ. They are set for status 403.
	Permissions, DelegatedPermissions []string

	cause   error
	outcome error // ErrNotSent, ErrOutcomeUnknown or nil
}

// Error returns one line: method, path, status, code, message and ids.
func (e *Error) Error() string {
	var ids []string
	if id := e.RequestID; id != "" {
		ids = append(ids, "request "+id)
	} else if e.ClientRequestID != "" {
		ids = append(ids, "client request "+e.ClientRequestID)
	}
	if e.ActivityID != "" {
		ids = append(ids, "activity "+e.ActivityID)
	}
	text := fmt.Sprintf("%s %s: %d %s", e.Method, e.Path, e.Status, e.Code)
	text = strings.TrimSuffix(text, " ")
	if e.Message != "" {
		text += ": " + e.Message
	}
	if e.cause != nil && e.Status >= 300 && e.Message != e.cause.Error() {
		text += "; " + e.cause.Error()
	}
	if len(e.Permissions) > 0 {
		text += "; the operation needs one of the permissions " + strings.Join(e.Permissions, ", ")
	}
	if len(e.DelegatedPermissions) > 0 {
		text += ", or of a user one of " + strings.Join(e.DelegatedPermissions, ", ")
	}
	if e.outcome != nil && e.Status < 500 { // that of a gateway speaks for itself
		text += "; " + e.outcome.Error()
	}
	if ids != nil {
		text += " (" + strings.Join(ids, ", ") + ")"
	}
	return oneLine(text, 2000)
}

// GoString keeps the body out of %#v.
func (e *Error) GoString() string { return fmt.Sprintf("&graph.Error{%q}", e.Error()) }

// Unwrap returns what went wrong while the reply was read, or nil.
func (e *Error) Unwrap() error { return e.cause }

// oneLine makes text fit to be a line of a log.
func oneLine(text string, limit int) string {
	text = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || r == '\u2028' || r == '\u2029' {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(text, "\uFFFD"))
	text = strings.Join(strings.Fields(text), " ")
	if len(text) > limit {
		text = strings.ToValidUTF8(text[:limit], "") + "…"
	}
	return text
}

// IsNotFound tells whether err is a reply that what was asked for does not exist (404).
func IsNotFound(err error) bool { return hasStatus(err, http.StatusNotFound) }

// IsThrottled tells whether err is a reply that there were too many requests (429), after the client has sent it again in vain.
func IsThrottled(err error) bool { return hasStatus(err, http.StatusTooManyRequests) }

// IsConflict tells whether err is a reply that the resource is in another state than the request supposes (409, or 412 to [IfMatch]). The reply to
// a repetition is none, since the state may be what the request has made of it: that is [ErrOutcomeUnknown].
func IsConflict(err error) bool {
	return !errors.Is(err, ErrOutcomeUnknown) && hasStatus(err, http.StatusConflict, http.StatusPreconditionFailed)
}

// IsForbidden tells whether err is a reply that a permission is missing (403); its text names those that the operation documents.
func IsForbidden(err error) bool { return hasStatus(err, http.StatusForbidden) }

func hasStatus(err error, codes ...int) bool {
	var e *Error
	if !errors.As(err, &e) {
		return false
	}
	for _, code := range codes {
		if e.Status == code {
			return true
		}
	}
	return false
}

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
