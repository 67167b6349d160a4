package odata

import "reflect"

// array decodes the array at i into the slice at m, or returns misfit and leaves the slice nil.
func (d *decoder) array(pr *prop, m mem, i int) int {
	if d.b[i] != '[' {
		return misfit
	}
	if !d.enter(i) {
		return failed
	}
	list := valueAt(pr.typ, m)
	form, n := d.form, 0
	for i = d.space(i + 1); d.b[i] != ']' || n > 0; n++ {
		end := d.element(pr, list, n, i)
		if end < 0 {
			list.SetZero()
			return d.misfitArray(end, i)
		}
		form = commonForm(form, d.form, n)
		if i = d.space(end); d.b[i] == ']' {
			break
		}
		if d.b[i] != ',' {
			return d.unexpected(i, ", or ]")
		}
		i = d.space(i + 1)
	}
	d.depth--
	d.form = form
	switch {
	case form == formMixed:
		list.SetZero()
		return misfit
	case list.IsNil():
		list.Set(reflect.MakeSlice(pr.typ, 0, 0))
	}
	return i + 1
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
