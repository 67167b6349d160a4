package build

import (
	"slices"

	"github.com/intunegen/intunegen/spec"
)

// An exposure is the entity container that a service exposes, merged with those it extends.
type exposure struct {
	container *spec.EntityContainer // nil when there is none
	namespace string
	others    []string // qualified names of the containers that it does not extend
}

// container returns the entity container that the service exposes, or nil.
func (b *builder) container() (*spec.EntityContainer, string) {
	return b.exposed.container, b.exposed.namespace
}

// expose finds the container that the service exposes: the first that no other container extends.
func expose(x *spec.Index) exposure {
	all, extended := map[string]*spec.EntityContainer{}, map[string]bool{}
	var names []string
	var e exposure
	for _, schema := range x.Doc.Schemas {
		if ec := schema.Container; ec != nil {
			name := schema.Namespace + "." + ec.Name
			names, all[name], extended[x.Resolve(ec.Extends)] = append(names, name), ec, true
		}
	}
	for _, schema := range x.Doc.Schemas {
		if ec := schema.Container; ec != nil && e.container == nil && !extended[schema.Namespace+"."+ec.Name] {
			e.container, e.namespace = ec, schema.Namespace
		}
	}
	if e.container == nil {
		return e // there are no containers, or they extend one another
	}
	parts := []string{e.namespace + "." + e.container.Name}
	for up := x.Resolve(e.container.Extends); all[up] != nil && !slices.Contains(parts, up); up = x.Resolve(all[up].Extends) {
		e.container = join(e.container, all[up])
		parts = append(parts, up)
	}
	e.others = slices.DeleteFunc(names, func(name string) bool { return slices.Contains(parts, name) })
	return e
}

// join returns a container with the members of the one that it extends.
func join(ec, base *spec.EntityContainer) *spec.EntityContainer {
	joined := *ec
	joined.EntitySets = slices.Concat(ec.EntitySets, base.EntitySets)
	joined.Singletons = slices.Concat(ec.Singletons, base.Singletons)
	joined.ActionImports = slices.Concat(ec.ActionImports, base.ActionImports)
	joined.FunctionImports = slices.Concat(ec.FunctionImports, base.FunctionImports)
	joined.Annotations = slices.Concat(ec.Annotations, base.Annotations)
	return &joined
}
