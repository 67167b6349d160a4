package graph

import (
	"errors"
	"fmt"
)

// The error of a failed request says what became of it: [errors.Is] finds one of the two errors
// below or neither. Neither means that the service answered, and that by its answer the request had
// no effect. A request that only reads has no effect to know about.

// ErrNotSent is in the error of a request that never left the client: it could not be built, its
// cloud does not have the operation, there was no token, no place in the budget or no connection,
// or its context had ended. It can be sent again without risk.
var ErrNotSent = errors.New("the request was not sent")

// ErrOutcomeUnknown is in the error of a request other than GET and HEAD that was sent, at least
// once, and may or may not have taken effect: the connection broke or the time was over before the
// reply came, a gateway answered in place of the service, the reply is not as described, or the
// reply is to a repetition of such a request. Read the present state before sending it again.
var ErrOutcomeUnknown = errors.New("the request was sent, and it is not known what became of it")

// An outcomeError adds the outcome of the request to an error, and keeps the error's text.
type outcomeError struct {
	error
	outcome error // ErrNotSent or ErrOutcomeUnknown
}

// mark adds an outcome to an error. It returns err itself if one of them is nil.
func mark(err, outcome error) error {
	if err == nil || outcome == nil {
		return err
	}
	return &outcomeError{err, outcome}
}

func (e *outcomeError) Unwrap() error { return e.error }

// Is reports whether target is the outcome of the request.
func (e *outcomeError) Is(target error) bool { return target == e.outcome }

// GoString keeps the cause out of %#v.
func (e *outcomeError) GoString() string { return fmt.Sprintf("%q", e.Error()) }

// Is reports whether target is [ErrNotSent] or [ErrOutcomeUnknown] and the outcome of the request.
func (e *Error) Is(target error) bool { return e.outcome != nil && target == e.outcome }

// withOutcome returns an error with another outcome of the request; nil removes it.
func withOutcome(err, outcome error) error {
	switch e := err.(type) {
	case *Error:
		other := *e
		other.outcome = outcome
		return &other
	case *outcomeError:
		err = e.error
	}
	return mark(err, outcome)
}
