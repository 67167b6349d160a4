package snippet

import (
	"net/url"
	"regexp"
	"slices"
	"strings"

	"github.com/intunegen/intunegen/gen/ir"
)

// query translates the query options of the URL.
func (s *state) query() {
	q := s.request.query
	if q.start >= q.end {
		return
	}
	m, ok := s.queried()
	if !ok {
		s.fail(q.start-1, "remove the query", "the %s takes no query options", s.callText())
		return
	}
	given := map[string]bool{}
	for at := q.start; at < q.end; {
		part, _, _ := strings.Cut(string(s.request.text[at:q.end]), "&")
		s.option = span{at, at + len(part)}
		name, value, ok := decodeOption(part)
		switch {
		case !ok:
			s.fail(at, "write name=value, with the escapes of a URL", "%q is not a valid query option", part)
		case given[name]:
			s.fail(at, "give it once, with all names", "query option %s is given twice", name)
		case name != "":
			s.program.Query = append(s.program.Query, s.optionOf(m, name, value))
		}
		given[name] = name != ""
		at += len(part) + 1
	}
}

// queried returns the model whose properties a query can name, or nil. It returns false for a call
// without a query.
func (s *state) queried() (*ir.Model, bool) {
	if h := s.program.Helper; h != nil && h.Func != "Count" && h.Func != "ListReferences" {
		return nil, false
	}
	switch call := s.call(); call.Call {
	case ir.Get, ir.List:
		if of := s.program.OfType; of != nil && of.Queried {
			return of, true
		}
		return call.Model, true
	case ir.Count:
		return s.at.Model, true
	case ir.Function:
		if call.Result == nil {
			return nil, true
		}
		return call.Result.Model, true
	}
	return nil, false
}

// brokenLine matches a line end within a query.
var brokenLine = regexp.MustCompile(`\s*\r?\n\s*`)

// decodeOption splits name=value. An empty part is valid and has no name.
func decodeOption(part string) (name, value string, ok bool) {
	part = brokenLine.ReplaceAllString(part, "")
	rawName, rawValue, _ := strings.Cut(part, "=")
	name, err := url.QueryUnescape(rawName)
	if err != nil || strings.ContainsAny(name, "=&# ") || name == "" && part != "" {
		return "", "", false
	}
	value, err = url.QueryUnescape(rawValue)
	return name, value, err == nil
}

// propertyAt returns the property at a name or path. It returns nil when the package has no Go name
// for it, and reports a fault when the type has no such property.
func (s *state) propertyAt(m *ir.Model, path string) *ir.Expr {
	name, rest, deeper := strings.Cut(path, "/")
	if m == nil || !identifier.MatchString(name) {
		return nil
	}
	f := fieldOf(m, name)
	switch {
	case f == nil && !slices.ContainsFunc(m.Derived, func(d *ir.Model) bool { return fieldOf(d, name) != nil }):
		s.failName(m, name)
		return nil
	case f == nil || !m.Queried:
		return nil
	case !deeper:
		return &ir.Expr{Model: m, Field: f}
	}
	if inner := s.propertyAt(f.Type.Model, rest); inner != nil && !f.Type.Collection {
		return ir.CallOf("At", &ir.Expr{Model: m, Field: f}, inner)
	}
	return nil
}

var identifier = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_]*$`)

func fieldOf(m *ir.Model, name string) *ir.Field {
	i := slices.IndexFunc(m.Fields, func(f *ir.Field) bool { return f.Wire == name })
	if i < 0 {
		return nil
	}
	return m.Fields[i]
}

// failName reports a name in a query that is not a property.
func (s *state) failName(m *ir.Model, name string) {
	at := s.option.start + max(strings.LastIndex(string(s.request.text[s.option.start:s.option.end]), name), 0)
	if s.options.Extra {
		s.note(at, "property", m.Wire+" has no property "+name+"; the query is sent as it is")
		return
	}
	var known []string
	for _, f := range m.Fields {
		known = append(known, f.Wire)
	}
	s.fail(at, nearest("name", name, known)+", or have it sent as it is by --extra", "%s has no property %s", m.Wire, name)
}

// outside returns the first offset of a text outside of brackets of all kinds and of quotes, or -1.
func outside(text, what string) int {
	depth, quoted := 0, false
	for i := range len(text) {
		if depth == 0 && !quoted && strings.HasPrefix(text[i:], what) {
			return i
		}
		switch c := text[i]; {
		case c == '\'':
			quoted = !quoted
		case quoted:
		case strings.IndexByte("([{", c) >= 0:
			depth++
		case strings.IndexByte(")]}", c) >= 0:
			depth--
		}
	}
	return -1
}
