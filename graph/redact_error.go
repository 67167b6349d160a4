package graph

import (
	"errors"
	"fmt"
	"net"
	"reflect"
)

// A redactedError replaces an error that shows a secret. errors.Is finds every error that the
// original wraps; errors.As finds only those that show no secret. Only functions refer to the
// original, so that no printer can reach it.
type redactedError struct {
	text string
	is   func(target error) bool
	as   func(target any) bool
}

func (e *redactedError) Error() string        { return e.text }
func (e *redactedError) Is(target error) bool { return e.is(target) }
func (e *redactedError) As(target any) bool   { return e.as(target) }

// A redactedNetError replaces a net.Error.
type redactedNetError struct {
	redactedError
	timeout bool
}

func (e *redactedNetError) Timeout() bool { return e.timeout }

// Temporary completes the interface net.Error, which does not define its meaning.
func (e *redactedNetError) Temporary() bool { return false }

// error returns err, or a redactedError in its place if err or an error that it wraps shows a
// secret.
func (r *redactor) error(err error) error {
	if err == nil || !r.shows(err) {
		return err
	}
	redacted := redactedError{
		text: r.text(err.Error()),
		is:   func(target error) bool { return errors.Is(err, target) },
		as:   func(target any) bool { return r.findClean(err, target) },
	}
	if found := net.Error(nil); errors.As(err, &found) {
		return &redactedNetError{redacted, found.Timeout()}
	}
	return &redacted
}

// findClean is errors.As for the errors that show no secret.
func (r *redactor) findClean(err error, target any) bool {
	found := reflect.New(reflect.TypeOf(target).Elem())
	if !errors.As(err, found.Interface()) {
		return false
	}
	if e, ok := found.Elem().Interface().(error); !ok || r.shows(e) {
		return false
	}
	reflect.ValueOf(target).Elem().Set(found.Elem())
	return true
}

// shows reports whether an error, or one that it wraps, shows a secret.
func (r *redactor) shows(err error) bool {
	for _, text := range []string{err.Error(), fmt.Sprintf("%+v", err), fmt.Sprintf("%#v", err)} {
		if r.text(text) != text {
			return true
		}
	}
	switch err := err.(type) {
	case interface{ Unwrap() error }:
		cause := err.Unwrap()
		return cause != nil && r.shows(cause)
	case interface{ Unwrap() []error }:
		for _, cause := range err.Unwrap() {
			if cause != nil && r.shows(cause) {
				return true
			}
		}
	}
	return false
}
