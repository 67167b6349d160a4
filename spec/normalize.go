package spec

import "slices"

func (m *merger) normalize(s *Schema) {
	m.doubles(s)
	group(s.Operations, func(op *Operation) string { return op.Name })
	group(s.Terms, func(t *Term) string { return t.Name })
	s.Targets = groupTargets(s.Targets)
	for _, t := range s.Types {
		for _, n := range t.Navigations {
			n.Constraints = firstOnly(m, n.Constraints, func(c ReferentialConstraint) (string, Position) { return c.Property, c.Pos })
		}
	}
	if s.Container == nil {
		return
	}
	for _, es := range s.Container.EntitySets {
		es.Bindings = firstOnly(m, es.Bindings, bindingKey)
	}
	for _, si := range s.Container.Singletons {
		si.Bindings = firstOnly(m, si.Bindings, bindingKey)
	}
}

func bindingKey(b Binding) (string, Position) { return b.Path, b.Pos }

// group moves items of one name side by side, to the position of the first.
func group[T any](list []T, name func(T) string) {
	first := make(map[string]int, len(list))
	for i, item := range list {
		if _, ok := first[name(item)]; !ok {
			first[name(item)] = i
		}
	}
	slices.SortStableFunc(list, func(a, b T) int { return first[name(a)] - first[name(b)] })
}

// groupTargets joins the targets that have the same path.
func groupTargets(list []*Target) []*Target {
	first := make(map[string]*Target, len(list))
	var out []*Target
	for _, t := range list {
		if into := first[t.Path]; into != nil {
			into.Annotations = append(into.Annotations, t.Annotations...)
			continue
		}
		first[t.Path] = t
		out = append(out, t)
	}
	return out
}

// unique removes annotations that repeat a term and qualifier.
func (m *merger) unique(list *[]*Annotation) {
	*list = firstOnly(m, *list, func(a *Annotation) (string, Position) {
		if a.Qualifier == "" {
			return "annotation " + a.Term, a.Pos
		}
		return "annotation " + a.Term + "#" + a.Qualifier, a.Pos
	})
}

// firstOnly removes all but the first of the items with the same key, and notes the others.
func firstOnly[T any](m *merger, list []T, key func(T) (string, Position)) []T {
	if len(list) < 2 {
		return list
	}
	firsts := make(map[string]Position, len(list))
	return slices.DeleteFunc(list, func(item T) bool {
		name, pos := key(item)
		first, repeated := firsts[name]
		if repeated {
			m.out.Notes = append(m.out.Notes, Errorf(pos, "remove one", "%s is ignored, because it is given already at %v", name, first))
		} else {
			firsts[name] = pos
		}
		return repeated
	})
}

// clearEntityCollections sets Nullable to false for terms, parameters and results that are
// collections of entities. Their items are never null, whatever the attribute (CSDL XML 4.01,
// sections 12.8 and 12.9).
func clearEntityCollections(doc *Document) {
	x := NewIndex(doc)
	clear := func(t *TypeRef) {
		if !t.Collection {
			return
		}
		name := x.Resolve(t.Name)
		if st := x.Types[name]; name == "Edm.EntityType" || st != nil && st.Entity {
			t.Nullable = false
		}
	}
	for _, s := range doc.Schemas {
		for _, term := range s.Terms {
			clear(&term.Type)
		}
		for _, op := range s.Operations {
			for _, t := range op.TypeRefs() {
				clear(t)
			}
		}
	}
}
