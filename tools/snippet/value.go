package snippet

import "github.com/intunegen/intunegen/gen/ir"

// value makes a value of a declared type. It returns nil after it has reported a fault inside the
// value. why is the reason when the value is not one of the type.
func (s *state) value(t *ir.Type, n *node) (v *ir.Value, why string) {
	switch {
	case n.kind == 'z':
		return &ir.Value{Form: ir.NullValue, Type: t}, ""
	case t.Collection:
		return s.list(t, n)
	case t.Kind == ir.Struct || t.Kind == ir.Any:
		return s.model(t, n)
	}
	return s.scalar(t, n)
}

func (s *state) list(t *ir.Type, n *node) (*ir.Value, string) {
	if n.kind != 'a' {
		return nil, "is no list"
	}
	item := *t
	item.Collection = false
	v := &ir.Value{Form: ir.ListValue, Type: t}
	for _, one := range n.items {
		if one.kind == 'z' && t.Go != "Raw" {
			return nil, "holds null, which lists in Go cannot"
		}
		value, why := s.value(&item, one)
		if why != "" {
			return nil, "holds a value that " + why
		}
		if value != nil {
			v.Items = append(v.Items, value)
		}
	}
	return v, ""
}

func (s *state) model(t *ir.Type, n *node) (*ir.Value, string) {
	if n.kind != 'o' {
		return nil, "is no object"
	}
	m := s.typeOf(t.Model, n)
	if m == nil {
		return nil, ""
	}
	v := s.structure(shape{name: m.Go, wire: m.Wire, fields: m.Fields, model: m}, n)
	v.Type = t
	return v, ""
}
