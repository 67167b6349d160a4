package build

import (
	"slices"

	"github.com/intunegen/intunegen/spec"
)

// An inclusion is what patterns of operations ask for of one request builder.
type inclusion struct {
	all        bool            // every call and operation
	calls      map[string]bool // by verb, or countCall
	steps      map[string]bool // navigation properties, derived types, keyStep
	operations map[*spec.Operation]bool
}

const (
	keyStep   = "{}"
	countCall = "$count"
)

// An asked is a call that a pattern asks for by its verb.
type asked struct {
	of            builderKey
	verb, pattern string
}

// inclusion returns what is included of a builder, and makes it when there is none yet.
func (s *selector) inclusion(key builderKey) *inclusion {
	g := s.selection.included[key]
	if g == nil {
		g = &inclusion{calls: map[string]bool{}, steps: map[string]bool{}, operations: map[*spec.Operation]bool{}}
		s.selection.included[key] = g
	}
	return g
}

// includeSubtree includes everything of a builder and of what is contained in its entities.
func (s *selector) includeSubtree(key builderKey) {
	g := s.inclusion(key)
	if g.all {
		return
	}
	g.all = true
	s.need(key.wire, true)
	t, how := s.index.Types[key.wire], s.reached[key.wire]
	on := func(step string, to builderKey) {
		g.steps[step] = true
		s.includeSubtree(to)
	}
	if key.collection && how.direct {
		on(keyStep, builderKey{key.wire, false})
	}
	for _, derived := range s.castsFrom(key.wire, how) {
		on(derived, builderKey{derived, key.collection})
	}
	for _, up := range s.line(t, how) {
		for _, n := range up.Navigations {
			if n.Contains && !key.collection {
				on(n.Name, builderKey{s.index.Resolve(n.Type.Name), n.Type.Collection})
			}
		}
		for _, op := range s.bound(key, up) {
			s.needOperation(op)
		}
	}
}

// line returns the types whose properties and operations the builders of a type have: its ancestors
// too, unless it is reached by a cast, before which these are to be had.
func (s *builder) line(t *spec.StructuredType, how *reach) []*spec.StructuredType {
	if how.direct {
		return s.lineage(t)
	}
	return []*spec.StructuredType{t}
}

// castsFrom lists the types that builders of a type lead to by a cast. Builders reached by a cast
// do not repeat them.
func (s *builder) castsFrom(name string, how *reach) []string {
	if !how.direct || s.isRootEntity(name) {
		return nil
	}
	return s.allDerived(name)
}

// bound lists the operations of a builder that are bound to one type of its line. Where no path
// leads to a collection of the type, what is bound to one is called at the single entity.
func (s *builder) bound(key builderKey, t *spec.StructuredType) []*spec.Operation {
	name := s.index.Name(t)
	ops := s.bindings[builderKey{name, key.collection}]
	if !key.collection && !s.reached[key.wire].listed {
		return slices.Concat(ops, s.bindings[builderKey{name, true}])
	}
	return ops
}

// includes reports whether a builder has a call: its type is wanted, or a pattern asks for it.
func (s *builder) includes(key builderKey, verb string) bool {
	g := s.selected.included[key]
	return s.calls(key.wire) || g != nil && (g.all || g.calls[verb])
}

// includesOperation reports whether a builder has an operation.
func (s *builder) includesOperation(key builderKey, op *spec.Operation) bool {
	g := s.selected.included[key]
	return s.selected.wanted[key.wire] || g != nil && (g.all || g.operations[op])
}

// includesStep reports whether a pattern asks for a step of a builder.
func (s *builder) includesStep(key builderKey, name string) bool {
	g := s.selected.included[key]
	return g != nil && g.steps[name]
}

// checkAsked reports calls that patterns ask for and builders do not have.
func (s *builder) checkAsked(p *paths) {
	for _, a := range s.selected.asked {
		if b := p.builders[a.of]; b == nil || called(b, a.verb) == nil {
			s.reportMissing(a.pattern, "leave the verb out to have every call, or choose one that is described",
				"operations %s: the description has no such call of %s", a.pattern, a.of.wire)
		}
	}
}
