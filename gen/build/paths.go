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

// A paths has the request builders of a package and the methods of its client.
type paths struct {
	builders   map[builderKey]*ir.Builder
	list       []*ir.Builder // the same, in the order of the description
	roots      []*ir.Method
	parameters []*ir.Params
	called     map[*spec.Operation]bool // operations that have a method
}

// A pathBuilder makes paths. The types to keep get builders.
type pathBuilder struct {
	*builder
	*paths
	keep map[string]bool
}

// buildPaths makes the request builders of all entity types reached from the container.
func (s *builder) buildPaths() *paths {
	p := &pathBuilder{s, &paths{builders: map[builderKey]*ir.Builder{}, called: map[*spec.Operation]bool{}}, s.typesWithBuilders()}
	for _, t := range structured(s.index) {
		p.declareBuilders(s.index.Name(t))
	}
	for _, t := range structured(s.index) {
		p.fillBuilders(t)
	}
	p.buildRoots()
	for _, b := range p.list {
		b.Model.Queried = len(b.Model.Fields) > 0
	}
	return p.paths
}

// declareBuilders makes the builders of a type, still empty: those of kept types, and those that
// patterns ask for.
func (s *pathBuilder) declareBuilders(name string) {
	how := s.reached[name]
	if how == nil {
		return
	}
	model := s.origin(s.index.Types[name])
	for _, key := range []builderKey{{name, false}, {name, true}} {
		if (s.keep[name] || s.selected.included[key] != nil) && (s.hasCollection(name) || !key.collection) {
			s.declareBuilder(key, model)
		}
	}
}

// hasCollection reports whether there is a builder for collections of a reached type. A list of a
// type reached by a cast alone is graph.OfType of its base's: a builder for each would double what
// there is to compile.
func (s *builder) hasCollection(name string) bool {
	how := s.reached[name]
	return how.listed && (how.direct || len(s.bindings[builderKey{name, true}]) > 0)
}

func (s *pathBuilder) declareBuilder(key builderKey, model *ir.Model) {
	b := &ir.Builder{Model: model, Collection: key.collection}
	s.builders[key] = b
	s.list = append(s.list, b)
}

// fillBuilders adds the methods of a type's builders.
func (s *pathBuilder) fillBuilders(t *spec.StructuredType) {
	name := s.index.Name(t)
	how := s.reached[name]
	if b := s.builders[builderKey{name, false}]; b != nil {
		s.fillOne(b, t, how)
	}
	if b := s.builders[builderKey{name, true}]; b != nil {
		s.fillMany(b, t, how)
	}
}

func (s *pathBuilder) fillOne(b *ir.Builder, t *spec.StructuredType, how *reach) {
	key := builderKey{s.index.Name(t), false}
	s.addCalls(b, key, t, how)
	for _, up := range s.line(t, how) {
		s.addNavigations(b, key, up)
	}
	s.addOperations(b, key, s.line(t, how))
	s.addCasts(b, key, how)
}

func (s *pathBuilder) fillMany(b *ir.Builder, t *spec.StructuredType, how *reach) {
	key := builderKey{s.index.Name(t), true}
	one := builderKey{key.wire, false}
	if how.direct && (s.keep[key.wire] || s.includesStep(key, keyStep)) {
		b.Methods = append(b.Methods, &ir.Method{Call: ir.Key, Go: "ID", To: s.builders[one], Keys: s.keys(t), KeyAsSegment: s.keyAsSegment()})
	}
	s.addCollectionCalls(b, key, how)
	s.addOperations(b, key, s.line(t, how))
	s.addCasts(b, key, how)
}

// buildRoots makes the methods of the client.
func (s *pathBuilder) buildRoots() {
	container, _ := s.container()
	if container == nil {
		return
	}
	for _, one := range container.Singletons {
		s.addRoot(one.Name, builderKey{s.index.Resolve(one.Type), false}, one.Annotations, one.Pos)
	}
	for _, set := range container.EntitySets {
		s.addRoot(set.Name, builderKey{s.index.Resolve(set.Type), true}, set.Annotations, set.Pos)
	}
	s.addImports(container)
}

func (s *pathBuilder) addRoot(name string, key builderKey, annotations []*spec.Annotation, at spec.Position) {
	if to := s.builders[key]; to != nil && (s.keep[key.wire] || s.selected.roots[name]) {
		s.roots = append(s.roots, &ir.Method{Call: ir.Nav, Segment: name, To: to, Origin: at, Absent: s.absent(annotations)})
	}
}
