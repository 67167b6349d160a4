package spec

import "slices"

// Merge joins documents, in their order, into one in normal form: one schema per namespace, one
// reference per URI, one target per path, overloads of an operation side by side, no annotation
// twice, no nullable item in a collection of entities. Of a term that is applied twice, the first
// annotation counts, and a note reports the other. The nodes of docs become part of the result.
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

// appendNew appends the items of more that list does not have.
func appendNew[T any](list, more []T, same func(a, b T) bool) []T {
	for _, item := range more {
		if !slices.ContainsFunc(list, func(other T) bool { return same(other, item) }) {
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
	switch {
	case ec == nil:
		return
	case first == nil:
		into.Container = ec
		return
	case first.Name != ec.Name:
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
