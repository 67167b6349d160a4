package graphtest

import (
	"encoding/json"
	"net/http"
	"strconv"

	"github.com/intunegen/intunegen/graph"
)

// A field is how one property of a shape is written.
type field struct {
	property *graph.SchemaProperty // nil for a property that the schema lacks
	name     string
	key      []byte // the name in quotes, and a colon
	at       int    // index of the value; -1 without one
	value    []byte // without one
}

// plan returns how a resource of this shape is written: all properties of the type, those that
// nobody set with their default. Write-only ones are left out.
func (rec *record) plan(t *typeInfo) []field {
	if rec.shape.plan != nil {
		return rec.shape.plan
	}
	plan := []field{}
	for _, p := range t.properties {
		f := field{property: p, name: p.Name, key: append(quote(p.Name), ':'), at: -1, value: t.defaults[p.Name]}
		if i, ok := rec.at[p.Name]; ok {
			f.at = i
		}
		if !p.WriteOnly && (f.at >= 0 || f.value != nil) {
			plan = append(plan, f)
		}
	}
	for i, name := range rec.names {
		if t.byName[name] == nil {
			plan = append(plan, field{name: name, key: append(quote(name), ':'), at: i})
		}
	}
	rec.shape.plan = plan
	return plan
}

// raw returns what is written for a field of a record.
func (f *field) raw(m *model, rec *record, t *typeInfo) []byte {
	if f.at < 0 {
		return f.value
	}
	raw := rec.value(f.at)
	if t.hides && f.property != nil {
		return m.masked(raw, f.property)
	}
	return raw
}

// What is returned in place of secrets; the second is <a/> in base64.
const (
	maskedText   = `"****"`
	maskedBinary = `"PGEvPg=="`
)

// etag returns the ETag of a resource.
func (r *resource) etag() string { return `W/"` + strconv.Itoa(r.version) + `"` }

// maxReply bounds a reply: expansions of expansions grow fast.
const maxReply = 256 << 20

// A writer writes resources.
type writer struct {
	state *state
	call  *Call
	b     []byte
}

// resource writes a resource with the properties that a query selects, and those that it expands.
// open writes what comes first, as @odata.context.
func (w *writer) resource(r *resource, q *query, open []byte) *fault {
	if len(w.b) > maxReply {
		return badRequest("The reply is too large; ask for less.")
	}
	w.b = append(append(append(w.b, '{'), open...), `"@odata.type":`...)
	w.b = appendString(w.b, r.typ.wireName())
	if w.state.etags {
		w.b = appendString(append(w.b, `,"@odata.etag":`...), r.etag())
	}
	rec := r.rec
	if w.call.Method == http.MethodGet {
		rec = r.seen()
	}
	plan := rec.plan(r.typ)
	for i := range plan {
		f := &plan[i]
		if q.selects(f.name) && (f.at >= 0 || !w.state.onlySet) {
			raw := f.raw(w.state.model, rec, r.typ)
			if sub := q.below(f.name); sub != nil {
				raw = selectMembers(raw, sub)
			}
			w.b = append(append(append(w.b, ','), f.key...), raw...)
		}
	}
	for _, e := range q.expanded(w.state.model, r.typ) {
		if f := w.expand(r, e); f != nil {
			return f
		}
	}
	w.b = append(w.b, '}')
	return nil
}

// selectMembers returns the members of a complex value that are selected.
func selectMembers(raw []byte, names []string) []byte {
	members, ok := membersOf(raw)
	if !ok {
		return raw
	}
	var some []member
	for _, m := range members {
		for _, name := range names {
			if m.name == name || m.name == typeName {
				some = append(some, m)
				break
			}
		}
	}
	return objectOf(some)
}

// kept returns the JSON of a resource as it is kept, with its type.
func (s *state) kept(r *resource) []byte {
	return objectOf(append([]member{{typeName, quote(r.typ.wireName())}}, r.rec.members()...))
}

// context returns the member @odata.context, and a comma.
func (c *Call) context(fragment string) []byte {
	b := append([]byte(nil), `"@odata.context":`...)
	b = appendString(b, c.root+"/$metadata#"+fragment)
	return append(b, ',')
}

// jsonReply returns a reply with a body of JSON.
func jsonReply(status int, body []byte) Reply {
	return Reply{Status: status, Body: json.RawMessage(body)}
}
