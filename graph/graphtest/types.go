package graphtest

import (
	"slices"
	"strings"

	"github.com/intunegen/intunegen/graph"
)

// A typeInfo is a type with what serving it needs.
type typeInfo struct {
	*graph.SchemaType
	properties []*graph.SchemaProperty // structural ones, inherited ones first
	byName     map[string]*graph.SchemaProperty
	order      map[string]int // of the structural properties
	keys       []string
	hides      bool // a value can have secrets or write-only properties, at any depth
	shapes     map[string]*shape
	defaults   map[string][]byte // of the structural properties
}

// A model holds the types of a service.
type model struct {
	*graph.Description
	infos map[*graph.SchemaType]*typeInfo // made when first asked for
	root  *typeInfo                       // of the service root, whose properties are the roots
}

func newModel(d *graph.Description) *model {
	root := &graph.SchemaType{Name: "", Own: d.Roots, Operations: d.Unbound}
	m := &model{Description: d, infos: map[*graph.SchemaType]*typeInfo{}}
	m.root = m.info(root)
	return m
}

// info returns a type with what serving it needs, nil for nil.
func (m *model) info(t *graph.SchemaType) *typeInfo {
	if t == nil {
		return nil
	}
	if known := m.infos[t]; known != nil {
		return known
	}
	info := &typeInfo{SchemaType: t, byName: map[string]*graph.SchemaProperty{}, order: map[string]int{}, keys: t.KeyNames(),
		defaults: map[string][]byte{}}
	m.infos[t] = info
	for _, p := range t.Properties() {
		info.byName[p.Name] = p
		if !p.Navigation {
			info.order[p.Name] = len(info.properties)
			info.properties = append(info.properties, p)
			info.defaults[p.Name] = defaultOf(p)
		}
	}
	info.hides = hides(t, map[*graph.SchemaType]bool{})
	return info
}

// hides reports whether values of a type can have what is not returned.
func hides(t *graph.SchemaType, visited map[*graph.SchemaType]bool) bool {
	if t == nil || visited[t] {
		return false
	}
	visited[t] = true
	if lastName(t.Name) == omaSetting {
		return true
	}
	for _, one := range append([]*graph.SchemaType{t}, t.Derived...) {
		for _, p := range one.Properties() {
			if p.Secret || p.WriteOnly || !p.Navigation && hides(p.Type, visited) {
				return true
			}
		}
	}
	return false
}

// defaultOf returns what a resource has for a property that nobody set, nil for nothing.
func defaultOf(p *graph.SchemaProperty) []byte {
	switch {
	case p.Collection:
		return []byte("[]")
	case p.Nullable:
		return []byte("null")
	case p.Enum != nil && len(p.Enum.Members) > 0:
		return quote(p.Enum.Members[0])
	}
	switch strings.TrimPrefix(p.TypeName, "Edm.") {
	case "Boolean":
		return []byte("false")
	case "Byte", "SByte", "Int16", "Int32", "Int64", "Decimal", "Double", "Single":
		return []byte("0")
	case "DateTimeOffset":
		return []byte(`"0001-01-01T00:00:00Z"`)
	}
	return nil
}

// sort sorts members as the type declares them. Others follow in the order in which they are.
func (t *typeInfo) sort(members []member) {
	rank := func(m member) int {
		if i, ok := t.order[m.name]; ok {
			return i
		}
		return len(t.order)
	}
	if !slices.IsSortedFunc(members, func(a, b member) int { return rank(a) - rank(b) }) {
		slices.SortStableFunc(members, func(a, b member) int { return rank(a) - rank(b) })
	}
}

// named returns the type that a name means, with or without # and the address before it, nil if
// no type has it.
func (m *model) named(name string) *typeInfo {
	name = name[strings.LastIndexByte(name, '#')+1:]
	if t := m.Types[name]; t != nil {
		return m.info(t)
	}
	return m.info(m.Types[m.Namespace+"."+name])
}

// newer returns a type that the description does not have, as a test puts it: it is derived from
// the declared one, and open.
func (m *model) newer(name string, declared *typeInfo) *typeInfo {
	name = name[strings.LastIndexByte(name, '#')+1:]
	t := &graph.SchemaType{Name: name, Entity: declared.Entity, Open: true, Base: declared.SchemaType}
	m.Types[name] = t
	return m.info(t)
}

// wireName returns the value of @odata.type.
func (t *typeInfo) wireName() string {
	if t.Entity {
		return "#" + t.Name
	}
	return t.Name
}

// property returns the property of a type with a name. A derived type's property is found by way of
// its base, as Graph finds it without a cast. It returns nil if the type has no such property.
func (t *typeInfo) property(m *model, name string) *graph.SchemaProperty {
	if p := t.byName[name]; p != nil {
		return p
	}
	for _, d := range t.Derived {
		if p := m.info(d).byName[name]; p != nil {
			return p
		}
	}
	return nil
}

// operations returns the operations that a path segment calls on a value of the type, or on
// collections of it.
func (t *typeInfo) operations(m *model, segment string, many bool) []*graph.SchemaOperation {
	var all []*graph.SchemaOperation
	collect := func(up *graph.SchemaType) {
		for _, op := range up.Operations {
			if op.Many == many && (op.Segment == segment || op.Name == segment || m.Namespace+"."+op.Segment == segment) {
				all = append(all, op)
			}
		}
	}
	for up := t.SchemaType; up != nil; up = up.Base {
		collect(up)
	}
	if all == nil {
		for _, d := range t.Derived {
			collect(d)
		}
	}
	return all
}
