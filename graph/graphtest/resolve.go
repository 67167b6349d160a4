package graphtest

import (
	"strings"

	"github.com/intunegen/intunegen/graph"
)

// A place is what a path leads to. The walk over a path changes it segment by segment.
type place struct {
	model *model
	owner *resource             // the resource that has the property
	by    *graph.SchemaProperty // the navigation property, nil at the root
	many  bool                  // a collection
	typ   *typeInfo             // the declared type, or that of a cast
	cast  bool                  // the items of the collection are those of the type alone
	one   *resource             // nil for a collection, and where it does not exist
	key   string                // of the item, "" unless it is one of a collection

	property  *graph.SchemaProperty // a structural property of the resource, nil if it is not about one
	raw       []byte                // its value
	end       string                // "$count", "$ref", "$value" or ""
	operation []*graph.SchemaOperation
	arguments string // of the operation
}

// resolve follows a path.
func (s *state) resolve(path string) (*place, *fault) {
	segments, err := segmentsOf(path)
	if err != nil {
		return nil, err
	}
	p := &place{model: s.model, typ: s.model.root, one: s.root}
	for _, segment := range segments {
		if p.end != "" || p.operation != nil {
			return nil, unknownSegment(segment.whole())
		}
		if err := p.step(segment); err != nil {
			return nil, err
		}
	}
	return p, nil
}

// step follows one segment.
func (p *place) step(s segment) *fault {
	switch {
	case strings.HasPrefix(s.name, "$"):
		return p.stepEnd(s)
	case p.property != nil:
		return p.stepProperty(s)
	case p.stepCast(s), p.stepOperation(s):
		return nil
	case p.many:
		p.item(s.whole())
		return nil
	}
	return p.stepName(s)
}

// stepEnd follows one of the segments that end a path.
func (p *place) stepEnd(s segment) *fault {
	switch s.name {
	case "$count":
		if !p.many && (p.property == nil || !p.property.Collection) {
			return badRequest("$count is for collections.")
		}
	case "$ref":
		if p.by == nil || p.property != nil {
			return badRequest("$ref is for what a navigation property leads to.")
		}
	case "$value":
		if p.many {
			return badRequest("$value is not for collections.")
		}
	default:
		return unknownSegment(s.whole())
	}
	p.end = s.name
	return nil
}

// stepProperty goes on to a property of a complex value.
func (p *place) stepProperty(s segment) *fault {
	t := p.model.info(p.property.Type)
	members, _ := membersOf(p.raw)
	if name := unquote(find(members, typeName)); name != "" && t != nil {
		if actual := p.model.named(name); actual != nil && actual.Is(t.SchemaType) {
			t = actual
		}
	}
	if t == nil || p.property.Collection || t.byName[s.whole()] == nil || t.byName[s.whole()].Navigation {
		return unknownSegment(s.whole())
	}
	p.property = t.byName[s.whole()]
	p.raw = find(members, p.property.Name)
	return nil
}

// stepCast narrows a place to a derived type, and reports whether the segment is one.
func (p *place) stepCast(s segment) bool {
	if !strings.Contains(s.name, ".") || p.by == nil || s.called && !p.many {
		return false
	}
	t := p.model.named(s.name)
	if t == nil || !t.Is(p.typ.SchemaType) && !p.typ.Is(t.SchemaType) || p.many && p.owner.list(p.by.Name).get(s.whole()) != nil {
		return false
	}
	if t.Is(p.typ.SchemaType) { // else the cast is to a base, which changes nothing
		p.typ, p.cast = t, true
	}
	if p.one != nil && !p.one.typ.Is(p.typ.SchemaType) {
		p.one = nil
	}
	if s.called {
		p.item(p.typ.keyOf(s.arguments))
	}
	return true
}

// stepOperation goes on to an action or function, and reports whether the segment is one.
func (p *place) stepOperation(s segment) bool {
	if p.many && !s.called && p.owner.list(p.by.Name).get(s.name) != nil {
		return false
	}
	t := p.typ
	if p.one != nil && !p.many {
		t = p.one.typ
	}
	p.operation = t.operations(p.model, s.name, p.many)
	if p.operation == nil && t != p.typ {
		p.operation = p.typ.operations(p.model, s.name, p.many)
	}
	p.arguments = s.arguments
	return p.operation != nil
}

// item goes on to an item of a collection.
func (p *place) item(key string) {
	p.key, p.many = key, false
	p.one = p.owner.list(p.by.Name).get(key)
	if p.one != nil && p.cast && !p.one.typ.Is(p.typ.SchemaType) {
		p.one = nil
	}
}

// stepName goes on to a property.
func (p *place) stepName(s segment) *fault {
	t := p.typ
	if p.one != nil {
		t = p.one.typ
	}
	property := t.property(p.model, s.name)
	if property == nil {
		return unknownSegment(s.whole())
	}
	if !property.Navigation {
		return p.structural(s, property)
	}
	target := p.model.info(property.Type)
	if target == nil {
		return unknownSegment(s.whole())
	}
	p.owner, p.by, p.many, p.typ, p.cast, p.key = p.one, property, property.Collection, target, false, ""
	switch {
	case p.many:
		p.one = nil
		if s.called {
			p.item(target.keyOf(s.arguments))
		}
	case s.called:
		return unknownSegment(s.whole())
	default:
		p.one = p.owner.oneOrVirtual(p.model, property)
	}
	return nil
}

func (p *place) structural(s segment, property *graph.SchemaProperty) *fault {
	if s.called || p.by == nil {
		return unknownSegment(s.whole())
	}
	p.property = property
	if p.one != nil {
		p.raw = p.one.value(property.Name)
	}
	return nil
}

// value returns the raw value of a structural property, its default if nobody has set it.
func (r *resource) value(name string) []byte {
	if raw := r.rec.get(name); raw != nil {
		return raw
	}
	return r.typ.defaults[name]
}
