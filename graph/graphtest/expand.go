package graphtest

import (
	"slices"
	"strings"

	"github.com/intunegen/intunegen/graph"
)

func (q *query) setExpand(m *model, value string) *fault {
	for _, part := range splitArguments(value) {
		path, options := part, ""
		if at := strings.IndexByte(part, '('); at > 0 && strings.HasSuffix(part, ")") {
			path, options = part[:at], part[at+1:len(part)-1]
		}
		t, path := m.cutCast(q.typ, path)
		if path == "*" {
			q.expandAll(m, t)
			continue
		}
		e := &expansion{on: t}
		name, end, _ := strings.Cut(path, "/")
		if e.property, e.end = t.byName[name], end; e.property == nil || !e.property.Navigation || m.info(e.property.Type) == nil {
			return badRequest("Could not find a property named '%s' on type '%s' that can be expanded.", name, t.Name)
		}
		if end != "" && end != "$ref" && end != "$count" {
			return badRequest("The path '%s' cannot be expanded.", path)
		}
		if q.expands(e.property, t) {
			return badRequest("The property '%s' is expanded twice.", name)
		}
		var f *fault
		if e.query, f = m.query(m.info(e.property.Type), splitOptions(options), q.depth+1); f != nil {
			return f
		}
		q.expand = append(q.expand, e)
	}
	return nil
}

// expands reports whether a property of a type is expanded already.
func (q *query) expands(p *graph.SchemaProperty, t *typeInfo) bool {
	return slices.ContainsFunc(q.expand, func(e *expansion) bool { return e.property == p && e.on == t })
}

func (q *query) expandAll(m *model, t *typeInfo) {
	for _, p := range t.Properties() {
		if target := m.info(p.Type); p.Navigation && target != nil && !q.expands(p, t) {
			q.expand = append(q.expand, &expansion{property: p, on: t, query: &query{typ: target, top: -1}})
		}
	}
}

// splitOptions splits the options in parentheses at the semicolons outside of quotes and inner
// parentheses.
func splitOptions(text string) []option {
	var all []option
	start, depth, quoted := 0, 0, false
	add := func(end int) {
		if name, value, _ := strings.Cut(text[start:end], "="); strings.TrimSpace(name) != "" {
			all = append(all, option{strings.TrimSpace(name), value})
		}
		start = end + 1
	}
	for i := range len(text) {
		switch c := text[i]; {
		case c == '\'':
			quoted = !quoted
		case quoted:
		case c == '(':
			depth++
		case c == ')':
			depth--
		case c == ';' && depth == 0:
			add(i)
		}
	}
	if start < len(text) {
		add(len(text))
	}
	return all
}

// expanded returns the expansions that apply to a resource of a type.
func (q *query) expanded(m *model, t *typeInfo) []*expansion {
	if q == nil {
		return nil
	}
	var some []*expansion
	for _, e := range q.expand {
		if t.Is(e.on.SchemaType) {
			some = append(some, e)
		}
	}
	return some
}
