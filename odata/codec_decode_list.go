package odata

// array decodes the array at i into the slice at m, or returns misfit and leaves the slice nil.
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

// elements decodes the elements from the one at i on into the list and to the slice at m. The array begins at start.
func (d *decoder) elements(l *list, m mem, start, i int) int {
	form := state(0)
	for n := 0; ; n++ {
		if n == l.room {
			d.grow(l, m, n, d.growth(n, start, i))
		}
		d.form = 0
		end := d.value(l.pr, at(l.first, uintptr(n)*l.pr.size), i)
		if end < 0 {
			l.drop(d, m, n)
			return d.misfitArray(end, i)
		}
		form = commonForm(form, d.form, n)
		if i = d.space(end); d.b[i] == ']' {
			return d.listed(l, m, n+1, form, i+1)
		}
		if d.b[i] != ',' {
			return d.unexpected(i, ", or ]")
		}
		i = d.space(i + 1)
	}
}

// listed ends a list of n elements.
func (d *decoder) listed(l *list, m mem, n int, form state, end int) int {
	d.depth--
	if d.form = form; form == formMixed {
		l.drop(d, m, n-1)
		return misfit
	}
	l.set(m, n)
	l.done(d, n)
	return end
}

// misfitArray reads the rest of an array whose element at i does not fit. What was read before it is checked already:
// reading it again would read nested arrays once per level.
func (d *decoder) misfitArray(end, i int) int {
	if end == failed {
		return failed
	}
	if d.checked = d.skipElements(i); d.checked < 0 {
		return failed
	}
	return misfit
}

// growth returns for how many more elements to make room after n of an array were read. The list of a page is usually
// most of the body, so that its length is foreseen from the size of the elements read, and an eighth more, since a list that is foreseen
// too short is made twice; any other doubles.
func (d *decoder) growth(n, start, i int) int {
	if n < 16 || d.depth > 2 {
		return max(n, 2)
	}
	left := (len(d.s) - i) / ((i - start) / n)
	return min(left+left/8+1, 64*n)
}

// formMixed stands for numbers that have no form in common.
const formMixed = formMask

// commonForm returns the form in which numbers that came in both forms can be written: a list has but one.
func commonForm(a, b state, n int) state {
	switch {
	case n == 0 || a == b:
		return b
	case a == formLong || b == formLong:
		return formMixed
	}
	return formShortest
}
