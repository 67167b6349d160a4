// Package clouds restricts a description to some national clouds.
package clouds

import (
	"slices"

	"github.com/intunegen/intunegen/spec"
)

// Restrict returns doc without the types, properties, operations, entity sets and singletons that
// are marked as absent from all of the clouds, and without references to those types. It does not
// change doc. Without clouds it returns doc.
func Restrict(doc *spec.Document, clouds []string) *spec.Document {
	if len(clouds) == 0 {
		return doc
	}
	r := restriction{index: spec.NewIndex(doc), clouds: clouds, removed: map[string]bool{}}
	for _, s := range doc.Schemas {
		for _, t := range s.Types {
			r.removed[r.index.Name(t)] = r.missing(t)
		}
	}
	out := *doc
	out.Schemas = nil
	for _, s := range doc.Schemas {
		out.Schemas = append(out.Schemas, r.schema(s))
	}
	return &out
}

type restriction struct {
	index   *spec.Index
	clouds  []string
	removed map[string]bool // names of types that no cloud has
}

// missing reports whether a type or one of its ancestors is absent from all clouds.
func (r *restriction) missing(t *spec.StructuredType) bool {
	for up := t; up != nil; up = r.index.Base(up) {
		if r.absent(up.Annotations) {
			return true
		}
	}
	return false
}

// absent reports whether annotations mark their node as absent from all clouds.
func (r *restriction) absent(list []*spec.Annotation) bool {
	a := spec.Find(list, spec.TermAbsent)
	if a == nil {
		return false
	}
	var lacking []string
	for _, m := range a.Value.Members {
		lacking = append(lacking, spec.CloudNames(m.Name)...)
	}
	return !slices.ContainsFunc(r.clouds, func(cloud string) bool { return !slices.Contains(lacking, cloud) })
}

func (r *restriction) isRemoved(name string) bool { return r.removed[r.index.Resolve(name)] }

func (r *restriction) schema(s *spec.Schema) *spec.Schema {
	out := *s
	out.Types = nil
	for _, t := range s.Types {
		if !r.removed[r.index.Name(t)] {
			out.Types = append(out.Types, r.structured(t))
		}
	}
	out.Operations = without(s.Operations, r.operation)
	if s.Container != nil {
		container := *s.Container
		container.EntitySets = without(container.EntitySets, func(e *spec.EntitySet) bool { return r.isRemoved(e.Type) || r.absent(e.Annotations) })
		container.Singletons = without(container.Singletons, func(e *spec.Singleton) bool { return r.isRemoved(e.Type) || r.absent(e.Annotations) })
		out.Container = &container
	}
	return &out
}

func (r *restriction) structured(t *spec.StructuredType) *spec.StructuredType {
	out := *t
	out.Properties = without(t.Properties, func(p *spec.Property) bool { return r.isRemoved(p.Type.Name) })
	out.Navigations = without(t.Navigations, func(n *spec.NavigationProperty) bool { return r.isRemoved(n.Type.Name) || r.absent(n.Annotations) })
	return &out
}

func (r *restriction) operation(op *spec.Operation) bool {
	return r.absent(op.Annotations) || slices.ContainsFunc(op.TypeRefs(), func(t *spec.TypeRef) bool { return r.isRemoved(t.Name) })
}

func without[T any](list []T, drop func(T) bool) []T {
	return slices.DeleteFunc(slices.Clone(list), drop)
}
