package spec

import (
	"cmp"
	"errors"
	"fmt"
	"slices"

	"github.com/intunegen/intunegen/spec/printable"
)

// An Error is a fault of an input, with its position and a remedy.
type Error struct {
	Pos    Position
	What   string // "type graph.usr is not defined"
	Remedy string // "correct the name, or add the type by an overlay"
}

// Error returns "file:line:col: what; remedy". Control characters in it are escaped, so that it is
// one line.
func (e *Error) Error() string {
	text := e.What
	if e.Remedy != "" {
		text += "; " + e.Remedy
	}
	if at := e.Pos.String(); at != "" {
		text = at + ": " + text
	}
	return printable.Line(text)
}

// Errorf returns an [Error] at pos.
func Errorf(pos Position, remedy, format string, args ...any) *Error {
	return &Error{Pos: pos, What: fmt.Sprintf(format, args...), Remedy: remedy}
}

// Errors collects independent faults.
type Errors struct{ list []*Error }

// Add records a fault.
func (e *Errors) Add(err *Error) { e.list = append(e.list, err) }

// maxReported bounds the number of faults in one error.
const maxReported = 50

// Err returns all faults sorted by position, joined, or nil when there are none.
func (e *Errors) Err() error {
	if len(e.list) == 0 {
		return nil
	}
	e.sort()
	errs := make([]error, 0, min(len(e.list), maxReported)+1)
	for _, err := range e.list[:min(len(e.list), maxReported)] {
		errs = append(errs, err)
	}
	if more := len(e.list) - maxReported; more > 0 {
		errs = append(errs, fmt.Errorf("and %d more faults", more))
	}
	return errors.Join(errs...)
}

// sort sorts the faults by position.
func (e *Errors) sort() {
	slices.SortStableFunc(e.list, func(a, b *Error) int {
		return cmp.Or(cmp.Compare(a.Pos.File, b.Pos.File), cmp.Compare(a.Pos.Line, b.Pos.Line),
			cmp.Compare(a.Pos.Column, b.Pos.Column), cmp.Compare(a.What, b.What))
	})
}
