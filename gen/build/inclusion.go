package build

import (
	"slices"

	"github.com/intunegen/intunegen/spec"
)

// An inclusion is the part of one request builder that patterns of operations select.
type inclusion struct {
	all        bool            // every call and operation
	calls      map[string]bool // verbs, and countCall
	steps      map[string]bool // names of navigation properties and derived types, and keyStep
	operations map[*spec.Operation]bool
}

const (
	keyStep   = "{}"
	countCall = "$count"
)

// An asked is a call that a pattern selects by its verb.
type asked struct {
	of            builderKey
	verb, pattern string
}

// inclusion returns the inclusion of a builder, a new empty one the first time.
func (s *selector) inclusion(key builderKey) *inclusion {
	g := s.selection.included[key]
	if g == nil {
		g = &inclusion{calls: map[string]bool{}, steps: map[string]bool{}, operations: map[*spec.Operation]bool{}}
		s.selection.included[key] = g
	}
	return g
}

// includeSubtree includes everything of a builder and of the entities contained in its own.
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

// line returns the types whose properties and operations the builders of a type have: the type and
// its ancestors. For a type that is reached by a cast these are the types below the highest one
// from which casts start, because the builder before the cast has the rest.
func (b *builder) line(t *spec.StructuredType, how *reach) []*spec.StructuredType {
	line := b.lineage(t)
	if how.direct {
		return line
	}
	startsCasts := func(up *spec.StructuredType) bool {
		above := b.reached[b.index.Name(up)]
		return above != nil && above.direct && !b.isRootEntity(b.index.Name(up))
	}
	return line[slices.IndexFunc(line, startsCasts)+1:]
}

// castsFrom lists the types that builders of a type lead to by a cast. It returns nil for a type
// that itself is reached by a cast.
func (b *builder) castsFrom(name string, how *reach) []string {
	if !how.direct || b.isRootEntity(name) {
		return nil
	}
	return b.allDerived(name)
}

// bound lists the operations of a builder that are bound to one type of its line. Where no path
// leads to a collection of the type, the builder of the single entity also has the operations that
// are bound to collections.
func (b *builder) bound(key builderKey, t *spec.StructuredType) []*spec.Operation {
	name := b.index.Name(t)
	ops := b.bindings[builderKey{name, key.collection}]
	if !key.collection && !b.reached[key.wire].listed {
		return slices.Concat(ops, b.bindings[builderKey{name, true}])
	}
	return ops
}

// includes reports whether a builder has a call, because its type or the call itself is selected.
func (b *builder) includes(key builderKey, verb string) bool {
	g := b.selected.included[key]
	return b.calls(key.wire) || g != nil && (g.all || g.calls[verb])
}

// includesOperation reports whether a builder has an operation.
func (b *builder) includesOperation(key builderKey, op *spec.Operation) bool {
	g := b.selected.included[key]
	return b.selected.wanted[key.wire] || g != nil && (g.all || g.operations[op])
}

// includesStep reports whether a pattern selects a step of a builder.
func (b *builder) includesStep(key builderKey, name string) bool {
	g := b.selected.included[key]
	return g != nil && g.steps[name]
}

// checkAsked reports calls that patterns select by their verb and builders do not have.
func (b *builder) checkAsked(p *paths) {
	for _, a := range b.selected.asked {
		if of := p.builders[a.of]; of == nil || called(of, a.verb) == nil {
			if b.opts.Same {
				b.reportGone("operations", a.pattern)
				continue
			}
			b.reportMissing(a.pattern, "leave the verb out to have every call, or choose one that is described",
				"operations %s: the description has no such call of %s", a.pattern, a.of.wire)
		}
	}
}
