package odata

import "strconv"

// array decodes the array at i into the slice at m. On a misfit it leaves the slice nil.
func (d *decoder) array(pr *prop, m mem, i int) int {
	if d.b[i] != '[' {
		return misfit
	}
	if !d.enter(i) {
		return failed
	}
	start := i
	if i = d.space(i + 1); d.b[i] == ']' {
		d.depth--
		d.form = 0
		setEmpty(m)
		return i + 1
	}
	l := d.newList(pr)
	return d.elements(&l, m, start, i)
}

// elements decodes the elements from the one at i on into the list, and sets the slice at m. The
// array starts at start.
func (d *decoder) elements(l *list, m mem, start, i int) int {
	form := state(0)
	for n := 0; ; n++ {
		if n == l.room {
			d.grow(l, m, n, d.growth(n, start, i))
		}
		d.form = 0
		end := d.element(l.pr, at(l.first, uintptr(n)*l.pr.size), i)
		if end < 0 {
			if l.pr.row && end == misfit {
				d.misfitAt("["+strconv.Itoa(n)+"]", l.pr.typ.Elem(), i)
			}
			l.drop(d, m, n)
			return d.misfitArray(end, i)
		}
		form = commonForm(form, d.form, n)
		if i = d.space(end); d.b[i] == ']' {
			return d.finish(l, m, n+1, form, i+1)
		}
		if d.b[i] != ',' {
			return d.unexpected(i, ", or ]")
		}
		i = d.space(i + 1)
	}
}

// element decodes an element of a list. null leaves that of a plain slice zero.
func (d *decoder) element(pr *prop, m mem, i int) int {
	if pr.plain && d.b[i] == 'n' {
		return d.literal(i, "null")
	}
	return d.value(pr, m, i)
}

// finish ends a list of n elements.
func (d *decoder) finish(l *list, m mem, n int, form state, end int) int {
	d.depth--
	if d.form = form; form == formMixed {
		l.drop(d, m, n-1)
		return misfit
	}
	l.set(m, n)
	l.done(d, n)
	return end
}

// misfitArray reads the rest of an array whose element at i does not fit. The elements before it
// are checked already. Reading them again would read nested arrays once a level.
func (d *decoder) misfitArray(end, i int) int {
	if end == failed {
		return failed
	}
	if d.checked = d.skipElements(i); d.checked < 0 {
		return failed
	}
	return misfit
}

// growth returns the number of elements to make room for after n elements of an array. The list of
// a page is usually most of the body, so its length is estimated from the size of the elements
// read. An eighth is added, since a list that is too short is copied. Any other list doubles.
func (d *decoder) growth(n, start, i int) int {
	if n < 16 || d.depth > 2 {
		return max(n, 2)
	}
	left := (len(d.s) - i) / ((i - start) / n)
	return min(left+left/8+1, 64*n)
}

// formMixed marks numbers that have no common form.
const formMixed = formMask

// commonForm returns a form that can write numbers received in both forms, since a list has only
// one.
func commonForm(a, b state, n int) state {
	switch {
	case n == 0 || a == b:
		return b
	case a == formLong || b == formLong:
		return formMixed
	}
	return formShortest
}
