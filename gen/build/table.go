package build

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/intunegen/intunegen/gen/ir"
	"github.com/intunegen/intunegen/spec"
)

// buildTable makes the table of operations: a row for each documented operation that the package can perform, and one for each
// path below which a cloud has nothing.
func (s *state) buildTable() {
	rows := map[string]*ir.Row{}
	for _, schema := range s.index.Doc.Schemas {
		for _, a := range schema.Annotations {
			for i := range a.Value.List {
				if a.Term == spec.TermOperations {
					s.addRow(rows, &a.Value.List[i])
				}
			}
		}
	}
	s.addAbsences(rows)
	s.addAbsentTypes(rows)
	for _, row := range rows {
		slices.SortFunc(row.Clouds, func(a, b ir.Cloud) int { return cmp.Compare(a.Name, b.Name) })
		s.pkg.Table.Rows = append(s.pkg.Table.Rows, row)
	}
	slices.SortFunc(s.pkg.Table.Rows, func(a, b *ir.Row) int {
		return cmp.Or(cmp.Compare(a.Path, b.Path), cmp.Compare(a.Method, b.Method))
	})
}

// addRow adds a documented operation whose path the builders have.
func (s *state) addRow(rows map[string]*ir.Row, v *spec.Value) {
	row := &ir.Row{Method: v.Get("method").Str(), Path: v.Get("path").Str(), Page: v.Get("page").Str(),
		Status: status(v), Delegated: permissions(v, "delegated"), Personal: permissions(v, "personal"), Application: permissions(v, "application")}
	method, absent := s.walk(row)
	if method == nil {
		return
	}
	for _, cloud := range absent {
		row.Clouds = append(row.Clouds, ir.Cloud{Name: cloud})
	}
	if clouds := v.Get("clouds"); clouds != nil {
		row.Clouds = nil
		for _, m := range clouds.Members {
			for _, name := range spec.CloudNames(m.Name) {
				row.Clouds = append(row.Clouds, ir.Cloud{Name: name, Available: m.Value.Str() == "yes"})
			}
		}
	}
	method.Rows = append(method.Rows, row)
	rows[row.Method+" "+row.Path] = row
}

// status returns the documented status of success, 0 when the documentation does not tell.
func status(v *spec.Value) int {
	stated := v.Get("status")
	if stated == nil || stated.Kind != spec.Number {
		return 0
	}
	code, _ := strconv.Atoi(stated.Text) // what is no whole number is no status
	return code
}

// permissions returns a list of permissions: nil when the documentation does not tell, empty when it says not supported.
func permissions(v *spec.Value, name string) []string {
	list := v.Get(name)
	if list == nil {
		return nil
	}
	return list.Strings()
}

// walk follows a row's path over the builders. It returns the method that performs the operation, nil when there is none, and the
// clouds that lack something on the path.
func (s *state) walk(row *ir.Row) (*ir.Method, []string) {
	segments := strings.Split(strings.TrimPrefix(row.Path, "/"), "/")
	methods := s.pkg.Roots
	var at *ir.Method
	var absent []string
	for _, segment := range segments {
		at = step(methods, segment)
		if at == nil {
			return nil, nil
		}
		absent = append(absent, at.Absent...)
		methods = nil
		if at.To != nil {
			methods = at.To.Methods
		}
	}
	slices.Sort(absent)
	if at.To != nil {
		b := at.To
		if at = called(b, row.Method); at == nil {
			at = s.documentedCall(b, row.Method)
		}
	}
	return at, slices.Compact(absent)
}

// documentedCall adds a call that the schema does not tell of, because no path to the entity is an owned one, but that is documented.
// It returns nil for what cannot be called: another method, an update of what is replaced, or a type that is not wanted.
func (s *state) documentedCall(b *ir.Builder, method string) *ir.Method {
	var m *ir.Method
	switch {
	case !s.gives(builderKey{b.Model.Wire, b.Collection}, method):
		return nil
	case method == "PATCH" && !b.Collection && s.updatable(b.Model) && called(b, "PUT") == nil:
		m = &ir.Method{Call: ir.Update, Go: "Patch", Model: b.Model}
	case method == "DELETE" && !b.Collection:
		m = &ir.Method{Call: ir.Delete, Go: "Delete"}
	case method == "POST" && b.Collection:
		m = &ir.Method{Call: ir.Create, Go: "Create", Model: b.Model}
	default:
		return nil
	}
	b.Methods = append(b.Methods, m)
	return m
}

// step finds the method that a path segment stands for.
func step(methods []*ir.Method, segment string) *ir.Method {
	name, arguments, call := strings.Cut(segment, "(")
	for _, m := range methods {
		switch m.Call {
		case ir.Key:
			if strings.HasPrefix(segment, "{") {
				return m
			}
		case ir.Nav, ir.Cast:
			if m.Segment == segment {
				return m
			}
		case ir.Action, ir.Function:
			if m.Segment == name && call == (m.Call == ir.Function && m.Params != nil) && fits(m, arguments) {
				return m
			}
		}
	}
	return nil
}

// fits tells whether the arguments of a documented call name parameters of a function.
func fits(m *ir.Method, arguments string) bool {
	if m.Params == nil || m.Call == ir.Action {
		return strings.Trim(arguments, ")") == ""
	}
	for _, argument := range strings.Split(strings.TrimSuffix(arguments, ")"), ",") {
		name, _, _ := strings.Cut(argument, "=")
		if !slices.ContainsFunc(m.Params.Fields, func(f *ir.Field) bool { return f.Wire == name }) {
			return false
		}
	}
	return true
}

// called finds the call that an HTTP method stands for.
func called(b *ir.Builder, method string) *ir.Method {
	calls := map[string][]ir.Call{"GET": {ir.Get, ir.List}, "POST": {ir.Create}, "PATCH": {ir.Update}, "PUT": {ir.Replace}, "DELETE": {ir.Delete}}
	for _, m := range b.Methods {
		if slices.Contains(calls[method], m.Call) {
			return m
		}
	}
	return nil
}
