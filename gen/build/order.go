package build

import (
	"cmp"
	"slices"

	"github.com/intunegen/intunegen/gen/ir"
	"github.com/intunegen/intunegen/spec"
)

// ordered sorts a type's properties into documented order, which is the order of declaration unless
// an annotation gives another. Navigation properties stay behind the others.
func (b *builder) ordered(t *spec.StructuredType, fields []*ir.Field) []*ir.Field {
	if !slices.ContainsFunc(b.lineage(t), func(up *spec.StructuredType) bool { return spec.Find(up.Annotations, spec.TermOrder) != nil }) {
		return fields
	}
	rank := map[string]int{}
	for i, name := range b.order(t) {
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

// order returns the names of a type's structural properties in documented order: that of the
// annotation, else that of the base, followed by the type's own properties as declared.
func (b *builder) order(t *spec.StructuredType) []string {
	if a := spec.Find(t.Annotations, spec.TermOrder); a != nil {
		return a.Value.Strings()
	}
	var names []string
	if base := b.index.Base(t); base != nil {
		names = slices.Clone(b.order(base))
	}
	for _, p := range t.Properties {
		names = append(names, p.Name)
	}
	return names
}
