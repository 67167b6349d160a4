package odata

import (
	"slices"
	"strings"
)

// frame is the state of one object that is being decoded.
type frame struct {
	seen    [4]uint64 // a bit for each property that was read
	more    []uint64  // in place of seen, for a type with more than 256 properties
	last    int       // the last property, -1 before the first
	names   names     // the names of other members
	members int       // where its members start on the decoder's stack
	hasType bool
	typ     string // @odata.type, if hasType
}

// object decodes the object at i into the struct at m.
func (d *decoder) object(p *plan, m mem, i int) int {
	if !d.enter(i) {
		return failed
	}
	f := frame{last: -1, names: d.newNames(), members: len(d.members)}
	if len(p.props) > 64*len(f.seen) {
		f.more = make([]uint64, len(p.props)/64+1)
	}
	i = d.space(i + 1)
	for first := true; d.b[i] != '}' || !first; first = false {
		if i = d.member(p, m, &f, i); i < 0 {
			return failed
		}
		if i = d.space(i); d.b[i] == '}' {
			break
		}
		if d.b[i] != ',' {
			return d.unexpected(i, ", or }")
		}
		i = d.space(i + 1)
	}
	f.names.drop(d)
	as[Extra](at(m, p.extra)).p = d.extra(p, &f)
	d.depth--
	return i + 1
}

// member decodes a name and its value.
func (d *decoder) member(p *plan, m mem, f *frame, i int) int {
	n, value := p.predicted(f.last), 0
	if n < len(p.props) && strings.HasPrefix(d.s[i:], p.props[n].key) {
		value = d.space(i + len(p.props[n].key))
	} else {
		var name string
		if name, value = d.name(i); value < 0 {
			return failed
		}
		var ok bool
		if n, ok = p.property(name); !ok {
			return d.unknownMember(f, name, i, value)
		}
		p.learn(f.last, n)
	}
	if !f.first(n) {
		return d.duplicate(i, p.props[n].name)
	}
	f.last = n
	end := d.property(&p.props[n], m, value)
	if end == misfit {
		return d.keepRaw(p.props[n].name, value)
	}
	return end
}

// predicted returns the property that is expected after the last one.
func (p *plan) predicted(last int) int { return int(p.next[last+1].Load()) }

// learn records that property n followed the last one.
func (p *plan) learn(last, n int) {
	p.next[last+1].Store(int32(n))
}

// first reports whether property n occurs for the first time.
func (f *frame) first(n int) bool {
	words := f.seen[:]
	if f.more != nil {
		words = f.more
	}
	word := &words[n/64]
	bit := uint64(1) << (n % 64)
	was := *word&bit != 0
	*word |= bit
	return !was
}

// unknownMember reads a member whose name is not that of a property.
func (d *decoder) unknownMember(f *frame, name string, start, value int) int {
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

// keepRaw puts the value at i on the stack of members for Extra.
func (d *decoder) keepRaw(name string, i int) int {
	if truncates(name) && d.b[i] == '"' && d.b[i+1] != '"' {
		d.truncated = ofCollection(d.intern(name))
	}
	end := d.checked
	if d.checked = 0; end == 0 {
		end = d.skip(i)
	}
	if end > 0 {
		d.members = append(d.members, member{name: d.intern(name), raw: d.intern(d.s[i:end]), received: true, made: d.made})
	}
	return end
}

// extra removes the members of the object from the stack and returns them as an extraData.
func (d *decoder) extra(p *plan, f *frame) *extraData {
	form := f.form(p)
	members := d.members[f.members:]
	if len(members) == 0 {
		switch form {
		case typeNone:
			return receivedNone
		case typeOwn:
			return receivedOwn
		case typeFlipped:
			return receivedFlipped
		}
	}
	data := d.newExtra(form, members)
	if form == typeOther {
		data.text = f.typ
	}
	clear(members)
	d.members = d.members[:f.members]
	return data
}

// newExtra returns an extraData with a copy of members.
func (d *decoder) newExtra(form typeForm, members []member) *extraData {
	if d.own {
		return &extraData{form: form, members: slices.Clone(members)}
	}
	data := &d.extras.take(1)[0]
	*data = extraData{form: form, members: d.unknown.take(len(members))}
	copy(data.members, members)
	return data
}

func (f *frame) form(p *plan) typeForm {
	switch {
	case !f.hasType:
		return typeNone
	case f.typ == p.typeText:
		return typeOwn
	case p.typeText != "" && f.typ == flipped(p.typeText):
		return typeFlipped
	}
	return typeOther
}

// flipped returns a type name without its #, or with one if it has none.
func flipped(typeText string) string {
	if rest, ok := strings.CutPrefix(typeText, "#"); ok {
		return rest
	}
	return "#" + typeText
}
