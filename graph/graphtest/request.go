package graphtest

import (
	"net/http"
	"slices"
	"strings"

	"github.com/intunegen/intunegen/graph"
)

// A request is a call that the service answers itself.
type request struct {
	*Call
	server  *Server
	state   *state
	place   *place
	options []option
}

// serve answers a call by what the service holds.
func (s *Server) serve(c *Call) Reply {
	reply, f := s.state.answer(s, c)
	if f != nil {
		if strings.HasPrefix(f.message, unknownPrefix) {
			s.unknown[c.Method+" "+c.Path]++
		}
		reply = f.reply(c)
	}
	return reply
}

const unknownPrefix = "Resource not found for the segment"

func (s *state) answer(server *Server, c *Call) (Reply, *fault) {
	if c.rawPath == "/$metadata" && c.Method == http.MethodGet {
		return s.model.metadata(), nil
	}
	p, f := s.resolve(c.rawPath)
	if f != nil {
		return Reply{}, f
	}
	options, f := optionsOf(c.rawQuery)
	if f != nil {
		return Reply{}, f
	}
	x := &request{Call: c, server: server, state: s, place: p, options: options}
	switch c.Method {
	case http.MethodGet, http.MethodHead:
		return x.get()
	case http.MethodPost:
		return x.post()
	case http.MethodPatch:
		return x.update(patching)
	case http.MethodPut:
		return x.put()
	case http.MethodDelete:
		return x.remove()
	}
	return Reply{}, notAllowed(c.Method, c.Path)
}

// preference returns the value of a preference, "" without it.
func (c *Call) preference(name string) string {
	for _, line := range c.Header.Values("Prefer") {
		for part := range strings.SplitSeq(line, ",") {
			key, value, _ := strings.Cut(strings.TrimSpace(part), "=")
			if strings.EqualFold(strings.TrimSpace(key), name) {
				return strings.Trim(strings.TrimSpace(value), `"`)
			}
		}
	}
	return ""
}

// body returns the compact JSON of the body.
func (c *Call) body() ([]byte, *fault) {
	kind, _, _ := strings.Cut(c.Header.Get("Content-Type"), ";")
	if kind = strings.ToLower(strings.TrimSpace(kind)); kind != "" && kind != "application/json" && !c.inBatch {
		f := badRequest("The content type '%s' is not supported; use application/json.", kind)
		f.status, f.code = http.StatusUnsupportedMediaType, "UnsupportedMediaType"
		return nil, f
	}
	if len(c.Body) == 0 {
		return nil, badRequest("Empty Payload. JSON content expected.")
	}
	raw := compact(c.Body)
	if raw == nil {
		return nil, badRequest("Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.")
	}
	return raw, nil
}

// matchesETag returns a refusal if the call is for another version of the resource.
func (x *request) matchesETag(r *resource) *fault {
	if want := x.Header.Get("If-Match"); want != "" && want != "*" && want != r.etag() {
		return &fault{status: http.StatusPreconditionFailed, code: "PreconditionFailed", message: "The resource has changed.", gateway: true}
	}
	return nil
}

// post answers a POST: a create, an action or a new reference.
func (x *request) post() (Reply, *fault) {
	p := x.place
	switch {
	case p.operation != nil:
		return x.call(false)
	case p.property != nil || p.by == nil || !p.many || p.end == "$count":
		return Reply{}, notAllowed(x.Method, x.Path)
	case p.owner == nil || x.state.isBehind(p.owner, true):
		return Reply{}, notFound()
	case p.end == "$ref":
		return x.addReference()
	}
	return x.create()
}

// create makes a resource of the body.
func (x *request) create() (Reply, *fault) {
	raw, f := x.body()
	if f != nil {
		return Reply{}, f
	}
	in, f := x.state.model.read(raw, x.place.typ, nil, creating)
	if f != nil {
		return Reply{}, f
	}
	r, f := x.state.insert(x.place.owner.settle(), x.place.by, in, creating)
	if f != nil {
		return Reply{}, f
	}
	x.state.begin(r)
	x.state.lagBehind(r, nil)
	defer x.state.created(r, x.Call)
	at := http.Header{"Location": {x.root + r.path()}, "Etag": {r.etag()}}
	if x.preference("return") == "minimal" {
		at.Set("OData-EntityId", x.root+r.path())
		return Reply{Status: http.StatusNoContent, Header: at}, nil
	}
	reply, f := x.one(http.StatusCreated, r, nil)
	reply.Header = at
	return reply, f
}

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
	in, f := x.state.model.read(raw, x.declared(), p.one.typ, how)
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

// locked returns a refusal if an update changes a property that is set by a create alone. Documented
// updates have such properties, with the value that they have already.
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

// declared returns the type that the path gives a resource: that of the collection or of a cast.
func (x *request) declared() *typeInfo { return x.place.typ }

// updated replies to an update: with the resource or without, as the client prefers. A PUT is
// answered without.
func (x *request) updated(how verb) (Reply, *fault) {
	prefer := x.preference("return")
	if prefer == "minimal" || how == replacing && prefer != "representation" {
		return Reply{Status: http.StatusNoContent, Header: http.Header{"Etag": {x.place.one.etag()}}}, nil
	}
	return x.one(http.StatusOK, x.place.one, nil)
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
