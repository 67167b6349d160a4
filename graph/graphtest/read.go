package graphtest

import (
	"net/http"
	"strconv"
	"strings"
)

// get answers a GET.
func (x *request) get() (Reply, *fault) {
	p := x.place
	switch {
	case p.operation != nil:
		return x.call(true)
	case p.property != nil:
		return x.getProperty()
	case p.by == nil:
		return x.serviceDocument()
	case p.many:
		return x.getMany()
	case p.one == nil || x.state.isBehind(p.one, true):
		return Reply{}, notFound()
	case p.end == "$ref":
		return jsonReply(http.StatusOK, x.reference(p.one)), nil
	case p.end == "$value":
		return x.getMedia(p.one, "")
	}
	q, f := x.query(p.one.typ)
	if f != nil {
		return Reply{}, f
	}
	return x.one(http.StatusOK, p.one, q)
}

// query reads the options of the request, about values of a type.
func (x *request) query(t *typeInfo) (*query, *fault) { return x.state.model.query(t, x.options, 0) }

// one returns the reply with one resource.
func (x *request) one(status int, r *resource, q *query) (Reply, *fault) {
	w := writer{state: x.state, call: x.Call}
	if f := w.resource(r, q, x.context(x.fragment()+"/$entity")); f != nil {
		return Reply{}, f
	}
	reply := jsonReply(status, w.b)
	reply.Header = http.Header{"Etag": {r.etag()}}
	return reply, nil
}

// fragment returns the part of a context that names what the reply is about.
func (x *request) fragment() string { return strings.TrimPrefix(x.rawPath, "/") }

// getMany answers with a page of a collection, its number of items, or references.
func (x *request) getMany() (Reply, *fault) {
	p := x.place
	if p.owner == nil {
		return Reply{}, notFound()
	}
	q, f := x.query(p.typ)
	if f != nil {
		return Reply{}, f
	}
	items, f := x.state.matching(x.items(), q)
	if f != nil {
		return Reply{}, f
	}
	if p.end == "$count" {
		return Reply{Status: http.StatusOK, Header: http.Header{"Content-Type": {"text/plain"}}, Body: strconv.AppendInt(nil, int64(len(items)), 10)}, nil
	}
	return x.list(items, q)
}

// items returns the items of the collection, those of a cast only if there is one.
func (x *request) items() []*resource {
	var some []*resource
	for _, r := range x.place.owner.list(x.place.by.Name).all() {
		if (!x.place.cast || r.typ.Is(x.place.typ.SchemaType)) && !x.state.isBehind(r, false) {
			some = append(some, r)
		}
	}
	return some
}

// list writes a page of items.
func (x *request) list(items []*resource, q *query) (Reply, *fault) {
	page := x.state.page(items, q, x.pageSize())
	w := writer{state: x.state, call: x.Call}
	w.b = append(append(w.b, '{'), x.context(x.fragment())...)
	if q.count {
		w.b = append(strconv.AppendInt(append(w.b, `"@odata.count":`...), int64(page.total), 10), ',')
	}
	if page.next > 0 {
		w.b = append(appendString(append(w.b, `"@odata.nextLink":`...), x.nextLink(q, page.next)), ',')
	}
	w.b = append(w.b, `"value":[`...)
	for i, r := range page.items {
		if i > 0 {
			w.b = append(w.b, ',')
		}
		if x.place.end == "$ref" {
			w.b = append(w.b, x.reference(r)...)
		} else if f := w.resource(r, q, nil); f != nil {
			return Reply{}, f
		}
	}
	w.b = append(w.b, "]}"...)
	return jsonReply(http.StatusOK, w.b), nil
}

// pageSize returns the most items of a page, by the server and the request.
func (x *request) pageSize() int {
	if n, err := strconv.Atoi(x.preference("odata.maxpagesize")); err == nil && n > 0 {
		return min(n, x.state.pageSize)
	}
	if n, err := strconv.Atoi(x.preference("maxpagesize")); err == nil && n > 0 {
		return min(n, x.state.pageSize)
	}
	return x.state.pageSize
}

// reference returns the JSON of a reference to a resource.
func (x *request) reference(r *resource) []byte {
	return append(appendString([]byte(`{"@odata.id":`), x.root+r.path()), '}')
}

// expand writes an expanded navigation property of a resource.
func (w *writer) expand(r *resource, e *expansion) *fault {
	name := e.property.Name
	w.b = append(w.b, ',')
	if !e.property.Collection {
		w.b = append(appendString(w.b, name), ':')
		one := r.oneOrVirtual(w.state.model, e.property)
		if one == nil || one.virtual {
			w.b = append(w.b, "null"...)
			return nil
		}
		return w.resource(one, e.query, nil)
	}
	items, f := w.state.matching(r.list(name).all(), e.query)
	if f != nil {
		return f
	}
	if e.query.count || e.end == "$count" {
		w.b = strconv.AppendInt(append(appendString(w.b, name+"@odata.count"), ':'), int64(len(items)), 10)
		if e.end == "$count" {
			return nil
		}
		w.b = append(w.b, ',')
	}
	page := w.state.page(items, e.query, w.state.pageSize)
	w.b = append(appendString(w.b, name), ":["...)
	for i, item := range page.items {
		if i > 0 {
			w.b = append(w.b, ',')
		}
		if e.end == "$ref" {
			w.b = append(appendString(append(w.b, `{"@odata.id":`...), w.call.root+item.path()), '}')
		} else if f := w.resource(item, e.query, nil); f != nil {
			return f
		}
	}
	w.b = append(w.b, ']')
	return nil
}
