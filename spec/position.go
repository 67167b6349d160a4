package spec

import "strconv"

// A Position is a place in an input. Line and Column count from 1, Column in bytes; 0 means
// unknown.
type Position struct {
	File         string
	Line, Column int
}

// or returns p, or instead when the line of p is unknown.
func (p Position) or(instead Position) Position {
	if p.Line > 0 {
		return p
	}
	return instead
}

// String returns "file:line:col", without the parts that are unknown.
func (p Position) String() string {
	if p.Line == 0 {
		return p.File
	}
	return p.File + ":" + strconv.Itoa(p.Line) + ":" + strconv.Itoa(p.Column)
}
