package build

import (
	"cmp"

	"github.com/intunegen/intunegen/gen/ir"
	"github.com/intunegen/intunegen/spec"
)

// keys returns the key properties of an entity type, declared by it or by its nearest ancestor that
// has a key.
func (s *builder) keys(t *spec.StructuredType) []*ir.Field {
	for up := t; up != nil; up = s.index.Base(up) {
		var keys []*ir.Field
		for _, k := range up.Key {
			keys = append(keys, s.key(up, k))
		}
		if keys != nil {
			return keys
		}
	}
	return []*ir.Field{{Wire: "id", Type: scalars["Edm.String"]}}
}

// keyAsSegment reports whether keys are path segments: in Graph, and where the description says so.
func (s *builder) keyAsSegment() bool {
	container, namespace := s.container()
	if container == nil || s.isGraph() {
		return true
	}
	for _, list := range [][]*spec.Annotation{container.Annotations, s.index.At(namespace + "." + container.Name)} {
		if s.index.HasTag(list, spec.TermKeyAsSegment) {
			return true
		}
	}
	return false
}

// key returns a part of a key by the name that it has in URLs: a path has an alias for that.
func (s *builder) key(t *spec.StructuredType, k spec.KeyProperty) *ir.Field {
	f := &ir.Field{Wire: cmp.Or(k.Alias, k.Path), Type: scalars["Edm.String"]}
	if p := s.index.Property(t, k.Path); p != nil {
		f.Type = s.resolve(p.Type)
	}
	return f
}
