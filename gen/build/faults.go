package build

import "github.com/intunegen/intunegen/spec"

// A usage holds the faults of a description, and which of the faulty nodes a package uses.
type usage struct {
	faults *spec.Faults
	used   map[any]bool
}

func newUsage(faults *spec.Faults) *usage { return &usage{faults, map[any]bool{}} }

// of records the use of nodes.
func (u *usage) of(nodes ...any) {
	for _, node := range nodes {
		if len(u.faults.Of(node)) > 0 {
			u.used[node] = true
		}
	}
}

// useAll returns the faults of the description if all of it is built.
func (b *builder) useAll() error {
	if b.opts.Faulty || !b.selected.whole {
		return nil
	}
	return b.usage.faults.Err()
}

// reportFaults reports the faults of nodes that are built, and returns those of the rest.
func (b *builder) reportFaults(p *paths) []*spec.Error {
	if b.usage.faults.IsEmpty() {
		return nil
	}
	if !b.opts.Faulty {
		b.useTypes()
		b.useOperations(p)
	}
	for node := range b.usage.used {
		for _, err := range b.usage.faults.Of(node) {
			b.errs.Add(err)
		}
	}
	return b.usage.faults.Unused(b.usage.used)
}

// useTypes records the use of the types of the package, with their properties and ancestors.
func (b *builder) useTypes() {
	for _, e := range b.types.enums {
		b.usage.of(e.Wire)
	}
	for _, m := range b.types.models {
		for up := b.index.Types[m.Wire]; up != nil; up = b.index.Base(up) {
			b.usage.of(b.index.Name(up))
			for _, p := range up.Properties {
				b.usage.of(p, b.index.Resolve(p.Type.Name))
			}
			for _, n := range up.Navigations {
				b.usage.of(n)
			}
		}
	}
}

// useOperations records the use of the operations that have methods, and of the roots.
func (b *builder) useOperations(p *paths) {
	for op := range p.called {
		b.usage.of(op)
		for _, ref := range op.TypeRefs() {
			b.usage.of(b.index.Resolve(ref.Name))
		}
	}
	for _, node := range p.opened {
		b.usage.of(node)
	}
}
