package odata

import "strconv"

// property reads the value of a property, whose name is at the position at.
func (r *strictReader) property(pr *prop, at, i int) int {
	if r.b[i] == 'n' && pr.flags&nonnull != 0 && !pr.list {
		r.add(at, "is null and not nullable", "leave it out, or give it a value")
	}
	return r.value(pr, i)
}

// value reads the value of a property. Null is one of every property.
func (r *strictReader) value(pr *prop, i int) int {
	switch {
	case r.b[i] == 'n':
		return r.literal(i, "null")
	case !pr.list:
		return r.element(pr, i)
	case r.b[i] != '[':
		return r.misfit(pr, i)
	}
	one := *pr
	one.list, one.typ = false, pr.typ.Elem()
	return r.elements(i, func(i int) int {
		if r.b[i] == 'n' && pr.kind != kindRaw {
			r.add(i, "is null in an array", "remove it")
			return r.literal(i, "null")
		}
		return r.element(&one, i)
	})
}

// elements reads the array at i.
func (r *strictReader) elements(i int, read func(i int) int) int {
	if !r.enter(i) {
		return failed
	}
	if i = r.space(i + 1); r.b[i] == ']' {
		r.depth--
		return i + 1
	}
	for n := 0; ; n++ {
		if i = r.below(strconv.Itoa(n), func() int { return read(i) }); i < 0 {
			return failed
		}
		if i = r.space(i); r.b[i] == ']' {
			r.depth--
			return i + 1
		}
		if r.b[i] != ',' {
			return r.unexpected(i, ", or ]")
		}
		i = r.space(i + 1)
	}
}

// element reads one value that is not null.
func (r *strictReader) element(pr *prop, i int) int {
	switch {
	case pr.elem == nil:
		return r.scalar(pr, i)
	case r.b[i] != '{':
		return r.misfit(pr, i)
	case pr.kind == kindAny:
		return r.derived(pr, i)
	}
	p, err := planOf(pr.elem)
	if err != nil {
		return r.broken(err)
	}
	return r.object(p, i)
}

// untyped reads any value, in which only names that are twice are problems.
func (r *strictReader) untyped(i int) int {
	switch r.b[i] {
	case '{':
		return r.names(i, func(_ string, _, value int) int { return r.untyped(value) })
	case '[':
		return r.elements(i, r.untyped)
	}
	return r.skip(i)
}
