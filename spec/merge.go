package spec

import "slices"

// Merge returns one document with everything that docs say, in their order, in normal form: one
// schema per namespace, one reference per URI, one target per path, overloads of an operation side
// by side, no annotation twice, no nullable item in a collection of entities. Where a term is
// applied twice the first counts, and a note says so. The nodes of docs become part of the result.
func Merge(docs ...*Document) (*Document, error) {
	m := &merger{out: &Document{}, schemas: map[string]*Schema{}, references: map[string]*Reference{}}
	for _, doc := range docs {
		m.document(doc)
	}
	for _, s := range m.out.Schemas {
		m.normalize(s)
	}
	m.out.eachAnnotations(m.unique)
	clearEntityCollections(m.out)
	return m.out, m.errs.Err()
}

type merger struct {
	out        *Document
	schemas    map[string]*Schema
	references map[string]*Reference
	errs       Errors
}

func (m *merger) document(doc *Document) {
	if m.out.Version == "" {
		m.out.Pos = doc.Pos
	}
	m.out.Version = max(m.out.Version, doc.Version)
	m.out.Notes = append(m.out.Notes, doc.Notes...)
	for _, ref := range doc.References {
		m.reference(ref)
	}
	for _, s := range doc.Schemas {
		m.schema(s)
	}
}

func (m *merger) reference(ref *Reference) {
	first := m.references[ref.URI]
	if first == nil {
		m.references[ref.URI] = ref
		m.out.References = append(m.out.References, ref)
		return
	}
	first.Includes = appendNew(first.Includes, ref.Includes, func(a, b Include) bool { return a.Namespace == b.Namespace && a.Alias == b.Alias })
	first.IncludeAnns = appendNew(first.IncludeAnns, ref.IncludeAnns, func(a, b IncludeAnnotations) bool {
		b.Pos = a.Pos
		return a == b
	})
	first.Annotations = append(first.Annotations, ref.Annotations...)
}

// appendNew appends the items of more that list does not have yet.
func appendNew[T any](list, more []T, same func(a, b T) bool) []T {
	for _, item := range more {
		if !slices.ContainsFunc(list, func(have T) bool { return same(have, item) }) {
			list = append(list, item)
		}
	}
	return list
}

func (m *merger) schema(s *Schema) {
	first := m.schemas[s.Namespace]
	if first == nil {
		m.schemas[s.Namespace] = s
		m.out.Schemas = append(m.out.Schemas, s)
		return
	}
	switch {
	case first.Alias == "":
		first.Alias = s.Alias
	case s.Alias != "" && s.Alias != first.Alias:
		m.errs.Add(Errorf(s.Pos, "use one alias", "schema %s has alias %s here and %s at %v", s.Namespace, s.Alias, first.Alias, first.Pos))
	}
	first.Types = append(first.Types, s.Types...)
	first.Enums = append(first.Enums, s.Enums...)
	first.TypeDefs = append(first.TypeDefs, s.TypeDefs...)
	first.Operations = append(first.Operations, s.Operations...)
	first.Terms = append(first.Terms, s.Terms...)
	first.Targets = append(first.Targets, s.Targets...)
	first.Annotations = append(first.Annotations, s.Annotations...)
	m.container(first, s.Container)
}

func (m *merger) container(into *Schema, ec *EntityContainer) {
	first := into.Container
	if first == nil || ec == nil {
		if ec != nil {
			into.Container = ec
		}
		return
	}
	if first.Name != ec.Name {
		m.errs.Add(Errorf(ec.Pos, "keep one container", "schema %s has container %s here and %s at %v", into.Namespace, ec.Name, first.Name, first.Pos))
		return
	}
	if first.Extends == "" {
		first.Extends = ec.Extends
	}
	first.EntitySets = append(first.EntitySets, ec.EntitySets...)
	first.Singletons = append(first.Singletons, ec.Singletons...)
	first.ActionImports = append(first.ActionImports, ec.ActionImports...)
	first.FunctionImports = append(first.FunctionImports, ec.FunctionImports...)
	first.Annotations = append(first.Annotations, ec.Annotations...)
}

func (m *merger) normalize(s *Schema) {
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

// group moves every item behind the one before it that has the same name.
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

// unique keeps the first of annotations that repeat a term and qualifier.
func (m *merger) unique(list *[]*Annotation) {
	*list = firstOnly(m, *list, func(a *Annotation) (string, Position) {
		if a.Qualifier == "" {
			return "annotation " + a.Term, a.Pos
		}
		return "annotation " + a.Term + "#" + a.Qualifier, a.Pos
	})
}

// firstOnly keeps the first of the items that share a key, and notes the others.
func firstOnly[T any](m *merger, list []T, key func(T) (string, Position)) []T {
	if len(list) < 2 {
		return list
	}
	seen := make(map[string]Position, len(list))
	kept := list[:0]
	for _, item := range list {
		name, pos := key(item)
		if first, double := seen[name]; double {
			m.out.Notes = append(m.out.Notes, Errorf(pos, "remove one", "%s is ignored, because it is given already at %v", name, first))
			continue
		}
		seen[name] = pos
		kept = append(kept, item)
	}
	return kept
}

// clearEntityCollections sets Nullable to false for parameters and results that are collections of
// entities: items of those are never null, whatever an attribute says (CSDL XML 4.01, sections 12.8
// and 12.9).
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
			for _, p := range op.Parameters {
				clear(&p.Type)
			}
			if op.Return != nil {
				clear(&op.Return.Type)
			}
		}
	}
}
