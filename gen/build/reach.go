package build

import (
	"slices"

	"github.com/intunegen/intunegen/spec"
)

// A reach says how an entity type is reached from the container.
type reach struct {
	direct  bool // by a singleton, an entity set or a navigation property; else by a cast only
	update  bool // some path owns it: it is contained, in an entity set, or a singleton
	remove  bool // some owning path leads through a parent
	create  bool // some owning path is a collection
	listed  bool // some path is a collection
	single  bool // some path is to a single entity
	visited bool
}

// reachable walks from the container over singletons, entity sets, navigation properties and casts.
func (b *builder) reachable() map[string]*reach {
	w := walker{b, map[string]*reach{}}
	for _, from := range b.sources() {
		allows := func(by restriction) bool { return !b.restricted(from, by) }
		w.visit(from.wire, reach{direct: true, update: allows(update), remove: !from.single && allows(remove),
			create: !from.single && allows(insert), listed: !from.single, single: from.single})
	}
	return w.reached
}

type walker struct {
	*builder
	reached map[string]*reach
}

// visit records one more way to reach a type. If the type was not reached like this before, visit
// follows its navigation properties and casts.
func (w walker) visit(name string, by reach) {
	t := w.index.Types[name]
	if t == nil || !t.Entity {
		return
	}
	how := w.reached[name]
	if how == nil {
		how = &reach{}
		w.reached[name] = how
	}
	before := *how
	how.direct = how.direct || by.direct
	how.update = how.update || by.update
	how.remove = how.remove || by.remove
	how.create = how.create || by.create
	how.listed = how.listed || by.listed
	how.single = how.single || by.single
	how.visited = true
	if *how != before {
		w.follow(t, *how)
	}
}

func (w walker) follow(t *spec.StructuredType, how reach) {
	line := []*spec.StructuredType{t}
	if how.direct {
		line = w.lineage(t)
	}
	for _, up := range line {
		for _, n := range up.Navigations {
			takes := func(by restriction) bool { return n.Contains && w.takes(up, n.Name, by) }
			w.visit(w.index.Resolve(n.Type.Name), reach{direct: true, update: takes(update), remove: takes(remove),
				create: n.Type.Collection && takes(insert), listed: n.Type.Collection, single: !n.Type.Collection})
		}
	}
	if how.direct && !w.isRootEntity(w.index.Name(t)) {
		for _, derived := range w.allDerived(w.index.Name(t)) {
			w.visit(derived, reach{update: how.update, listed: how.listed, single: how.single})
		}
	}
}

// allDerived lists the types derived from a type at any depth.
func (b *builder) allDerived(name string) []string {
	var all []string
	for _, derived := range b.derived[name] {
		all = append(all, derived)
		all = append(all, b.allDerived(derived)...)
	}
	return all
}

// typesWithBuilders returns the reached types that have builders: all of them, or in a selection
// the wanted types and those on a containing path to one.
func (b *builder) typesWithBuilders() map[string]bool {
	keep := map[string]bool{}
	for name := range b.reached {
		if b.selected.wanted[name] {
			keep[name] = true
		}
	}
	for changed := !b.selected.whole; changed; {
		changed = false
		for name, how := range b.reached {
			if !keep[name] && b.leadsTo(name, how, keep) {
				keep[name], changed = true, true
			}
		}
	}
	return keep
}

func (b *builder) leadsTo(name string, how *reach, keep map[string]bool) bool {
	t := b.index.Types[name]
	for _, up := range b.lineage(t) {
		for _, n := range up.Navigations {
			if n.Contains && keep[b.index.Resolve(n.Type.Name)] {
				return true
			}
		}
	}
	if !how.direct || b.isRootEntity(name) {
		return false
	}
	return slices.ContainsFunc(b.allDerived(name), func(derived string) bool { return keep[derived] })
}
