package graphtest

import (
	"slices"
	"strconv"
	"strings"

	"github.com/intunegen/intunegen/graph"
)

// insert makes a resource of a body, as a part of owner. by is the property that contains it.
func (s *state) insert(owner *resource, by *graph.SchemaProperty, in *input, how verb) (*resource, *fault) {
	r := &resource{typ: in.typ, in: owner, by: by.Name}
	members := slices.Clone(in.members)
	if how != putting || find(members, in.typ.keys[0]) == nil {
		members = s.owned(r.typ, members)
	}
	if how != putting {
		members = s.encrypt(members)
	}
	if by.Collection {
		r.id = r.typ.idOf(members)
		if owner.list(by.Name).get(r.id) != nil && how != putting {
			return nil, &fault{status: 409, code: "Conflict", message: "A resource with the key '" + r.id + "' exists."}
		}
	}
	r.rec = r.typ.recordOf(members)
	r.version = 1
	if f := s.relate(r, in, how); f != nil {
		return nil, f
	}
	if by.Collection {
		owner.makeList(by.Name).add(r)
	} else {
		owner.setOne(by.Name, r)
	}
	if how != putting {
		owner.derive()
	}
	return r, nil
}

// idOf returns the text of the key of a resource.
func (t *typeInfo) idOf(members []member) string {
	var parts []string
	for _, key := range t.keys {
		raw := find(members, key)
		if isString(raw) {
			parts = append(parts, unquote(raw))
		} else {
			parts = append(parts, string(raw))
		}
	}
	return strings.Join(parts, ",")
}

// owned adds the values that the service gives to a new resource: key, dates and version.
func (s *state) owned(t *typeInfo, members []member) []member {
	for _, key := range t.keys {
		if find(members, key) == nil {
			members = append(members, member{key, s.newKey(t.byName[key])})
		}
	}
	now := s.stamp()
	for _, name := range []string{"createdDateTime", "lastModifiedDateTime", "modifiedDateTime"} {
		if p := t.byName[name]; p != nil && p.TypeName == "Edm.DateTimeOffset" && find(members, name) == nil {
			members = append(members, member{name, now})
		}
	}
	if p := t.byName["version"]; p != nil && strings.HasPrefix(p.TypeName, "Edm.Int") && find(members, "version") == nil {
		members = append(members, member{"version", []byte("1")})
	}
	return members
}

// newKey returns a key that no other resource has.
func (s *state) newKey(p *graph.SchemaProperty) []byte {
	s.writes++
	if p != nil && strings.HasPrefix(p.TypeName, "Edm.Int") {
		return strconv.AppendInt(nil, int64(s.writes), 10)
	}
	return quote(s.guid())
}

// stamp returns the time of a write, as the documentation writes it.
func (s *state) stamp() []byte {
	s.writes++
	return quote(s.clock().UTC().Format("2006-01-02T15:04:05.9999999Z"))
}

// change changes a resource by the body of an update.
func (s *state) change(r *resource, in *input, how verb) *fault {
	r.settle()
	before := r.rec
	members := r.rec.members()
	if how == replacing {
		members = r.lasting(members)
	}
	for _, each := range in.members {
		if p := in.typ.byName[each.name]; how == patching && p != nil && p.Type != nil && !p.Collection {
			each.raw = merge(find(members, each.name), each.raw)
		}
		members = with(members, each)
	}
	if how != putting {
		members = s.encrypt(s.touch(in.typ, members))
	}
	if f := s.relate(r, in, how); f != nil {
		return f
	}
	r.typ, r.rec = in.typ, in.typ.recordOf(members)
	r.version++
	s.lagBehind(r, before)
	return nil
}

// lasting returns the members that a replacement leaves as they are: those that the service owns.
func (r *resource) lasting(members []member) []member {
	return slices.DeleteFunc(members, func(m member) bool {
		p := r.typ.byName[m.name]
		return p == nil || p.Class == graph.Writable && !p.CreateOnly && !isKey(r.typ, m.name)
	})
}

// touch sets the values that the service gives to a changed resource.
func (s *state) touch(t *typeInfo, members []member) []member {
	now := s.stamp()
	for _, name := range []string{"lastModifiedDateTime", "modifiedDateTime"} {
		if p := t.byName[name]; p != nil && p.TypeName == "Edm.DateTimeOffset" {
			members = with(members, member{name, now})
		}
	}
	if p := t.byName["version"]; p != nil && strings.HasPrefix(p.TypeName, "Edm.Int") {
		n, _ := strconv.ParseInt(string(find(members, "version")), 10, 64) // 0 if it is not a number
		members = with(members, member{"version", strconv.AppendInt(nil, n+1, 10)})
	}
	return members
}

// merge returns a complex value with the members of another one changed. A value of another type
// replaces it.
func merge(old, raw []byte) []byte {
	have, ok := membersOf(old)
	changes, isObject := membersOf(raw)
	if !ok || !isObject {
		return raw
	}
	if was, is := find(have, typeName), find(changes, typeName); was != nil && is != nil && lastName(unquote(was)) != lastName(unquote(is)) {
		return raw
	}
	return objectOf(with(have, changes...))
}

// lastName returns the name of a type without its namespace.
func lastName(name string) string { return name[strings.LastIndexAny(name, ".#")+1:] }
