package emit

import (
	"strconv"
	"strings"

	"github.com/intunegen/intunegen/gen/ir"
)

// SchemaText returns the types and roots of a package in the form of graph.Schema.
func SchemaText(pkg *ir.Package) string {
	s := &schemaText{root: pkg.Service.Root + ".", builders: buildersOf(pkg)}
	s.line("service", pkg.Service.Root, orDash(pkg.Service.Path), strconv.FormatBool(pkg.Service.Clouds))
	for _, e := range pkg.Enums {
		s.enum(e)
	}
	written := map[*ir.Model]bool{}
	for _, m := range pkg.Models {
		s.model(m)
		written[m] = true
	}
	for _, b := range pkg.Builders {
		if !written[b.Model] { // a part of the description, which only paths lead through
			s.model(b.Model)
			written[b.Model] = true
		}
	}
	for _, m := range pkg.Roots {
		s.rootOf(m)
	}
	return "\n" + s.text.String()
}

// OperationsText returns the table of operations of a package in the form of graph.Table.
func OperationsText(pkg *ir.Package) string { return rows(pkg.Table.Rows) }

// buildersOf returns the builders of each model: that of one entity, and that of collections.
func buildersOf(pkg *ir.Package) map[*ir.Model][]*ir.Builder {
	all := map[*ir.Model][]*ir.Builder{}
	for _, b := range pkg.Builders {
		all[b.Model] = append(all[b.Model], b)
	}
	return all
}

// A schemaText writes the text of a schema, a line for each type, property, operation and root.
type schemaText struct {
	text     strings.Builder
	root     string // the main namespace and a dot, which the names of its types leave out
	builders map[*ir.Model][]*ir.Builder
}

func (s *schemaText) line(words ...string) {
	for i, word := range words {
		if i > 0 && word != "" {
			s.text.WriteByte(' ')
		}
		s.text.WriteString(word)
	}
	s.text.WriteByte('\n')
}

// enum writes an enumeration. A member without a value has that of the one before it and one more.
func (s *schemaText) enum(e *ir.Enum) {
	words := []string{"enum", s.name(e.Wire), map[bool]string{true: "flags", false: "single"}[e.Flags]}
	next := int64(0)
	for _, m := range e.Members {
		word := m.Wire
		if m.Value != next {
			word += "=" + strconv.FormatInt(m.Value, 10)
		}
		words, next = append(words, word), m.Value+1
	}
	s.line(words...)
}

// model writes a type with the properties and operations that it declares itself.
func (s *schemaText) model(m *ir.Model) {
	kind, base := "complex", "-"
	if m.Entity || len(s.builders[m]) > 0 {
		kind = "entity"
	}
	if m.Base != nil {
		base = s.name(m.Base.Wire)
	}
	s.line(kind, s.name(m.Wire), base, wordIf(m.Abstract, "abstract"), wordIf(m.Open, "open"), wordIf(m.Media, "media"),
		wordIf(m.Key != nil, "key="+strings.Join(m.Key, ",")), callsOf(s.builders[m]))
	for _, f := range m.Fields {
		if !inherits(m, f) {
			s.line(" "+f.Wire, s.typeName(&f.Type), markLetters(f), wordIf(f.ChangedBy != "", "by="+f.ChangedBy))
		}
	}
	for _, b := range s.builders[m] {
		for _, method := range b.Methods {
			switch {
			case isOperation(method) && !s.isInherited(m.Base, method):
				s.operation(method, b.Collection)
			case method.Call == ir.Nav && m.Fields == nil:
				s.line(" "+method.Segment, s.place(method.To), "?"+map[bool]string{true: "n", false: "o"}[method.Refers])
			}
		}
	}
}

// isInherited reports whether a builder of a type or of its ancestors has an operation.
func (s *schemaText) isInherited(m *ir.Model, operation *ir.Method) bool {
	for ; m != nil; m = m.Base {
		for _, b := range s.builders[m] {
			for _, method := range b.Methods {
				if method.Name == operation.Name && method.Origin == operation.Origin && isOperation(method) {
					return true
				}
			}
		}
	}
	return false
}

// inherits reports whether a property is among those of the base.
func inherits(m *ir.Model, f *ir.Field) bool {
	if m.Base == nil {
		return false
	}
	for _, up := range m.Base.Fields {
		if up.Wire == f.Wire && up.From == f.From {
			return true
		}
	}
	return false
}

func isOperation(m *ir.Method) bool { return m.Call == ir.Action || m.Call == ir.Function }

// operation writes an action or function: its segment, kind, result and parameters.
func (s *schemaText) operation(m *ir.Method, collection bool) {
	words := []string{" /" + m.Segment, map[bool]string{true: "function", false: "action"}[m.Call == ir.Function],
		map[bool]string{true: "many", false: "one"}[collection], m.Name, "-"}
	if m.Result != nil {
		words[4] = s.typeName(m.Result)
	}
	if m.Params != nil {
		for _, f := range m.Params.Fields {
			words = append(words, f.Wire+"="+s.typeName(&f.Type)+wordIf(markLetters(f) != "", ":"+markLetters(f)))
		}
	}
	s.line(words...)
}

// rootOf writes a singleton, an entity set or an operation of the root.
func (s *schemaText) rootOf(m *ir.Method) {
	if isOperation(m) {
		s.text.WriteString("root")
		s.operation(m, false)
		return
	}
	s.line("root", m.Segment, s.place(m.To))
}

// place returns the name of the type that a builder is for.
func (s *schemaText) place(to *ir.Builder) string {
	return wordIf(to.Collection, "[]") + s.name(to.Model.Wire)
}
