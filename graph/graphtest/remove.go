package graphtest

import (
	"github.com/intunegen/intunegen/graph"
)

// remove answers a DELETE: of a resource, a file, a reference or the value of a property.
func (x *request) remove() (Reply, *fault) {
	p := x.place
	switch {
	case p.operation != nil || p.by == nil || p.many && p.end != "$ref":
		return Reply{}, notAllowed(x.Method, x.Path)
	case p.end == "$ref":
		return x.removeReference()
	case p.one == nil || x.state.isBehind(p.one, true):
		return Reply{}, notFound()
	case p.property != nil:
		return x.clearProperty()
	case p.end == "$value":
		delete(p.one.files, "")
		return NoContent(), nil
	case p.one.in == x.state.root && !p.by.Collection:
		return Reply{}, notAllowed(x.Method, x.Path)
	}
	if f := x.matchesETag(p.one); f != nil {
		return Reply{}, f
	}
	p.one.settle().remove()
	return NoContent(), nil
}

// clearProperty sets a property to null.
func (x *request) clearProperty() (Reply, *fault) {
	r, p := x.place.one, x.place.property
	if p.TypeName == "Edm.Stream" {
		delete(r.files, p.Name)
		return NoContent(), nil
	}
	if r.typ.byName[p.Name] != p || p.Class == graph.ReadOnly || p.CreateOnly || !p.Nullable || p.Collection {
		return Reply{}, refused("The property '%s' cannot be null.", p.Name)
	}
	return NoContent(), x.state.change(r, &input{typ: r.typ, members: []member{{p.Name, []byte("null")}}}, setting)
}
