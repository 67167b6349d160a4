package build

import (
	"cmp"
	"runtime"
	"slices"

	"golang.org/x/sync/errgroup"

	"github.com/intunegen/intunegen/gen/ir"
	"github.com/intunegen/intunegen/spec"
)

// fillModels fills in bases and properties.
func (s *builder) fillModels() {
	for _, m := range s.types.models {
		t := s.index.Types[m.Wire]
		if base := s.index.Base(t); base != nil {
			m.Base = s.types.model[s.index.Name(base)]
		}
	}
	s.markPolymorphic()
	var group errgroup.Group
	group.SetLimit(runtime.GOMAXPROCS(0))
	for _, m := range s.types.models {
		group.Go(func() error {
			m.Fields = s.ordered(s.index.Types[m.Wire], s.fields(s.index.Types[m.Wire]))
			return nil
		})
	}
	_ = group.Wait() // none of them fails
}

// markPolymorphic finds the types that stand for others. It comes before the properties, whose Go
// types depend on it.
func (s *builder) markPolymorphic() {
	for _, m := range s.types.models {
		m.Polymorphic = !s.isRootEntity(m.Wire) && len(s.derived[m.Wire]) > 0
	}
}

// fields returns a type's properties, inherited ones first, navigation properties last. One that a
// derived type declares again, as vocabularies do, is that type's.
func (s *builder) fields(t *spec.StructuredType) []*ir.Field {
	line, n := s.lineage(t), 0
	for _, up := range line {
		n += len(up.Properties) + len(up.Navigations)
	}
	room, again := make([]ir.Field, 0, n), redeclared(line) // in one piece: there are many
	all, ways := make([]*ir.Field, 0, n), []*ir.Field(nil)
	for _, up := range line {
		from := s.origin(up)
		for _, p := range up.Properties {
			if by := again[p.Name]; by == nil || by == up {
				room = append(room, s.field(t, p, from))
				all = append(all, &room[len(room)-1])
			}
		}
		for _, n := range up.Navigations {
			if by := again[n.Name]; by == nil || by == up {
				room = append(room, s.navField(n, from))
				ways = append(ways, &room[len(room)-1])
			}
		}
	}
	return append(all, ways...)
}

// redeclared returns, by each name that derived types of a line declare, the last of these types.
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
func (s *builder) lineage(t *spec.StructuredType) []*spec.StructuredType {
	var line []*spec.StructuredType
	for up := t; up != nil; up = s.index.Base(up) {
		line = append(line, up)
	}
	slices.Reverse(line)
	return line
}

// origin returns the model of a declaring type; a base outside the selection has one that is not
// generated.
func (s *builder) origin(t *spec.StructuredType) *ir.Model {
	name := s.index.Name(t)
	if m := s.types.model[name]; m != nil {
		return m
	}
	return &ir.Model{Wire: name}
}

// field returns a property of t, which is declared by what is from: t or an ancestor.
func (s *builder) field(t *spec.StructuredType, p *spec.Property, from *ir.Model) ir.Field {
	target := from.Wire + "/" + p.Name
	f := ir.Field{Wire: p.Name, Type: s.resolve(p.Type), Nullable: p.Type.Nullable, From: from, Doc: s.description(p.Annotations, target)}
	s.classify(&f, p.Annotations)
	if spec.Find(p.Annotations, spec.TermClass) != nil { // our own decision comes first
		return f
	}
	atTarget := s.index.At(target)
	s.bySchema(&f, p.Annotations, atTarget)
	if owner := s.keyed(t, p.Name); owner != nil {
		s.classifyKey(&f, owner, p.Annotations, atTarget)
	}
	return f
}

// keyed returns the type whose key a property is part of: t or an ancestor, which may have the
// property from an ancestor of its own.
func (s *builder) keyed(t *spec.StructuredType, name string) *spec.StructuredType {
	for up := t; up != nil; up = s.index.Base(up) {
		if slices.ContainsFunc(up.Key, func(k spec.KeyProperty) bool { return k.Path == name }) {
			return up
		}
	}
	return nil
}

func (s *builder) navField(n *spec.NavigationProperty, from *ir.Model) ir.Field {
	f := ir.Field{Wire: n.Name, Type: s.resolve(n.Type), Nullable: true, Navigation: true, From: from,
		Doc: s.description(n.Annotations, from.Wire+"/"+n.Name)}
	s.classify(&f, n.Annotations)
	return f
}

// ordered sorts a type's properties into documented order, which is as declared unless an
// annotation says otherwise; navigation properties stay behind the others.
func (s *builder) ordered(t *spec.StructuredType, fields []*ir.Field) []*ir.Field {
	if !slices.ContainsFunc(s.lineage(t), func(up *spec.StructuredType) bool { return spec.Find(up.Annotations, spec.TermOrder) != nil }) {
		return fields
	}
	rank := map[string]int{}
	for i, name := range s.order(t) {
		rank[name] = i + 1
	}
	slices.SortStableFunc(fields, func(a, b *ir.Field) int {
		return cmp.Compare(fieldRank(rank, a), fieldRank(rank, b))
	})
	return fields
}

func fieldRank(rank map[string]int, f *ir.Field) int {
	switch at := rank[f.Wire]; {
	case f.Navigation:
		return len(rank) + 2
	case at > 0:
		return at
	}
	return len(rank) + 1
}

// order returns the names of a type's structural properties in documented order: as annotated, else
// the base's order followed by its own properties as declared.
func (s *builder) order(t *spec.StructuredType) []string {
	if a := spec.Find(t.Annotations, spec.TermOrder); a != nil {
		return a.Value.Strings()
	}
	var names []string
	if base := s.index.Base(t); base != nil {
		names = slices.Clone(s.order(base))
	}
	for _, p := range t.Properties {
		names = append(names, p.Name)
	}
	return names
}

// linkHierarchies links each model to the models it stands for and those that stand for it, and
// decides what may be patched.
func (s *builder) linkHierarchies() {
	for _, m := range s.types.models {
		for up := m; up != nil; up = up.Base {
			if up.Polymorphic {
				m.Bases = append(m.Bases, up)
			}
			if up != m {
				up.Derived = append(up.Derived, m)
			}
		}
	}
	for _, m := range s.types.models {
		if m.Entity && !m.Abstract {
			m.Patch = patchOf(m)
			m.Patch.ByPut = s.replaced(s.index.Types[m.Wire])
		}
	}
}

// patchOf returns the patch struct of a model: what an update may send.
func patchOf(m *ir.Model) *ir.Patch {
	patch := &ir.Patch{Fields: make([]*ir.Field, 0, len(m.Fields))}
	for _, f := range m.Fields {
		if f.Class == ir.ReadOnly || f.CreateOnly || f.Navigation && !f.InBody {
			continue
		}
		patch.Fields = append(patch.Fields, f)
	}
	return patch
}
