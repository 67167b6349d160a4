// Package clouds restricts a description to what some national clouds have.
package clouds

import (
	"slices"

	"github.com/intunegen/intunegen/spec"
)

// Restrict returns doc without what the description says none of the clouds has, and what refers to
// it. What no file says is not absent. Doc is not changed; without clouds it is returned as it is.
func Restrict(doc *spec.Document, clouds []string) *spec.Document {
	if len(clouds) == 0 {
		return doc
	}
	r := restriction{index: spec.NewIndex(doc), clouds: clouds, gone: map[string]bool{}}
	for _, s := range doc.Schemas {
		for _, t := range s.Types {
			r.gone[r.index.Name(t)] = r.missing(t)
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
	index  *spec.Index
	clouds []string
	gone   map[string]bool // names of types that no cloud has
}

// missing reports whether a type, or one that it is derived from, is absent from all clouds.
func (r *restriction) missing(t *spec.StructuredType) bool {
	for up := t; up != nil; up = r.index.Base(up) {
		if r.absent(up.Annotations) {
			return true
		}
	}
	return false
}

// absent reports whether annotations say that no cloud has what they belong to.
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

func (r *restriction) refers(ref spec.TypeRef) bool { return r.gone[r.index.Resolve(ref.Name)] }

func (r *restriction) schema(s *spec.Schema) *spec.Schema {
	out := *s
	out.Types = nil
	for _, t := range s.Types {
		if !r.gone[r.index.Name(t)] {
			out.Types = append(out.Types, r.structured(t))
		}
	}
	out.Operations = without(s.Operations, r.operation)
	if s.Container != nil {
		container := *s.Container
		container.EntitySets = without(container.EntitySets, func(e *spec.EntitySet) bool { return r.gone[r.index.Resolve(e.Type)] || r.absent(e.Annotations) })
		container.Singletons = without(container.Singletons, func(e *spec.Singleton) bool { return r.gone[r.index.Resolve(e.Type)] || r.absent(e.Annotations) })
		out.Container = &container
	}
	return &out
}

func (r *restriction) structured(t *spec.StructuredType) *spec.StructuredType {
	out := *t
	out.Properties = without(t.Properties, func(p *spec.Property) bool { return r.refers(p.Type) })
	out.Navigations = without(t.Navigations, func(n *spec.NavigationProperty) bool { return r.refers(n.Type) || r.absent(n.Annotations) })
	return &out
}

func (r *restriction) operation(op *spec.Operation) bool {
	return r.absent(op.Annotations) || op.Return != nil && r.refers(op.Return.Type) ||
		slices.ContainsFunc(op.Parameters, func(p *spec.Parameter) bool { return r.refers(p.Type) })
}

func without[T any](list []T, drop func(T) bool) []T {
	return slices.DeleteFunc(slices.Clone(list), drop)
}
