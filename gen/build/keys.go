package build

import (
	"github.com/intunegen/intunegen/gen/ir"
	"github.com/intunegen/intunegen/spec"
)

// keys returns the key properties of an entity type, declared by it or by its nearest ancestor that has a key.
func (s *state) keys(t *spec.StructuredType) []*ir.Field {
	for up := t; up != nil; up = s.index.Base(up) {
		var keys []*ir.Field
		for _, k := range up.Key {
			keys = append(keys, s.key(up, k.Path))
		}
		if keys != nil {
			return keys
		}
	}
	return []*ir.Field{{Wire: "id", Type: scalars["Edm.String"]}}
}

// keyAsSegment tells whether keys are path segments: in Graph, and where the description says so.
func (s *state) keyAsSegment() bool {
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

func (s *state) key(t *spec.StructuredType, path string) *ir.Field {
	for _, p := range t.Properties {
		if p.Name == path {
			return &ir.Field{Wire: p.Name, Type: s.resolve(p.Type), Origin: p.Pos}
		}
	}
	return &ir.Field{Wire: path, Type: scalars["Edm.String"]}
}
