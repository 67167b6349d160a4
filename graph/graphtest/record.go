package graphtest

import "strings"

// A record holds the properties of a resource: their names in a shape that resources with the same
// properties share, and the raw values one behind the other. A record is never changed.
type record struct {
	*shape
	values []byte
	ends   []uint32 // where each value ends
}

// A shape is a list of names.
type shape struct {
	names []string
	at    map[string]int
	plan  []field // how a resource of this shape is written, made when that is first done
}

// maxShapes bounds the shapes that a type keeps.
const maxShapes = 1000

// shapeOf returns the shape of members. Resources of the type with the same names share it.
func (t *typeInfo) shapeOf(members []member) *shape {
	var key strings.Builder
	for _, m := range members {
		key.WriteString(m.name)
		key.WriteByte(0)
	}
	if known := t.shapes[key.String()]; known != nil {
		return known
	}
	s := &shape{at: make(map[string]int, len(members))}
	for i, m := range members {
		s.names = append(s.names, m.name)
		s.at[m.name] = i
	}
	if t.shapes == nil {
		t.shapes = map[string]*shape{}
	}
	if len(t.shapes) < maxShapes {
		t.shapes[key.String()] = s
	}
	return s
}

// recordOf returns the record of members of a resource of the type, in the order in which the type
// declares them.
func (t *typeInfo) recordOf(members []member) *record {
	t.sort(members)
	size := 0
	for _, m := range members {
		size += len(m.raw)
	}
	r := &record{t.shapeOf(members), make([]byte, 0, size), make([]uint32, len(members))}
	for i, m := range members {
		r.values = append(r.values, m.raw...)
		r.ends[i] = uint32(len(r.values))
	}
	return r
}

// value returns the value at an index of the shape.
func (r *record) value(i int) []byte {
	start := uint32(0)
	if i > 0 {
		start = r.ends[i-1]
	}
	return r.values[start:r.ends[i]:r.ends[i]]
}

// get returns the raw value of a property, nil if the record has none.
func (r *record) get(name string) []byte {
	i, ok := r.at[name]
	if !ok {
		return nil
	}
	return r.value(i)
}

// members returns a copy of the list of properties.
func (r *record) members() []member {
	all := make([]member, len(r.names))
	for i, name := range r.names {
		all[i] = member{name, r.value(i)}
	}
	return all
}

// with returns the members with some of them changed or added.
func with(members []member, changes ...member) []member {
	for _, c := range changes {
		found := false
		for i := range members {
			if members[i].name == c.name {
				members[i].raw, found = c.raw, true
			}
		}
		if !found {
			members = append(members, c)
		}
	}
	return members
}
