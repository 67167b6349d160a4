package build

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/intunegen/intunegen/gen/ir"
	"github.com/intunegen/intunegen/spec"
)

// rows returns the table of operations: a row for each documented operation that the package can
// perform, and one for each path below which a cloud has nothing. Rows of operations are also added
// to their methods.
func (b *builder) rows(p *paths) []*ir.Row {
	rows := map[string]*ir.Row{}
	for _, v := range documentedOperations(b.index) {
		row := rowOf(v)
		row.View = b.view()
		steps, absent := p.find(row)
		if steps == nil {
			continue
		}
		if v.Get("clouds") == nil {
			row.Clouds = unavailable(absent)
		}
		row.Steps = steps
		method := steps[len(steps)-1]
		method.Rows = append(method.Rows, row)
		rows[row.Method+" "+row.Path] = row
	}
	addReplacements(rows)
	p.addAbsences(rows)
	b.addAbsentTypes(rows)
	var all []*ir.Row
	for _, row := range rows {
		slices.SortFunc(row.Clouds, func(a, b ir.Cloud) int { return cmp.Compare(a.Name, b.Name) })
		all = append(all, row)
	}
	slices.SortFunc(all, func(a, b *ir.Row) int {
		return cmp.Or(cmp.Compare(a.Path, b.Path), cmp.Compare(a.Method, b.Method))
	})
	return all
}

// documentedOperations returns the records of all documented operations.
func documentedOperations(index *spec.Index) []*spec.Value {
	var all []*spec.Value
	for _, schema := range index.Doc.Schemas {
		for _, a := range schema.Annotations {
			if a.Term != spec.TermOperations {
				continue
			}
			for i := range a.Value.List {
				all = append(all, &a.Value.List[i])
			}
		}
	}
	return all
}

// rowOf returns the row of a documented operation.
func rowOf(v *spec.Value) *ir.Row {
	row := &ir.Row{Method: v.Get("method").Str(), Path: v.Get("path").Str(), Page: v.Get("page").Str(),
		Status: status(v), Delegated: permissions(v, "delegated"), Personal: permissions(v, "personal"), Application: permissions(v, "application")}
	clouds := v.Get("clouds")
	if clouds == nil {
		return row
	}
	row.CloudSource = v.Get("cloudSource").Str()
	for _, m := range clouds.Members {
		for _, name := range spec.CloudNames(m.Name) {
			row.Clouds = append(row.Clouds, ir.Cloud{Name: name, Available: m.Value.Str() == "yes"})
		}
	}
	return row
}

// unavailable returns the clouds of these names, as not available.
func unavailable(names []string) []ir.Cloud {
	var all []ir.Cloud
	for _, name := range names {
		all = append(all, ir.Cloud{Name: name})
	}
	return all
}

// status returns the documented status of success, 0 when none is documented.
func status(v *spec.Value) int {
	stated := v.Get("status")
	if stated == nil || stated.Kind != spec.Number {
		return 0
	}
	code, _ := strconv.Atoi(stated.Text) // 0 for anything but a whole number
	return code
}

// permissions returns a list of permissions, nil when none is documented, empty when the
// documentation says "not supported".
func permissions(v *spec.Value, name string) []string {
	list := v.Get(name)
	if list == nil {
		return nil
	}
	return list.Strings()
}

// find follows a row's path over the builders. It returns the methods along the path, the last of
// which performs the operation, and the clouds that lack something on the path. It returns nil when
// no method performs the operation.
func (p *paths) find(row *ir.Row) (steps []*ir.Method, absent []string) {
	steps, absent = p.walk(row.Path)
	if steps == nil {
		return nil, nil
	}
	to := steps[len(steps)-1].To
	if to == nil {
		return steps, absent
	}
	call := called(to, row.Method)
	if call == nil {
		return nil, nil
	}
	return append(steps, call), absent
}

// step returns the method that a path segment calls, or nil.
func step(methods []*ir.Method, segment string) *ir.Method {
	name, arguments, hasArguments := strings.Cut(segment, "(")
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
			if m.Segment == name && hasArguments == (m.Call == ir.Function && m.Params != nil) && fits(m, arguments) {
				return m
			}
		}
	}
	return nil
}

// fits reports whether the arguments of a documented call name parameters of a function.
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

// called returns the method of a builder that makes a call with an HTTP method, nil when there is
// none.
func called(b *ir.Builder, method string) *ir.Method {
	calls := map[string][]ir.Call{"GET": {ir.Get, ir.List}, "POST": {ir.Create}, "PATCH": {ir.Update}, "PUT": {ir.Replace}, "DELETE": {ir.Delete}}
	for _, m := range b.Methods {
		if slices.Contains(calls[method], m.Call) {
			return m
		}
	}
	return nil
}

// addReplacements adds a row for each PUT that is not documented although the PATCH of its path is.
// It has the permissions and clouds of the PATCH.
func addReplacements(rows map[string]*ir.Row) {
	for _, key := range slices.Sorted(maps.Keys(rows)) {
		row, last := rows[key], len(rows[key].Steps)-1
		put := "PUT " + row.Path
		if row.Steps[last].Call != ir.Update || rows[put] != nil {
			continue
		}
		method := called(row.Steps[last-1].To, "PUT")
		if method == nil {
			continue
		}
		same := *row
		same.Method, same.From, same.Status = "PUT", "PATCH", 0
		same.Clouds, same.Steps = slices.Clone(row.Clouds), append(slices.Clone(row.Steps[:last]), method)
		method.Rows = append(method.Rows, &same)
		rows[put] = &same
	}
}
