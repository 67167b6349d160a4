package odata

// comparison compares models, patches and their values by meaning. Its methods report whether two
// values are the same. Unless it is recording, it stops at the first difference.
type comparison struct {
	exact     bool // compare all that either side has, as Equal does
	subset    bool
	noSecrets bool
	sets      []set
	recording bool
	found     []Change
	path      []segment
	depth     int // 1 in the outermost object
}

// segment is a step of a path.
type segment struct {
	name    string
	element bool // of a collection
}

// record is a struct and its plan.
type record struct {
	p *plan
	m mem
}

func (r record) extra() *extraData { return as[Extra](at(r.m, r.p.extra)).data() }

// typeName returns the qualified name of the type that was received, or else of the struct.
func (r record) typeName() string {
	if data := r.extra(); data.form == typeOther {
		return otherName(data)
	}
	return r.p.typeName()
}

// operand is a value on one side of a comparison: of a property, or an element of a list.
type operand struct {
	st state
	m  mem
}

func (o operand) is(st state) bool { return o.st&kindMask == st }

// operand returns the value of a property, which is absent if the record has no property of that
// name and type.
func (r record) operand(pr *prop) operand {
	n, ok := r.p.property(pr.name)
	if !ok || r.p.props[n].typ != pr.typ {
		return operand{}
	}
	own := &r.p.props[n]
	return operand{*as[state](at(r.m, own.state)), at(r.m, own.value)}
}

// in compares inside a step of the path.
func (c *comparison) in(name string, element bool, compare func() bool) bool {
	c.path = append(c.path, segment{name, element})
	same := compare()
	c.path = c.path[:len(c.path)-1]
	return same
}

// partial reports whether what the current object of want leaves out makes no difference.
func (c *comparison) partial() bool { return !c.exact && (c.subset || c.depth == 1) }

// omits reports whether properties with these flags are not compared.
func (c *comparison) omits(flags propFlag) bool {
	return !c.exact && flags&(readonly|managed|writeonly) != 0
}

// isForCreates reports whether a patch has the property only because documented updates carry it: a
// create alone sets it.
func (c *comparison) isForCreates(pr *prop, want record) bool {
	return !c.exact && want.p.patch && pr.flags&createonly != 0
}

// object compares two structs of one type.
func (c *comparison) object(have, want record) bool {
	if have.m == want.m {
		return true
	}
	if c.depth++; c.depth > maxDepth {
		return false
	}
	defer func() { c.depth-- }()
	same := true
	for i := range want.p.props {
		if !c.property(have, want, i) {
			if same = false; !c.recording {
				return false
			}
		}
	}
	return c.members(have, want) && same
}

// property compares property i of want.
func (c *comparison) property(have, want record, i int) bool {
	pr := &want.p.props[i]
	is := want.operand(pr)
	absent := is.is(isAbsent)
	if c.omits(pr.flags) || c.isForCreates(pr, want) || absent && (c.partial() || want.extra().find(pr.name) >= 0) {
		return true
	}
	was := have.operand(pr)
	if absent && was.is(isAbsent) {
		return true
	}
	return c.in(pr.name, false, func() bool { return c.states(pr, was, is) })
}

// states compares the values of a property, either of which may be absent or null.
func (c *comparison) states(pr *prop, have, want operand) bool {
	switch {
	case have.is(isValue) && want.is(isValue):
		if pr.list {
			return c.list(pr, have, want)
		}
		return c.value(pr, have, want, false)
	case have.st&kindMask == want.st&kindMask:
		return true
	case !c.exact && c.depth > 1 && !have.is(isValue) && !want.is(isValue):
		return true
	}
	return c.differ(pr, have, want, false)
}

// value compares two values of a property, or two elements of a list.
func (c *comparison) value(pr *prop, have, want operand, element bool) bool {
	if pr.elem == nil {
		return equalScalar(pr, have.m, want.m) || c.differ(pr, have, want, element)
	}
	from, ok := recordOf(pr, have.m)
	to, ok2 := recordOf(pr, want.m)
	switch {
	case !ok && !ok2:
		return true
	case !ok || !ok2 || from.p != to.p || from.typeName() != to.typeName():
		return c.differ(pr, have, want, element)
	}
	return c.object(from, to)
}

// recordOf returns the struct of a structured value. It reports false if there is no struct.
func recordOf(pr *prop, m mem) (record, bool) {
	t := pr.elem
	switch pr.kind {
	case kindPointer:
		m = *as[mem](m)
	case kindAny:
		v := interfaceAt(m, t.NumMethod())
		if v == nil {
			return record{}, false
		}
		rv, p, err := modelOf(v)
		if err != nil {
			return record{}, false
		}
		return record{p, rv.UnsafePointer()}, true
	}
	p, err := planOf(t)
	return record{p, m}, err == nil && m != nil
}
