package build

import "github.com/intunegen/intunegen/spec"

// A reach says how an entity type is reached from the container.
type reach struct {
	direct  bool // by a singleton, an entity set or a navigation property; else by a cast only
	update  bool // some path to it is owned: contained, in an entity set, or a singleton
	remove  bool // some owned path leads through a parent
	create  bool // some owned path is a collection
	listed  bool // some path is a collection
	single  bool // some path is to a single entity
	visited bool
}

// reachable walks from the container over singletons, entity sets, navigation properties and casts.
func (s *builder) reachable() map[string]*reach {
	w := walker{s: s, reached: map[string]*reach{}}
	for _, from := range s.sources() {
		allows := func(by restriction) bool { return !s.restricted(from, by) }
		w.visit(from.wire, reach{direct: true, update: allows(update), remove: !from.single && allows(remove),
			create: !from.single && allows(insert), listed: !from.single, single: from.single})
	}
	return w.reached
}

type walker struct {
	s       *builder
	reached map[string]*reach
}

// visit notes one more way to reach a type, and follows what it leads to where that is news.
func (w walker) visit(name string, by reach) {
	t := w.s.index.Types[name]
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
		line = w.s.lineage(t)
	}
	for _, up := range line {
		for _, n := range up.Navigations {
			takes := func(by restriction) bool { return n.Contains && w.s.takes(up, n.Name, by) }
			w.visit(w.s.index.Resolve(n.Type.Name), reach{direct: true, update: takes(update), remove: takes(remove),
				create: n.Type.Collection && takes(insert), listed: n.Type.Collection, single: !n.Type.Collection})
		}
	}
	if how.direct && !w.s.isRootEntity(w.s.index.Name(t)) {
		for _, derived := range w.s.allDerived(w.s.index.Name(t)) {
			w.visit(derived, reach{update: how.update, listed: how.listed, single: how.single})
		}
	}
}

// allDerived lists the types derived from a type at any depth.
func (s *builder) allDerived(name string) []string {
	var all []string
	for _, derived := range s.derived[name] {
		all = append(all, derived)
		all = append(all, s.allDerived(derived)...)
	}
	return all
}

// typesWithBuilders returns the reached types that get builders: all, or in a slice those wanted
// and those on an owned path to one.
func (s *builder) typesWithBuilders() map[string]bool {
	keep := map[string]bool{}
	for name := range s.reached {
		if s.selected.wanted[name] {
			keep[name] = true
		}
	}
	for changed := !s.selected.whole; changed; {
		changed = false
		for name, how := range s.reached {
			if !keep[name] && s.leadsTo(name, how, keep) {
				keep[name], changed = true, true
			}
		}
	}
	return keep
}

func (s *builder) leadsTo(name string, how *reach, keep map[string]bool) bool {
	t := s.index.Types[name]
	for _, up := range s.lineage(t) {
		for _, n := range up.Navigations {
			if n.Contains && keep[s.index.Resolve(n.Type.Name)] {
				return true
			}
		}
	}
	if !how.direct || s.isRootEntity(name) {
		return false
	}
	for _, derived := range s.allDerived(name) {
		if keep[derived] {
			return true
		}
	}
	return false
}
