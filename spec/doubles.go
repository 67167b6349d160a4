package spec

import "reflect"

// This file drops what a description says twice in the same words. What it says twice in different
// words stays, and [Inspect] reports it.

// doubles drops the repeated definitions of a schema.
func (m *merger) doubles(s *Schema) {
	s.Types = said(m, s.Types, func(t *StructuredType) (string, Position) { return "type " + t.Name, t.Pos })
	s.Enums = said(m, s.Enums, func(e *EnumType) (string, Position) { return "enumeration " + e.Name, e.Pos })
	s.TypeDefs = said(m, s.TypeDefs, func(d *TypeDefinition) (string, Position) { return "type definition " + d.Name, d.Pos })
	for _, t := range s.Types {
		t.Properties = said(m, t.Properties, func(p *Property) (string, Position) { return "property " + p.Name, p.Pos })
		t.Navigations = said(m, t.Navigations, func(n *NavigationProperty) (string, Position) { return "navigation property " + n.Name, n.Pos })
	}
	for _, e := range s.Enums {
		e.Members = said(m, e.Members, func(member *EnumMember) (string, Position) { return "member " + member.Name, member.Pos })
	}
	if ec := s.Container; ec != nil {
		ec.EntitySets = said(m, ec.EntitySets, func(es *EntitySet) (string, Position) { return "entity set " + es.Name, es.Pos })
		ec.Singletons = said(m, ec.Singletons, func(si *Singleton) (string, Position) { return "singleton " + si.Name, si.Pos })
		ec.ActionImports = said(m, ec.ActionImports, importName)
		ec.FunctionImports = said(m, ec.FunctionImports, importName)
	}
}

func importName(oi *OperationImport) (string, Position) { return "import " + oi.Name, oi.Pos }

// said removes the items that repeat the first of their name, and notes them.
func said[T any](m *merger, list []T, name func(T) (string, Position)) []T {
	if len(list) < 2 {
		return list
	}
	firsts := make(map[string]T, len(list))
	out := list[:0]
	for _, item := range list {
		text, pos := name(item)
		first, double := firsts[text]
		if double && sameFacts(reflect.ValueOf(first), reflect.ValueOf(item)) {
			_, at := name(first)
			m.out.Notes = append(m.out.Notes, Errorf(pos, "remove one", "%s is ignored, because it is given already at %v", text, at))
			continue
		}
		if !double {
			firsts[text] = item
		}
		out = append(out, item)
	}
	return out
}

// sameFacts reports whether two nodes differ in nothing but positions, annotations and bindings,
// which change no type.
func sameFacts(a, b reflect.Value) bool {
	switch a.Kind() {
	case reflect.Pointer:
		return a.IsNil() == b.IsNil() && (a.IsNil() || sameFacts(a.Elem(), b.Elem()))
	case reflect.Slice:
		if a.Len() != b.Len() {
			return false
		}
		for i := range a.Len() {
			if !sameFacts(a.Index(i), b.Index(i)) {
				return false
			}
		}
		return true
	case reflect.Struct:
		for i := range a.NumField() {
			if !isAside(a.Type().Field(i).Type) && !sameFacts(a.Field(i), b.Field(i)) {
				return false
			}
		}
		return true
	}
	return a.Equal(b)
}

// isAside reports whether a field of a node says nothing about types.
func isAside(t reflect.Type) bool {
	return t == reflect.TypeFor[Position]() || t == reflect.TypeFor[[]*Annotation]() || t == reflect.TypeFor[[]Binding]()
}
