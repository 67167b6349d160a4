package odata

import "strings"

// rowFrame is the state of one row that is being decoded.
type rowFrame struct {
	seen    uint64   // a bit for each of the first properties that was read
	more    []uint64 // of all properties, for a row with more than 64
	last    int      // the last property, -1 before the first
	members int      // where the members for its Extra start on the decoder's stack
	names   names    // of members for its Extra
	hasType bool
	typ     string // @odata.type, if hasType
}

// row decodes the object at i into the struct at m, which is zero. It is a misfit if a value does
// not fit and the row has no Extra.
func (d *decoder) row(p *rowPlan, m mem, i int) int {
	if d.b[i] != '{' {
		return misfit
	}
	if !d.enter(i) {
		return failed
	}
	f := rowFrame{last: -1, members: len(d.members), names: d.newNames()}
	i = d.space(i + 1)
	for first := true; d.b[i] != '}' || !first; first = false {
		if i = d.rowMember(p, m, &f, i); i < 0 {
			return d.leaveRow(&f, i)
		}
		if d.b[i] == ',' && d.b[i+1] == '"' {
			i++
			continue
		}
		if i = d.space(i); d.b[i] == '}' {
			break
		}
		if d.b[i] != ',' {
			return d.unexpected(i, ", or }")
		}
		i = d.space(i + 1)
	}
	if p.keeps {
		d.keepRow(p, m, &f)
	}
	d.depth--
	return i + 1
}

// leaveRow ends a row that is not decoded.
func (d *decoder) leaveRow(f *rowFrame, end int) int {
	d.depth--
	d.members, d.checked = d.members[:f.members], 0
	f.names.drop(d)
	return end
}

// rowMember decodes a name and its value.
func (d *decoder) rowMember(p *rowPlan, m mem, f *rowFrame, i int) int {
	d.path = d.path[:0]
	n, value := int(p.next[f.last+1].Load()), 0
	if n < len(p.props) && strings.HasPrefix(d.s[i:], p.props[n].key) {
		if value = i + len(p.props[n].key); d.b[value] <= ' ' {
			value = d.space(value)
		}
	} else {
		var name string
		if name, value = d.name(i); value < 0 {
			return failed
		}
		var ok bool
		if n, ok = p.index[name]; !ok {
			return d.otherMember(p, f, name, i, value)
		}
		p.next[f.last+1].Store(int32(n))
	}
	if !f.first(n, len(p.props)) {
		return d.duplicate(i, p.props[n].name)
	}
	f.last = n
	pr := &p.props[n]
	end := d.rowValue(pr, m, value)
	if end == misfit {
		return d.rowMisfit(p, pr, m, value)
	}
	return end
}

// first reports whether property n of so many occurs for the first time.
func (f *rowFrame) first(n, props int) bool {
	word := &f.seen
	if props > 64 {
		if f.more == nil {
			f.more = make([]uint64, props/64+1)
		}
		word = &f.more[n/64]
	}
	bit := uint64(1) << (n % 64)
	was := *word&bit != 0
	*word |= bit
	return !was
}

// rowValue decodes the value at i into its field of the struct at m. null leaves a plain value
// zero.
func (d *decoder) rowValue(pr *prop, m mem, i int) int {
	switch {
	case !pr.plain:
		return d.property(pr, m, i)
	case d.b[i] == '"' && pr.kind == kindString && !pr.list:
		return d.str(as[string](at(m, pr.value)), i)
	case d.b[i] == 'n':
		return d.literal(i, "null")
	case pr.list:
		return d.array(pr, at(m, pr.value), i)
	}
	return d.value(pr, at(m, pr.value), i)
}

// otherMember reads a member for which the row has no field.
func (d *decoder) otherMember(p *rowPlan, f *rowFrame, name string, start, value int) int {
	if !p.keeps {
		d.gone = d.gone || name == "@removed" && d.depth == d.item
		if truncates(name) && d.b[value] == '"' && d.b[value+1] != '"' {
			d.truncated = strings.Clone(ofCollection(name))
		}
		return d.skip(value)
	}
	if !f.names.add(d, name) {
		return d.duplicate(start, name)
	}
	if name == typeMember && d.b[value] == '"' {
		text, end := d.text(value)
		if end > 0 {
			f.hasType, f.typ = true, d.intern(text)
		}
		return end
	}
	return d.keepRaw(name, value)
}

// keepRow sets the Extra of a row.
func (d *decoder) keepRow(p *rowPlan, m mem, f *rowFrame) {
	f.names.drop(d)
	form := typeNone
	if f.hasType {
		form = typeOther
	}
	members := d.members[f.members:]
	data := receivedNone
	if len(members) > 0 || f.hasType {
		data = d.newExtra(form, members)
		data.text = f.typ
	}
	as[Extra](at(m, p.extra)).p = data
	clear(members)
	d.members = d.members[:f.members]
}
