package reference

import (
	"html/template"
	"strings"

	"github.com/intunegen/intunegen/gen/ir"
)

// functions are those of the templates.
var functions = template.FuncMap{
	"class":   class,
	"marks":   marks,
	"edm":     func(t ir.Type) string { return strings.TrimPrefix(t.Edm, "Edm.") },
	"answers": answers,
	"wrap":    wrap,
	"dict":    dict,
	"title":   func(wire string) string { return wire[strings.LastIndexByte(wire, '.')+1:] },
}

// TypePage returns the page of the type of a property, "" for a scalar.
func (s *site) TypePage(t ir.Type) string {
	switch {
	case t.Enum != nil:
		return s.typePages[t.Enum.Go]
	case t.Model != nil:
		return s.typePages[t.Model.Go]
	}
	return ""
}

// ModelPage returns the page of a model.
func (s *site) ModelPage(m *ir.Model) string { return s.typePages[m.Go] }

// RowPage returns the page of an operation.
func (s *site) RowPage(row *ir.Row) string { return s.rowPages[row] }

// PermissionPage returns the page of a permission.
func (s *site) PermissionPage(name string) string { return s.permission[name] }

// Package returns the model of the package.
func (s *site) Package() *ir.Package { return s.pkg }

func class(f *ir.Field) string {
	if f.Navigation && !f.InBody {
		return "not in bodies"
	}
	switch f.Class {
	case ir.ReadOnly:
		return "read-only"
	case ir.Managed:
		return "managed by the service"
	}
	return "writable"
}

// marks lists what else is to know of a property.
func marks(f *ir.Field) string {
	var all []string
	for _, mark := range []struct {
		holds bool
		text  string
	}{
		{f.Navigation, "navigation"}, {!f.Nullable && !f.Type.Collection && !f.Navigation, "not nullable"},
		{f.WriteOnly, "write-only"}, {f.CreateOnly, "only in creates"}, {f.Secret, "secret"},
		{f.ChangedBy != "", "changed by " + f.ChangedBy},
	} {
		if mark.holds {
			all = append(all, mark.text)
		}
	}
	return strings.Join(all, ", ")
}

// An answer says whether an operation is available in a cloud.
type answer struct{ Cloud, Says string }

// answers returns the answer of each cloud. What is not documented is said to be so.
func answers(row *ir.Row) []answer {
	var all []answer
	for _, c := range row.Clouds {
		all = append(all, answer{c.Name, map[bool]string{true: "yes", false: "no"}[c.Available]})
	}
	if len(all) == 0 {
		all = append(all, answer{"all clouds", "not documented"})
	}
	return all
}

// wrap allows a long path to be broken after its slashes.
func wrap(text string) template.HTML {
	parts := strings.SplitAfter(text, "/")
	for i, part := range parts {
		parts[i] = template.HTMLEscapeString(part)
	}
	return template.HTML(strings.Join(parts, "<wbr>")) //nolint:gosec // every part is escaped
}

// dict returns the arguments, names and values in turn, for a template inside another.
func dict(namesAndValues ...any) map[string]any {
	d := map[string]any{}
	for i := 0; i+1 < len(namesAndValues); i += 2 {
		d[namesAndValues[i].(string)] = namesAndValues[i+1]
	}
	return d
}
