package build

import (
	"github.com/intunegen/intunegen/gen/ir"
	"github.com/intunegen/intunegen/spec"
)

// A builderKey names a request builder: of one entity, or of a collection.
type builderKey struct {
	wire       string
	collection bool
}

// buildPaths makes the request builders of all entity types reached from the container.
func (s *state) buildPaths() {
	keep := s.kept()
	for _, t := range s.structured() {
		s.declareBuilders(s.index.Name(t), keep)
	}
	for _, t := range s.structured() {
		s.fillBuilders(t, keep)
	}
	s.buildRoots(keep)
	for _, b := range s.pkg.Builders {
		b.Model.Queried = len(b.Model.Fields) > 0
	}
}

// declareBuilders makes the builders of a type, still empty: those of kept types, and those that patterns ask for.
func (s *state) declareBuilders(name string, keep map[string]bool) {
	how := s.reached[name]
	if how == nil {
		return
	}
	model := s.origin(s.index.Types[name])
	for _, key := range []builderKey{{name, false}, {name, true}} {
		if (keep[name] || s.selected.grants[key] != nil) && (s.hasCollection(name) || !key.collection) {
			s.declareBuilder(key, model)
		}
	}
}

// hasCollection tells whether there is a builder for collections of a reached type. A list of a type reached by a cast alone is graph.OfType
// of its base's: a builder for each would double what there is to compile.
func (s *state) hasCollection(name string) bool {
	how := s.reached[name]
	return how.listed && (how.direct || len(s.bindings[builderKey{name, true}]) > 0)
}

func (s *state) declareBuilder(key builderKey, model *ir.Model) {
	b := &ir.Builder{Model: model, Collection: key.collection}
	s.builders[key] = b
	s.pkg.Builders = append(s.pkg.Builders, b)
}

// fillBuilders adds the methods of a type's builders.
func (s *state) fillBuilders(t *spec.StructuredType, keep map[string]bool) {
	name := s.index.Name(t)
	how := s.reached[name]
	if b := s.builders[builderKey{name, false}]; b != nil {
		s.fillOne(b, t, how, keep)
	}
	if b := s.builders[builderKey{name, true}]; b != nil {
		s.fillMany(b, t, how, keep)
	}
}

func (s *state) fillOne(b *ir.Builder, t *spec.StructuredType, how *reach, keep map[string]bool) {
	key := builderKey{s.index.Name(t), false}
	s.addCalls(b, key, t, how)
	for _, up := range s.line(t, how) {
		s.addNavigations(b, key, up, keep)
	}
	s.addOperations(b, key, s.line(t, how))
	s.addCasts(b, key, how, keep)
}

func (s *state) fillMany(b *ir.Builder, t *spec.StructuredType, how *reach, keep map[string]bool) {
	key := builderKey{s.index.Name(t), true}
	one := builderKey{key.wire, false}
	if how.direct && (keep[key.wire] || s.givesStep(key, keyStep)) {
		b.Methods = append(b.Methods, &ir.Method{Call: ir.Key, Go: "ID", To: s.builders[one], Keys: s.keys(t), KeyAsSegment: s.keyAsSegment()})
	}
	s.addCollectionCalls(b, key, how)
	s.addOperations(b, key, s.line(t, how))
	s.addCasts(b, key, how, keep)
}

// buildRoots makes the methods of the client.
func (s *state) buildRoots(keep map[string]bool) {
	container, _ := s.container()
	if container == nil {
		return
	}
	for _, one := range container.Singletons {
		s.addRoot(one.Name, builderKey{s.index.Resolve(one.Type), false}, one.Annotations, one.Pos, keep)
	}
	for _, set := range container.EntitySets {
		s.addRoot(set.Name, builderKey{s.index.Resolve(set.Type), true}, set.Annotations, set.Pos, keep)
	}
	s.addImports(container)
}

func (s *state) addRoot(name string, key builderKey, annotations []*spec.Annotation, at spec.Position, keep map[string]bool) {
	if to := s.builders[key]; to != nil && (keep[key.wire] || s.selected.roots[name]) {
		s.pkg.Roots = append(s.pkg.Roots, &ir.Method{Call: ir.Nav, Segment: name, To: to, Origin: at, Absent: s.absent(annotations)})
	}
}
