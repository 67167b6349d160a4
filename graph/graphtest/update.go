package graphtest

import (
	"net/http"
	"slices"

	"github.com/intunegen/intunegen/graph"
)

// update answers a PATCH, and a PUT of a resource that is there.
func (x *request) update(how verb) (Reply, *fault) {
	p := x.place
	if p.property != nil || p.operation != nil || p.end != "" || p.many || p.by == nil {
		return Reply{}, notAllowed(x.Method, x.Path)
	}
	if p.owner == nil || p.one == nil && (p.by.Collection || !p.by.Contains) {
		return Reply{}, notFound()
	}
	raw, f := x.body()
	if f != nil {
		return Reply{}, f
	}
	if p.one == nil { // a part that was deleted
		p.one = x.state.model.virtual(p.owner, p.by)
	}
	if f := x.matchesETag(p.one); f != nil {
		return Reply{}, f
	}
	in, f := x.state.model.read(raw, p.typ, p.one.typ, how)
	if f != nil {
		return Reply{}, f
	}
	if in.typ != p.one.typ && !p.one.virtual {
		return Reply{}, invalid("The type '%s' of the body is not that of the resource, which is '%s'.", in.typ.Name, p.one.typ.Name)
	}
	if how == patching && len(in.members)+len(in.binds)+len(in.children) == 0 && in.typ.hasWritable() {
		return Reply{}, refused("Invalid patch, at least 1 property must be changed.")
	}
	if f := in.locked(p.one, how); f != nil {
		return Reply{}, f
	}
	if f := x.state.change(p.one, in, how); f != nil {
		return Reply{}, f
	}
	return x.updated(how)
}

// locked returns a refusal if an update changes a property that is set by a create alone.
// Documented updates have such properties, with the value that they have already.
func (in *input) locked(r *resource, how verb) *fault {
	for _, each := range in.members {
		p := in.typ.byName[each.name]
		if how == patching && p != nil && p.CreateOnly && string(r.value(each.name)) != string(each.raw) {
			return refused("The property '%s' cannot be changed after creation.", each.name)
		}
	}
	return nil
}

// hasWritable reports whether a type has a property that updates can change.
func (t *typeInfo) hasWritable() bool {
	return slices.ContainsFunc(t.properties, func(p *graph.SchemaProperty) bool {
		return p.Class != graph.ReadOnly && !p.CreateOnly && !isKey(t, p.Name)
	})
}

// updated replies to an update: with the resource or without, as the client prefers. A PUT is
// answered without.
func (x *request) updated(how verb) (Reply, *fault) {
	prefer := x.preference("return")
	if prefer == "minimal" || how == replacing && prefer != "representation" {
		return Reply{Status: http.StatusNoContent, Header: x.applied(http.Header{"Etag": {x.place.one.etag()}}, prefer)}, nil
	}
	reply, f := x.one(http.StatusOK, x.place.one, nil)
	reply.Header = x.applied(reply.Header, prefer)
	return reply, f
}

// applied adds the header that says which preference of the client was heeded.
func (x *request) applied(header http.Header, prefer string) http.Header {
	if prefer == "minimal" || prefer == "representation" {
		header.Set("Preference-Applied", "return="+prefer)
	}
	return header
}

// put answers a PUT: of a resource, a file, a reference.
func (x *request) put() (Reply, *fault) {
	p := x.place
	switch {
	case p.property != nil && p.property.TypeName == "Edm.Stream":
		return x.putMedia(p.property.Name)
	case p.property != nil && p.one != nil && p.end == "":
		return x.putProperty()
	case p.end == "$value" && p.property == nil && p.one != nil:
		return x.putMedia("")
	case p.end == "$ref" && !p.many:
		return x.setReference()
	case p.one == nil && p.owner != nil && p.key != "" && p.end == "":
		return x.upsert()
	}
	return x.update(replacing)
}

// upsert makes the resource that a PUT is to replace and that is not there.
func (x *request) upsert() (Reply, *fault) {
	raw, f := x.body()
	if f != nil {
		return Reply{}, f
	}
	in, f := x.state.model.read(raw, x.place.typ, nil, creating)
	if f != nil {
		return Reply{}, f
	}
	if len(in.typ.keys) != 1 || x.state.model.Clouds { // Graph makes the ids of its resources
		return Reply{}, notFound()
	}
	key := in.typ.keys[0]
	in.members = with(in.members, member{key, keyLiteral(in.typ.byName[key], x.place.key)})
	r, f := x.state.insert(x.place.owner.settle(), x.place.by, in, creating)
	if f != nil {
		return Reply{}, f
	}
	return x.one(http.StatusCreated, r, nil)
}

// putProperty sets one property.
func (x *request) putProperty() (Reply, *fault) {
	raw, f := x.body()
	if f != nil {
		return Reply{}, f
	}
	members, ok := membersOf(raw)
	value := find(members, "value")
	if !ok || value == nil {
		return Reply{}, badRequest("The body has no value.")
	}
	r, p := x.place.one, x.place.property
	if r.typ.byName[p.Name] != p || p.Class == graph.ReadOnly || p.CreateOnly {
		return Reply{}, refused("The property '%s' cannot be changed.", p.Name)
	}
	if f := x.state.model.checkValue(value, p, p.Nullable); f != nil {
		return Reply{}, f
	}
	return NoContent(), x.state.change(r, &input{typ: r.typ, members: []member{{p.Name, value}}}, setting)
}
