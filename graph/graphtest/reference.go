package graphtest

import "net/http"

// target returns the resource that the body of a request for $ref names.
func (x *request) target() (*resource, *fault) {
	raw, f := x.body()
	if f != nil {
		return nil, f
	}
	members, _ := membersOf(raw)
	link := unquote(find(members, "@odata.id"))
	if link == "" {
		return nil, badRequest("The body has no @odata.id.")
	}
	r, f := x.state.linked(link)
	if f == nil && !r.typ.Is(x.place.typ.SchemaType) {
		f = badRequest("The type '%s' of the resource is not '%s'.", r.typ.Name, x.place.typ.Name)
	}
	return r, f
}

// addReference adds a reference to a collection.
func (x *request) addReference() (Reply, *fault) {
	r, f := x.target()
	if f != nil {
		return Reply{}, f
	}
	x.place.owner.settle().makeList(x.place.by.Name).add(r)
	return NoContent(), nil
}

// setReference sets the reference of a property with one resource.
func (x *request) setReference() (Reply, *fault) {
	if x.place.owner == nil || x.place.by.Collection {
		return Reply{}, notFound()
	}
	r, f := x.target()
	if f != nil {
		return Reply{}, f
	}
	x.place.owner.settle().setOne(x.place.by.Name, r)
	return NoContent(), nil
}

// removeReference removes a reference, and not the resource. The resource is named by the path, or
// by the option $id.
func (x *request) removeReference() (Reply, *fault) {
	p := x.place
	r := p.one
	if p.many {
		for _, o := range x.options {
			if o.name == "$id" || o.name == "id" {
				var f *fault
				if r, f = x.state.linked(o.value); f != nil {
					return Reply{}, f
				}
			}
		}
	}
	if r == nil || p.owner == nil {
		return Reply{}, notFound()
	}
	if p.by.Collection {
		if p.owner.list(p.by.Name).get(r.id) != r {
			return Reply{}, notFound()
		}
		p.owner.list(p.by.Name).drop(r)
	} else {
		delete(p.owner.single, p.by.Name)
	}
	return Reply{Status: http.StatusNoContent}, nil
}
