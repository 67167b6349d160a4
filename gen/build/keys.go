package build

import (
	"cmp"

	"github.com/intunegen/intunegen/gen/ir"
	"github.com/intunegen/intunegen/spec"
)

// keys returns the key properties of an entity type, which the type or its nearest ancestor with a
// key declares.
func (b *builder) keys(t *spec.StructuredType) []*ir.Field {
	for up := t; up != nil; up = b.index.Base(up) {
		var keys []*ir.Field
		for _, k := range up.Key {
			keys = append(keys, b.key(up, k))
		}
		if keys != nil {
			return keys
		}
	}
	return []*ir.Field{{Wire: "id", Type: scalars["Edm.String"]}}
}

// keyAsSegment reports whether keys are path segments. They are in Graph, and where the description
// says so.
func (b *builder) keyAsSegment() bool {
	container, namespace := b.container()
	if container == nil || b.isGraph() {
		return true
	}
	for _, list := range [][]*spec.Annotation{container.Annotations, b.index.At(namespace + "." + container.Name)} {
		if b.index.HasTag(list, spec.TermKeyAsSegment) {
			return true
		}
	}
	return false
}

// key returns a key property under its name in URLs, which is the alias for a key that is a path.
func (b *builder) key(t *spec.StructuredType, k spec.KeyProperty) *ir.Field {
	f := &ir.Field{Wire: cmp.Or(k.Alias, k.Path), Type: scalars["Edm.String"]}
	if p := b.index.Property(t, k.Path); p != nil {
		f.Type = b.resolve(p.Type)
	}
	return f
}
