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
var ErrOutcomeUnknown = errors.New("the request was sent, and it is not known what became of it")

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

// withOutcome returns an error with another outcome of the request, or with none.
func withOutcome(err, outcome error) error {
	switch e := err.(type) {
	case *Error:
		other := *e
		other.outcome = outcome
		return &other
	case *marked:
		err = e.error
	}
	return mark(err, outcome)
}
