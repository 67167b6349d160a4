package build

import (
	"runtime"
	"slices"

	"golang.org/x/sync/errgroup"

	"github.com/intunegen/intunegen/gen/ir"
	"github.com/intunegen/intunegen/spec"
)

// fillModels fills in bases and properties.
func (b *builder) fillModels() {
	for _, m := range b.types.models {
		t := b.index.Types[m.Wire]
		if base := b.index.Base(t); base != nil {
			m.Base = b.types.model[b.index.Name(base)]
		}
	}
	b.markPolymorphic()
	var group errgroup.Group
	group.SetLimit(runtime.GOMAXPROCS(0))
	for _, m := range b.types.models {
		group.Go(func() error {
			m.Fields = b.ordered(b.index.Types[m.Wire], b.fields(b.index.Types[m.Wire]))
			return nil
		})
	}
	_ = group.Wait() // the functions return no errors
}

// markPolymorphic marks the models with derived types. The Go types of properties depend on it, so
// it comes before them.
func (b *builder) markPolymorphic() {
	for _, m := range b.types.models {
		m.Polymorphic = !b.isRootEntity(m.Wire) && len(b.derived[m.Wire]) > 0
	}
}

// fields returns a type's properties, inherited ones first, navigation properties last. A property
// that a derived type declares again belongs to the derived type.
func (b *builder) fields(t *spec.StructuredType) []*ir.Field {
	line, n := b.lineage(t), 0
	for _, up := range line {
		n += len(up.Properties) + len(up.Navigations)
	}
	room, again := make([]ir.Field, 0, n), redeclared(line) // one allocation, because there are many
	all, ways := make([]*ir.Field, 0, n), []*ir.Field(nil)
	for _, up := range line {
		from := b.origin(up)
		for _, p := range up.Properties {
			if by := again[p.Name]; by == nil || by == up {
				room = append(room, b.field(t, p, from))
				all = append(all, &room[len(room)-1])
			}
		}
		for _, n := range up.Navigations {
			if by := again[n.Name]; by == nil || by == up {
				room = append(room, b.navField(n, from))
				ways = append(ways, &room[len(room)-1])
			}
		}
	}
	return append(all, ways...)
}

// redeclared maps the name of each property that derived types of a line declare to the last type
// that declares it.
func redeclared(line []*spec.StructuredType) map[string]*spec.StructuredType {
	last := map[string]*spec.StructuredType{}
	for _, up := range line[1:] {
		for _, p := range up.Properties {
			last[p.Name] = up
		}
		for _, n := range up.Navigations {
			last[n.Name] = up
		}
	}
	return last
}

// lineage returns the ancestors of t and t itself, the root first.
func (b *builder) lineage(t *spec.StructuredType) []*spec.StructuredType {
	var line []*spec.StructuredType
	for up := t; up != nil; up = b.index.Base(up) {
		line = append(line, up)
	}
	slices.Reverse(line)
	return line
}

// origin returns the model of a type that declares properties. A base outside the selection has a
// model that is not generated.
func (b *builder) origin(t *spec.StructuredType) *ir.Model {
	name := b.index.Name(t)
	if m := b.types.model[name]; m != nil {
		return m
	}
	return &ir.Model{Wire: name}
}

// field returns a property of t, which the model from declares: that of t or of an ancestor.
func (b *builder) field(t *spec.StructuredType, p *spec.Property, from *ir.Model) ir.Field {
	target := from.Wire + "/" + p.Name
	f := ir.Field{Wire: p.Name, Type: b.resolve(p.Type), Nullable: p.Type.Nullable, From: from, Doc: b.description(p.Annotations, target)}
	b.classify(&f, p.Annotations)
	if spec.Find(p.Annotations, spec.TermClass) != nil { // our own annotation overrides the schema
		return f
	}
	atTarget := b.index.At(target)
	b.bySchema(&f, p.Annotations, atTarget)
	if owner := b.keyed(t, p.Name); owner != nil {
		b.classifyKey(&f, owner, p.Annotations, atTarget)
	}
	return f
}

// keyed returns the type, t or an ancestor, whose key a property is part of. That type may inherit
// the property.
func (b *builder) keyed(t *spec.StructuredType, name string) *spec.StructuredType {
	for up := t; up != nil; up = b.index.Base(up) {
		if slices.ContainsFunc(up.Key, func(k spec.KeyProperty) bool { return k.Path == name }) {
			return up
		}
	}
	return nil
}

func (b *builder) navField(n *spec.NavigationProperty, from *ir.Model) ir.Field {
	f := ir.Field{Wire: n.Name, Type: b.resolve(n.Type), Nullable: true, Navigation: true, Contains: n.Contains, From: from,
		Doc: b.description(n.Annotations, from.Wire+"/"+n.Name)}
	b.classify(&f, n.Annotations)
	isResult := b.index.Computed(n.Annotations) || b.index.Computed(b.index.At(from.Wire+"/"+n.Name))
	f.Deep = f.InBody || n.Contains && f.ChangedBy == "" && !f.Apart && !isResult
	return f
}

// linkHierarchies links each model to its polymorphic bases and to all types derived from it, and
// adds the patches.
func (b *builder) linkHierarchies() {
	for _, m := range b.types.models {
		for up := m; up != nil; up = up.Base {
			if up.Polymorphic {
				m.Bases = append(m.Bases, up)
			}
			if up != m {
				up.Derived = append(up.Derived, m)
			}
		}
	}
	for _, m := range b.types.models {
		if m.Entity && !m.Abstract {
			m.Patch = patchOf(m)
			b.markPropertiesOfPut(m)
		}
	}
}

// markPropertiesOfPut marks the properties of a patch that only PUT may send.
func (b *builder) markPropertiesOfPut(m *ir.Model) {
	by := b.replacement(b.index.Types[m.Wire])
	for _, f := range m.Patch.Fields {
		f.ByPut = by != nil && slices.Contains(by.with, f.Wire)
	}
}

// patchOf returns the patch struct of a model, with the properties that an update may send.
func patchOf(m *ir.Model) *ir.Patch {
	patch := &ir.Patch{Fields: make([]*ir.Field, 0, len(m.Fields))}
	for _, f := range m.Fields {
		if f.Withheld() == "" {
			patch.Fields = append(patch.Fields, f)
		}
	}
	return patch
}
