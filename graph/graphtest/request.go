package graphtest

import (
	"net/http"
	"strings"
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
		if f.unknown {
			s.unknown[c.Method+" "+c.Path]++
		}
		reply = f.reply(c)
	}
	return reply
}

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
	at := x.applied(http.Header{"Location": {x.root + r.path()}, "Etag": {r.etag()}}, x.preference("return"))
	if x.preference("return") == "minimal" {
		at.Set("OData-EntityId", x.root+r.path())
		return Reply{Status: http.StatusNoContent, Header: at}, nil
	}
	reply, f := x.one(http.StatusCreated, r, nil)
	reply.Header = at
	return reply, f
}
