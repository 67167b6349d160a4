package build

import (
	"slices"

	"github.com/intunegen/intunegen/spec"
)

// A selection is the part of a description that is built.
type selection struct {
	whole    bool            // everything
	types    map[string]bool // structured types, by qualified name
	full     map[string]bool // those whose derived types are selected too
	enums    map[string]bool
	wanted   map[string]bool // types selected by name, and entity types contained in them
	included map[builderKey]*inclusion
	roots    map[string]bool // members of the container that patterns select
	asked    []asked
}

// A selector fills a selection.
type selector struct {
	*builder
	selection *selection
}

// selectTypes selects the types asked for with all that they need: the types of properties with
// their derived types, targets of navigation properties, and base types. Values of derived types
// outside the selection are decoded into a base type.
func (b *builder) selectTypes() *selection {
	whole := len(b.opts.Types)+len(b.opts.Operations)+len(b.opts.Workloads) == 0
	sel := &selection{whole: whole, types: map[string]bool{}, full: map[string]bool{}, enums: map[string]bool{}, wanted: map[string]bool{},
		included: map[builderKey]*inclusion{}, roots: map[string]bool{}}
	s := &selector{b, sel}
	if sel.whole {
		s.selectAll()
		return sel
	}
	for _, asked := range s.opts.Types {
		switch names := s.find(asked); len(names) {
		case 0:
			if s.hadType(asked) {
				s.reportGone("type", asked)
				continue
			}
			s.reportMissing(asked, s.suggestion(asked), "type %s: the description has no type of that name", asked)
		case 1:
			s.want(names[0])
		default:
			s.reportMissing(asked, "give the name with its namespace", "type %s: there are %d of that name: %s", asked, len(names), abbreviate(names))
		}
	}
	for _, pattern := range s.opts.Operations {
		s.wantPattern(pattern)
	}
	for _, workload := range s.opts.Workloads {
		s.wantWorkload(workload)
	}
	return sel
}

func (s *selector) selectAll() {
	sel, n := s.selection, len(s.index.Types)
	sel.types, sel.full, sel.wanted = make(map[string]bool, n), make(map[string]bool, n), make(map[string]bool, n)
	for name := range s.index.Types {
		sel.types[name], sel.full[name], sel.wanted[name] = true, true, true
	}
	for name := range s.index.Enums {
		sel.enums[name] = true
	}
}

// find returns the qualified names of the types that a name may mean. A name without namespace
// means the type of the main namespace, if that has one.
func (b *builder) find(asked string) []string {
	defined := func(name string) bool { return b.index.Types[name] != nil || b.index.Enums[name] != nil }
	for _, name := range []string{b.index.Resolve(asked), b.root() + "." + asked} {
		if defined(name) {
			return []string{name}
		}
	}
	var names []string
	for _, schema := range b.index.Doc.Schemas {
		if name := schema.Namespace + "." + asked; defined(name) {
			names = append(names, name)
		}
	}
	return names
}

// need selects a type and what it needs. With full it selects the derived types too.
func (s *selector) need(name string, full bool) {
	if s.index.Enums[name] != nil {
		s.selection.enums[name] = true
		return
	}
	t := s.index.Types[name]
	if t == nil || s.selection.types[name] && (s.selection.full[name] || !full) {
		return
	}
	known := s.selection.types[name]
	s.selection.types[name] = true
	if !known {
		s.needParts(t)
	}
	if full && !s.isRootEntity(name) {
		s.selection.full[name] = true
		for _, derived := range s.derived[name] {
			s.need(derived, true)
		}
	}
}

func (s *selector) needParts(t *spec.StructuredType) {
	for up := t; up != nil; up = s.index.Base(up) {
		if base := s.index.Base(up); base != nil && !s.isRootEntity(s.index.Name(base)) {
			s.need(s.index.Name(base), false)
		}
		for _, p := range up.Properties {
			s.need(s.index.Resolve(p.Type.Name), true)
		}
		for _, n := range up.Navigations {
			s.need(s.index.Resolve(n.Type.Name), true)
		}
	}
}

// needOperations selects the types of parameters and results of the operations that are bound to a
// type, or to collections of it.
func (s *selector) needOperations(name string) {
	for _, op := range slices.Concat(s.bindings[builderKey{name, false}], s.bindings[builderKey{name, true}]) {
		s.needOperation(op)
	}
}

// needOperation selects the types of an operation's parameters and result.
func (s *selector) needOperation(op *spec.Operation) {
	for i, p := range op.Parameters {
		if i > 0 || !op.Bound {
			s.need(s.index.Resolve(p.Type.Name), true)
		}
	}
	if op.Return != nil {
		s.need(s.index.Resolve(op.Return.Type.Name), true)
	}
}

// operations lists all actions and functions of a description.
func operations(index *spec.Index) []*spec.Operation {
	var all []*spec.Operation
	for _, schema := range index.Doc.Schemas {
		all = append(all, schema.Operations...)
	}
	return all
}

// want selects an entity type for request builders, with its derived types and the entity types
// contained in them.
func (s *selector) want(name string) {
	s.need(name, true)
	t := s.index.Types[name]
	if t == nil || !t.Entity || s.selection.wanted[name] {
		return
	}
	s.selection.wanted[name] = true
	for up := t; up != nil; up = s.index.Base(up) {
		s.needOperations(s.index.Name(up))
	}
	for _, derived := range s.derived[name] {
		s.want(derived)
	}
	for up := t; up != nil; up = s.index.Base(up) {
		for _, n := range up.Navigations {
			if n.Contains {
				s.want(s.index.Resolve(n.Type.Name))
			}
		}
	}
}

// isRootEntity reports whether a type is the one that every entity type of Graph derives from.
// Properties of this declared type are not polymorphic, because it says nothing about a value.
func (b *builder) isRootEntity(name string) bool { return name == graphNamespace+".entity" }
