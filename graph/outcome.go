package graph

import (
	"errors"
	"fmt"
)

// What became of a request that failed is in its error: [errors.Is] finds one of these two or neither. Neither means that the service
// answered, and that by its answer the request has had no effect; of a request that only reads, that nothing needs to be known.

// ErrNotSent is in the error of a request that never went out: it could not be made or is not available in the cloud, there was no token,
// no place within the budget or no connection, or its context had ended. It can be sent again without a second thought.
var ErrNotSent = errors.New("the request was not sent")

// ErrOutcomeUnknown is in the error of a request other than GET and HEAD that went out, at least once, and nobody knows what became of it:
// the connection broke or the time was over before the answer was there, a gateway answered in place of the service, the answer is not as
// described, or it is the answer to a repetition of such a request. Read what is there before sending it again.
var ErrOutcomeUnknown = errors.New("the request was sent and its outcome is not known")

// A marked error says what became of the request, under the text of its cause.
type marked struct {
	error
	outcome error // ErrNotSent or ErrOutcomeUnknown
}

// mark returns the error with what became of the request; nil stays nil.
func mark(err, outcome error) error {
	if err == nil || outcome == nil {
		return err
	}
	return &marked{err, outcome}
}

func (e *marked) Unwrap() error { return e.error }

// Is reports whether target is what became of the request.
func (e *marked) Is(target error) bool { return target == e.outcome }

// GoString keeps the cause out of %#v.
func (e *marked) GoString() string { return fmt.Sprintf("%q", e.Error()) }

// Is reports whether target is [ErrNotSent] or [ErrOutcomeUnknown] and holds for the request.
func (e *Error) Is(target error) bool { return e.outcome != nil && target == e.outcome }

// outcome returns ErrNotSent, ErrOutcomeUnknown or nil, as is known of the exchange.
func (x *exchange) outcome() error {
	switch {
	case !x.sent:
		return ErrNotSent
	case x.writes && x.lost:
		return ErrOutcomeUnknown
	}
	return nil
}

// fate says for a message what became of a request without a reply.
func (x *exchange) fate() string {
	switch {
	case !x.reached:
		return "not sent"
	case !x.sent:
		return "no reply, as it was not sent"
	case x.outcome() == ErrOutcomeUnknown:
		return "no reply, so it is not known whether it took effect"
	}
	return "no reply"
}
