package odata

import (
	"encoding/json"
	"strings"
)

// isAnnotation reports whether a member of Extra says something about the object and is not part
// of its state: an annotation or an advertised operation.
func isAnnotation(name string) bool {
	return strings.Contains(name, "@") || strings.HasPrefix(name, "#")
}

// isCompared reports whether a member is compared. Equal also compares what is sent, and whether an
// object was removed.
func isCompared(name string, exact bool) bool {
	return !isAnnotation(name) || exact && (strings.HasSuffix(name, "@odata.bind") || strings.HasSuffix(name, "removed"))
}

// members compares the Extras of two structs of one type.
func (c *comparison) members(have, want record) bool {
	same := true
	wanted := want.extra().members
	for i := range wanted {
		same = c.member(have, want, &wanted[i]) && same
	}
	if c.partial() {
		return same
	}
	for _, m := range have.extra().members {
		if want.extra().find(m.name) < 0 && !want.sets(m.name) && !have.sets(m.name) {
			same = c.unwanted(have, want, &m) && same
		}
	}
	return same
}

// member compares a member of want's Extra.
func (c *comparison) member(have, want record, m *member) bool {
	if !isCompared(m.name, c.exact) || want.sets(m.name) || c.omits(want.flags(m.name)) {
		return true
	}
	was := have.json(m.name)
	if was != nil && equalJSON(string(was), m.raw) || was == nil && c.isNull(m) {
		return true
	}
	return c.memberDiffers(have, want, m.name, was, json.RawMessage(m.raw))
}

// unwanted compares a member of have's Extra that want lacks.
func (c *comparison) unwanted(have, want record, m *member) bool {
	if !isCompared(m.name, c.exact) || c.omits(want.flags(m.name)) || c.isNull(m) {
		return true
	}
	return c.memberDiffers(have, want, m.name, json.RawMessage(m.raw), nil)
}

// isNull reports whether a member is null where that is as good as absent.
func (c *comparison) isNull(m *member) bool { return !c.exact && c.depth > 1 && m.raw == "null" }

func (c *comparison) memberDiffers(have, want record, name string, was, is json.RawMessage) bool {
	secret := have.isSecret(name) || want.isSecret(name)
	if secret && c.noSecrets {
		return true
	}
	return c.in(name, false, func() bool {
		if c.recording {
			c.record(was, is, secret)
		}
		return false
	})
}

// sets reports whether a property of that name is set.
func (r record) sets(name string) bool {
	n, ok := r.p.property(name)
	return ok && *as[state](at(r.m, r.p.props[n].state)) != isAbsent
}

func (r record) flags(name string) propFlag {
	if n, ok := r.p.property(name); ok {
		return r.p.props[n].flags
	}
	return 0
}

func (r record) isSecret(name string) bool {
	n, ok := r.p.property(name)
	return ok && r.p.props[n].kind == kindSecret
}

// json returns the value of the property or member of that name, or nil.
func (r record) json(name string) json.RawMessage {
	if r.sets(name) {
		pr := &r.p.props[r.p.index[name]]
		return jsonOf(pr, r.operand(pr), false)
	}
	if i := r.extra().find(name); i >= 0 {
		return json.RawMessage(r.extra().members[i].raw)
	}
	return nil
}

// Equal reports whether both have the same type and members with the same names and JSON values, in
// any order. Annotations other than name@odata.bind, advertised operations and how @odata.type was
// received make no difference. go-cmp uses it.
func (e Extra) Equal(other Extra) bool {
	a, b := e.data(), other.data()
	if otherName(a) != otherName(b) {
		return false
	}
	return a.covers(b) && b.covers(a)
}

// otherName returns the name of the type, without #, if it is not the struct's own.
func otherName(d *extraData) string { return d.text[strings.LastIndexByte(d.text, '#')+1:] }

// covers reports whether d has all members of other that are compared.
func (d *extraData) covers(other *extraData) bool {
	for _, m := range other.members {
		i := d.find(m.name)
		if isCompared(m.name, true) && (i < 0 || !equalJSON(d.members[i].raw, m.raw)) {
			return false
		}
	}
	return true
}
