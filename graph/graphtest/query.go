package graphtest

import (
	"net/url"
	"strconv"
	"strings"

	"github.com/intunegen/intunegen/graph"
)

// A query holds the options of a request, or those in parentheses behind an expanded property.
type query struct {
	typ      *typeInfo
	selected map[string]bool // nil for all properties
	nested   map[string][]string
	expand   []*expansion
	filter   expr
	orders   []order
	top      int // -1 without
	skip     int
	from     int // where the page begins, by the token of a link
	search   string
	count    bool
	depth    int      // of expansions around it
	options  []option // all but those that say where a page begins, for the link to the next one
}

// An option is one option as written.
type option struct{ name, value string }

// An expansion is an expanded navigation property.
type expansion struct {
	property *graph.SchemaProperty
	on       *typeInfo // the type that has it
	query    *query
	end      string // "$ref", "$count" or ""
}

// optionsOf splits the query of a URL.
func optionsOf(rawQuery string) ([]option, *fault) {
	var all []option
	for _, part := range strings.Split(rawQuery, "&") {
		if part == "" {
			continue
		}
		name, value, _ := strings.Cut(part, "=")
		plainName, err1 := url.QueryUnescape(name)
		plain, err2 := url.QueryUnescape(value)
		if err1 != nil || err2 != nil {
			return nil, badRequest("The query has an invalid escape.")
		}
		all = append(all, option{plainName, plain})
	}
	return all, nil
}

// known are the options of OData, which may be written without $.
var known = map[string]bool{"select": true, "expand": true, "filter": true, "orderby": true, "top": true, "skip": true, "count": true,
	"search": true, "skiptoken": true, "format": true, "levels": true, "deltatoken": true}

// maxExpansion bounds the nesting of $expand.
const maxExpansion = 12

// query reads options about values of a type, of a request or of an expansion.
func (m *model) query(t *typeInfo, options []option, depth int) (*query, *fault) {
	if depth > maxExpansion {
		return nil, badRequest("$expand is nested too deeply.")
	}
	q := &query{typ: t, top: -1, depth: depth}
	given := map[string]bool{}
	for _, o := range options {
		name := strings.ToLower(strings.TrimPrefix(o.name, "$"))
		switch {
		case !known[name] && strings.HasPrefix(o.name, "$"):
			return nil, badRequest("The query parameter '%s' is not supported.", o.name)
		case !known[name]:
			continue // an alias, or an option of the service's own
		case given[name]:
			return nil, badRequest("Query option '$%s' was specified more than once, but it must be specified at most once.", name)
		}
		given[name] = true
		if f := q.set(m, name, o.value); f != nil {
			return nil, f
		}
		if name != "skiptoken" && name != "skip" {
			q.options = append(q.options, o)
		}
	}
	return q, nil
}

// set reads one option.
func (q *query) set(m *model, name, value string) (f *fault) {
	switch name {
	case "select":
		return q.setSelect(m, value)
	case "expand":
		return q.setExpand(m, value)
	case "filter":
		q.filter, f = m.parseFilter(value, q.typ)
	case "orderby":
		q.orders, f = m.parseOrder(value, q.typ)
	case "top":
		q.top, f = number(name, value)
	case "skip":
		q.skip, f = number(name, value)
	case "count":
		if value != "true" && value != "false" {
			return badRequest("Invalid value '%s' for $count query option found. Valid values are 'true' and 'false'.", value)
		}
		q.count = value == "true"
	case "search":
		q.search = strings.ToLower(strings.Trim(value, `" `))
	case "skiptoken":
		q.from, f = readToken(value)
	}
	return f
}

func number(name, value string) (int, *fault) {
	n, err := strconv.Atoi(value)
	if err != nil || n < 0 {
		return 0, badRequest("Invalid value '%s' for $%s query option found. The $%s query option requires a non-negative integer value.", value, name, name)
	}
	return n, nil
}

// noProperty is the refusal of a name in a query.
func noProperty(name string, t *typeInfo) *fault {
	return badRequest("Could not find a property named '%s' on type '%s'.", name, t.Name)
}

func (q *query) setSelect(m *model, value string) *fault {
	q.selected, q.nested = map[string]bool{}, map[string][]string{}
	for _, path := range splitArguments(value) {
		t, rest := m.cutCast(q.typ, path)
		name, below, deep := strings.Cut(rest, "/")
		p := t.byName[name]
		switch {
		case name == "*":
			q.selected = nil
			return nil
		case p == nil && !t.Open && !isDocumented(t, name):
			return noProperty(name, t)
		}
		q.selected[name] = true
		if !deep {
			continue
		}
		if p == nil {
			return noProperty(path, t)
		}
		if sub := m.info(p.Type); sub == nil || sub.property(m, strings.Split(below, "/")[0]) == nil {
			return noProperty(below, t)
		}
		q.nested[name] = append(q.nested[name], strings.Split(below, "/")[0])
	}
	return nil
}

// cutCast cuts the names of derived types off the front of a path.
func (m *model) cutCast(t *typeInfo, path string) (*typeInfo, string) {
	for {
		name, rest, ok := strings.Cut(path, "/")
		if !ok || !strings.Contains(name, ".") {
			return t, path
		}
		to := m.named(name)
		if to == nil || !to.Is(t.SchemaType) && !t.Is(to.SchemaType) {
			return t, path
		}
		t, path = to, rest
	}
}

// selects reports whether a property is written.
func (q *query) selects(name string) bool { return q == nil || q.selected == nil || q.selected[name] }

// below returns the members of a complex property that are selected, nil for all.
func (q *query) below(name string) []string {
	if q == nil {
		return nil
	}
	return q.nested[name]
}
