package odata

import "reflect"

// array decodes the array at i into the slice at m, or returns misfit and leaves the slice nil. What was read before
// an element that does not fit is checked already, so that keep reads an array at most twice.
func (d *decoder) array(pr *prop, m mem, i int) int {
	if d.b[i] != '[' {
		return misfit
	}
	if !d.enter(i) {
		return failed
	}
	list := valueAt(pr.typ, m)
	list.Set(reflect.MakeSlice(pr.typ, 0, 0))
	i = d.space(i + 1)
	form := d.form
	for n := 0; d.b[i] != ']' || n > 0; n++ {
		if i = d.element(pr, list, n, i); i < 0 {
			break
		}
		form = commonForm(form, d.form, n)
		if i = d.space(i); d.b[i] == ']' {
			break
		}
		if d.b[i] != ',' {
			return d.unexpected(i, ", or ]")
		}
		i = d.space(i + 1)
	}
	d.depth--
	if i >= 0 && form == formMixed {
		i = misfit
	}
	if i < 0 {
		list.SetZero()
		return i
	}
	d.form = form
	return i + 1
}

// element decodes element n.
func (d *decoder) element(pr *prop, list reflect.Value, n, i int) int {
	if n == list.Cap() {
		list.Grow(max(4, n))
	}
	list.SetLen(n + 1)
	d.form = 0
	return d.value(pr, list.Index(n).Addr().UnsafePointer(), i)
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
