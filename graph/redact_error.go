package graph

import (
	"errors"
	"fmt"
	"net"
	"reflect"
)

// A veil takes the place of an error whose text shows what must not show. errors.Is finds what is
// behind it, errors.As what shows nothing itself. What is behind is in functions alone, so that no
// printer finds it.
type veil struct {
	text string
	is   func(target error) bool
	as   func(target any) bool
}

func (v *veil) Error() string        { return v.text }
func (v *veil) Is(target error) bool { return v.is(target) }
func (v *veil) As(target any) bool   { return v.as(target) }

// A netVeil is the veil of a net.Error.
type netVeil struct {
	veil
	timeout bool
}

func (v *netVeil) Timeout() bool { return v.timeout }

// Temporary is what net.Error demands beside Timeout. Its meaning is not defined.
func (v *netVeil) Temporary() bool { return false }

// error returns err, behind a veil if it or what it wraps shows what must not show.
func (r *redactor) error(err error) error {
	if err == nil || !r.shows(err) {
		return err
	}
	v := veil{
		text: r.text(err.Error()),
		is:   func(target error) bool { return errors.Is(err, target) },
		as:   func(target any) bool { return r.findClean(err, target) },
	}
	if found := net.Error(nil); errors.As(err, &found) {
		return &netVeil{v, found.Timeout()}
	}
	return &v
}

// findClean is errors.As for what shows nothing.
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

// shows reports whether an error, or one that it wraps, shows what must not show.
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
