package odata

import (
	"slices"
	"strconv"
)

// elements is a list on one side of a comparison.
type elements struct {
	pr    *prop
	first mem
	n     int
}

func elementsOf(pr *prop, o operand) elements {
	first, n := sliceAt(o.m)
	return elements{pr, first, n}
}

func (e elements) at(i int) operand { return operand{isValue, at(e.first, uintptr(i)*e.pr.size)} }

// list compares two lists.
func (c *comparison) list(pr *prop, have, want operand) bool {
	from, to := elementsOf(pr, have), elementsOf(pr, want)
	if c.isSet(pr) {
		return c.set(from, to)
	}
	if from.n != to.n && !c.recording {
		return c.noSecrets && pr.kind == kindSecret
	}
	same := true
	for i := range max(from.n, to.n) {
		if !c.element(strconv.Itoa(i), from, i, to, i) {
			if same = false; !c.recording {
				return false
			}
		}
	}
	return same
}

// element compares element i of have and j of want, either of which may not exist.
func (c *comparison) element(key string, from elements, i int, to elements, j int) bool {
	return c.in(key, true, func() bool {
		switch {
		case i < 0 || i >= from.n:
			return c.differ(to.pr, operand{}, to.at(j), true)
		case j < 0 || j >= to.n:
			return c.differ(to.pr, from.at(i), operand{}, true)
		}
		return c.value(to.pr, from.at(i), to.at(j), true)
	})
}

// set compares two lists in any order.
func (c *comparison) set(from, to elements) bool {
	haveOf, matched := c.pairs(from, to)
	same := true
	for j, i := range haveOf {
		if i >= 0 {
			continue
		}
		key := to.key(j)
		i = from.index(key, matched)
		if i >= 0 {
			matched[i] = true
		}
		same = c.element(key, from, i, to, j) && same
	}
	for i := range matched {
		if !matched[i] {
			same = c.element(from.key(i), from, i, to, -1) && same
		}
	}
	return same
}

// pairs returns for each element of want an equal element of have, or -1, and which elements of
// have have an equal. A scalar can equal several, a structured value one.
func (c *comparison) pairs(from, to elements) (haveOf []int, matched []bool) {
	m := matching{
		equal:  func(i, j int) bool { return c.quietly(from, i, to, j) },
		haveOf: slices.Repeat([]int{-1}, to.n), wantOf: slices.Repeat([]int{-1}, from.n),
	}
	matched = make([]bool, from.n)
	for j := range to.n {
		if to.pr.elem != nil {
			m.match(j, make([]bool, from.n))
			continue
		}
		for i := range from.n {
			if m.equal(i, j) {
				m.haveOf[j], m.wantOf[i] = i, j
			}
		}
	}
	for i, j := range m.wantOf {
		matched[i] = j >= 0
	}
	return m.haveOf, matched
}

// quietly compares two elements without recording.
func (c *comparison) quietly(from elements, i int, to elements, j int) bool {
	quiet := *c
	quiet.recording, quiet.found = false, nil
	return quiet.value(to.pr, from.at(i), to.at(j), true)
}

// matching pairs elements. With Subset an element of want can equal several of have, so a pair is
// moved where that lets another element have one.
type matching struct {
	equal          func(i, j int) bool
	haveOf, wantOf []int // the partner of each element, or -1
}

// match finds a partner for element j of want. tried holds the elements of have that were tried.
func (m *matching) match(j int, tried []bool) bool {
	for i := range tried {
		if tried[i] || !m.equal(i, j) {
			continue
		}
		tried[i] = true
		if m.wantOf[i] < 0 || m.match(m.wantOf[i], tried) {
			m.haveOf[j], m.wantOf[i] = i, j
			return true
		}
	}
	return false
}

// key returns the path segment of an element of a set: its id, the text of a scalar, or its index.
func (e elements) key(i int) string {
	index := strconv.Itoa(i)
	if e.pr.elem != nil {
		if r, ok := recordOf(e.pr, e.at(i).m); ok {
			if id := idOf(r); id != "" {
				return id
			}
		}
		return index
	}
	raw := jsonOf(e.pr, e.at(i), true)
	switch {
	case e.pr.kind == kindSecret || len(raw) == 0:
		return index
	case raw[0] == '"':
		return unquote(string(raw))
	}
	return string(raw)
}

// index returns the element of a set of structured values that has this id and no partner yet, or
// -1.
func (e elements) index(id string, matched []bool) int {
	if e.pr.elem == nil {
		return -1
	}
	for i := range e.n {
		if r, ok := recordOf(e.pr, e.at(i).m); !matched[i] && ok && idOf(r) == id {
			return i
		}
	}
	return -1
}
