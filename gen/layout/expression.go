package layout

import (
	"bytes"
	"math"
	"slices"
)

// oneLine lays out an expression that is on one line.
func (l *layouter) oneLine() {
	start := len(l.out)
	l.expression()
	if bytes.IndexByte(l.out[start:], '\n') >= 0 {
		panic(unknown{})
	}
}

// expression lays out an operand, or its address.
func (l *layouter) expression() {
	if l.kind == '&' {
		l.take()
		l.want(word)
	}
	switch l.kind {
	case str, number:
		l.take()
	case '[':
		l.typ()
		l.composite()
	case '(':
		l.take()
		l.want('*')
		l.typ()
		l.op(')')
		l.want('(')
		l.selectors()
	default:
		l.operand()
	}
}

// operand lays out a name and what follows it, which may be the elements of a literal of that type.
func (l *layouter) operand() {
	l.name()
	l.qualified()
	switch l.kind {
	case '{':
		l.composite()
		return
	case '[':
		l.take()
		if l.kind != ':' {
			l.types()
			l.composite()
			return
		}
		l.slice()
	}
	l.selectors()
}

// slice lays out what follows the opening bracket of the slice of a whole array.
func (l *layouter) slice() {
	l.op(':')
	l.op(']')
}

// selectors lays out what follows an operand: calls, selectors, and the slice of a whole array.
func (l *layouter) selectors() {
	for {
		switch l.kind {
		case '.':
			l.take()
			l.name()
		case '(':
			l.take()
			l.list(')')
		case '[':
			l.take()
			l.slice()
		default:
			return
		}
	}
}

// list lays out expressions on one line, and what closes them.
func (l *layouter) list(closing kind) {
	for n := 0; l.kind != closing; n++ {
		if n > 0 {
			l.op(',')
			l.put(" ")
		}
		l.oneLine()
	}
	l.take()
}

// composite lays out the elements of a literal, all on its line or each on one of its own.
func (l *layouter) composite() {
	l.op('{')
	if l.kind != newline {
		l.list('}')
		return
	}
	l.end()
	if l.kind == '}' {
		l.out = l.out[:len(l.out)-len("\n")]
	} else {
		l.depth++
		l.elements()
		l.depth--
		l.indent()
	}
	l.op('}')
	if l.kind != newline && l.kind != eof {
		panic(unknown{})
	}
}

// elements lays out elements a line each, all with keys or none.
func (l *layouter) elements() {
	var keys sizes
	for n := 0; l.kind != '}'; n++ {
		begin := len(l.out)
		l.indent()
		start := len(l.out)
		l.oneLine()
		if pair := l.kind == ':'; n > 0 && pair != (keys.last > 0) {
			panic(unknown{})
		} else if pair {
			key := l.out[start:]
			if scanWord(key) != len(key) {
				panic(unknown{})
			}
			if keys.breaks(len(key)) {
				l.out = slices.Insert(l.out, begin, '\f')
			}
			l.take()
			l.put("\v")
			l.oneLine()
		}
		l.op(',')
		l.end()
	}
}

// sizes are those of the keys of a literal, by which gofmt decides where the alignment of values begins anew: where a key is long, or the
// one before it, and much longer or shorter than the geometric mean of those aligned so far.
type sizes struct {
	last  int     // 0 before the first one
	sum   float64 // of the logarithms
	count int     // of those in the sum
}

// breaks adds a size and tells whether alignment begins anew with it.
func (s *sizes) breaks(size int) bool {
	const small, ratio = 40, 2.5
	breaks := false
	if s.count > 0 && (s.last > small || size > small) {
		r := float64(size) / math.Exp(s.sum/float64(s.count))
		breaks = ratio*r <= 1 || ratio <= r
	}
	if breaks {
		s.sum, s.count = 0, 0
	}
	s.last = size
	s.sum += math.Log(float64(size))
	s.count++
	return breaks
}
