package graphtest

import (
	"strconv"
	"strings"

	"github.com/intunegen/intunegen/graph"
)

// put writes what a test gives, see [Server.Put].
func (s *state) put(path string, raw []byte) (string, *fault) {
	raw = compact(raw)
	if raw == nil {
		return "", badRequest("The value is not valid JSON.")
	}
	p, f := s.prepare(path)
	if f != nil {
		return "", f
	}
	if p.many {
		return s.putMany(p, raw)
	}
	r, f := s.putOne(p, raw)
	if f != nil {
		return "", f
	}
	return r.path(), nil
}

func (s *state) putMany(p *place, raw []byte) (string, *fault) {
	items, ok := itemsOf(raw)
	if !ok {
		items = [][]byte{raw}
	}
	at := ""
	for _, item := range items {
		in, f := s.model.read(item, p.typ, nil, putting)
		if f != nil {
			return "", f
		}
		r, f := s.insert(p.owner.settle(), p.by, in, putting)
		if f != nil {
			return "", f
		}
		at = r.path()
	}
	return at, nil
}

func (s *state) putOne(p *place, raw []byte) (*resource, *fault) {
	actual := p.typ
	if p.one != nil {
		actual = p.one.typ
	}
	in, f := s.model.read(raw, p.typ, actual, putting)
	if f != nil {
		return nil, f
	}
	if p.one != nil {
		return p.one, s.change(p.one, in, putting)
	}
	if p.by.Collection && len(in.typ.keys) == 1 {
		in.members = with(in.members, member{in.typ.keys[0], keyLiteral(in.typ.byName[in.typ.keys[0]], p.key)})
	}
	return s.insert(p.owner.settle(), p.by, in, putting)
}

// keyLiteral returns the JSON of a key.
func keyLiteral(p *graph.SchemaProperty, text string) []byte {
	if p != nil && strings.HasPrefix(p.TypeName, "Edm.Int") {
		if _, err := strconv.ParseInt(text, 10, 64); err == nil {
			return []byte(text)
		}
	}
	return quote(text)
}

// prepare follows the path of a resource or collection and makes the resources on it that are
// missing.
func (s *state) prepare(path string) (*place, *fault) {
	segments, f := segmentsOf(path)
	if f != nil {
		return nil, f
	}
	p := &place{model: s.model, typ: s.model.root, one: s.root}
	for _, segment := range segments {
		if p.by != nil && p.one == nil && !p.many {
			if f := s.make(p); f != nil {
				return nil, f
			}
		}
		if f := p.step(segment); f != nil {
			return nil, f
		}
	}
	if p.by == nil || p.property != nil || p.end != "" || p.operation != nil {
		return nil, badRequest("The path %s is not one of a resource or collection.", path)
	}
	return p, nil
}

// make makes the missing resource that a place is about.
func (s *state) make(p *place) *fault {
	t := p.typ
	for i := 0; t.Abstract && i < len(t.Derived); i++ {
		if !t.Derived[i].Abstract {
			t = s.model.info(t.Derived[i])
		}
	}
	in := &input{typ: t}
	if p.by.Collection && len(t.keys) == 1 {
		in.members = []member{{t.keys[0], keyLiteral(t.byName[t.keys[0]], p.key)}}
	}
	r, f := s.insert(p.owner.settle(), p.by, in, putting)
	p.one = r
	return f
}
