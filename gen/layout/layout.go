// Package layout lays Go out as gofmt does, much faster: it knows the shapes that package emit writes, and refuses all others.
//
// It reads the declarations of a file without indentation and alignment, as jennifer writes them, and writes them while it reads.
// What it lays out is what go/format.Source would return for the same text, which its tests hold it to; everything that it is not sure
// of, invalid Go included, it leaves to go/format. Its grammar is therefore a part of Go's: declarations of types, constants,
// variables and functions whose statements return, assign to new variables, or look at one variable.
package layout

import (
	"bytes"
	"unicode/utf8"
)

// A Layouter lays out one file after the other, in the same memory.
type Layouter struct{ marked, out []byte }

// Source lays out a file. It returns false for what it does not know. What it returns is valid until the next call.
func (b *Layouter) Source(src []byte) (out []byte, ok bool) {
	if !clean(src) {
		return nil, false
	}
	defer func() {
		if r := recover(); r != nil {
			if _, is := r.(unknown); !is {
				panic(r)
			}
			out, ok = nil, false
		}
	}()
	l := &layouter{src: src, out: b.marked[:0]}
	l.next()
	l.file()
	b.marked, b.out = l.out, align(b.out[:0], l.out)
	return b.out, true
}

// clean tells whether src is text without control characters, which are free to mark cells and sections; see [align].
func clean(src []byte) bool {
	for _, c := range src {
		if c < ' ' && c != '\n' {
			return false
		}
	}
	return utf8.Valid(src) && !bytes.Contains(src, []byte("\ufeff"))
}

// unknown is what a layouter panics with at what it does not know; [Layouter.Source] recovers it.
type unknown struct{}

// A layouter reads tokens and writes lines, cells marked for [align].
type layouter struct {
	src   []byte // what follows the current token
	kind  kind   // of the current token
	text  []byte // of the current token
	blank bool   // whether blanks stand before the current token
	lines int    // newlines that the last newline token stood for
	out   []byte
	depth int // of indentation
}

func (l *layouter) put(s string) { l.out = append(l.out, s...) }

// take writes the current token and goes on to the next.
func (l *layouter) take() {
	l.out = append(l.out, l.text...)
	l.next()
}

// want refuses any token but one of that kind.
func (l *layouter) want(k kind) {
	if l.kind != k {
		panic(unknown{})
	}
}

// op writes an operator that has to be there.
func (l *layouter) op(k kind) {
	l.want(k)
	l.take()
}

// name writes an identifier that has to be there.
func (l *layouter) name() { l.op(word) }

// is tells whether the current token is that keyword.
func (l *layouter) is(w string) bool { return l.kind == keyword && string(l.text) == w }

// end goes over the end of a line, which may not be followed by empty ones, and writes it.
func (l *layouter) end() {
	l.want(newline)
	if l.lines > 1 {
		panic(unknown{})
	}
	l.next()
	l.put("\n")
}

// indent begins a line.
func (l *layouter) indent() {
	for range l.depth {
		l.out = append(l.out, '\t')
	}
}
