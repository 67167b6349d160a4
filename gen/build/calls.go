package build

import (
	"github.com/intunegen/intunegen/gen/ir"
	"github.com/intunegen/intunegen/spec"
)

// calls reports whether a kept type gets calls, not only ways on: it is wanted, or stands for a
// wanted derived type.
func (s *builder) calls(name string) bool {
	if s.selected.wanted[name] {
		return true
	}
	for _, derived := range s.allDerived(name) {
		if s.selected.wanted[derived] && !s.isRootEntity(name) {
			return true
		}
	}
	return false
}

func (s *pathBuilder) addCalls(b *ir.Builder, key builderKey, t *spec.StructuredType, how *reach) {
	if s.includes(key, "GET") {
		b.Methods = append(b.Methods, &ir.Method{Call: ir.Get, Go: "Get", Model: b.Model})
	}
	update := &ir.Method{Call: ir.Update, Go: "Patch", Model: b.Model}
	verb := "PATCH"
	if s.replaced(t) {
		update, verb = &ir.Method{Call: ir.Replace, Go: "Put", Model: b.Model}, "PUT"
	}
	if how.update && s.updatable(b.Model) && s.includes(key, verb) {
		b.Methods = append(b.Methods, update)
	}
	if how.remove && s.includes(key, "DELETE") {
		b.Methods = append(b.Methods, &ir.Method{Call: ir.Delete, Go: "Delete"})
	}
}

// updatable reports whether a patch of the type, or of a type that it stands for, exists.
func (s *builder) updatable(m *ir.Model) bool {
	if m.Patch != nil {
		return true
	}
	for _, d := range m.Derived {
		if d.Patch != nil {
			return true
		}
	}
	return false
}

// replaced reports whether the description says that an update of the type, or of its base, is a
// PUT.
func (s *builder) replaced(t *spec.StructuredType) bool {
	for up := t; up != nil; up = s.index.Base(up) {
		if a := spec.Find(up.Annotations, spec.TermUpdate); a != nil {
			return a.Value.Get("verb").Str() == "PUT"
		}
	}
	return false
}

func (s *pathBuilder) addCollectionCalls(b *ir.Builder, key builderKey, how *reach) {
	if s.includes(key, "GET") {
		b.Methods = append(b.Methods, &ir.Method{Call: ir.List, Go: "List", Model: b.Model})
	}
	if s.includes(key, countCall) {
		b.Methods = append(b.Methods, &ir.Method{Call: ir.Count, Go: "Count"})
	}
	if how.create && s.includes(key, "POST") {
		b.Methods = append(b.Methods, &ir.Method{Call: ir.Create, Go: "Create", Model: b.Model})
	}
}

func (s *pathBuilder) addNavigations(b *ir.Builder, key builderKey, t *spec.StructuredType) {
	for _, n := range t.Navigations {
		target := s.index.Resolve(n.Type.Name)
		to := s.builders[builderKey{target, n.Type.Collection}]
		way := s.selected.whole || n.Contains && s.keep[key.wire] && s.keep[target]
		if to == nil || !way && !s.includesStep(key, n.Name) {
			continue
		}
		absent := s.absent(n.Annotations, s.index.Types[target].Annotations)
		b.Methods = append(b.Methods, &ir.Method{Call: ir.Nav, Segment: n.Name, To: to, Refers: !n.Contains, Origin: n.Pos, Absent: absent,
			Doc: s.description(n.Annotations, s.index.Name(t)+"/"+n.Name)})
	}
}

// addCasts adds the ways to derived types.
func (s *pathBuilder) addCasts(b *ir.Builder, key builderKey, how *reach) {
	for _, derived := range s.castsFrom(key.wire, how) {
		to := s.builders[builderKey{derived, b.Collection}]
		if to != nil && (s.keep[key.wire] && s.keep[derived] || s.includesStep(key, derived)) {
			b.Methods = append(b.Methods, &ir.Method{Call: ir.Cast, Segment: derived, To: to, Absent: s.absent(s.index.Types[derived].Annotations)})
		}
	}
}
