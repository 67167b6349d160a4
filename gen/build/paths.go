package build

import (
	"github.com/intunegen/intunegen/gen/ir"
	"github.com/intunegen/intunegen/spec"
)

// A builderKey identifies a request builder: for one entity of a type, or for collections of it.
type builderKey struct {
	wire       string
	collection bool
}

// A paths holds the request builders of a package and the methods of its client.
type paths struct {
	builders   map[builderKey]*ir.Builder
	list       []*ir.Builder // the same, in the order of the description
	roots      []*ir.Method
	parameters []*ir.Params
	called     map[*spec.Operation]bool // operations that have a method
	opened     []any                    // nodes of the container that have one
}

// A pathBuilder makes paths, with builders for the types in keep.
type pathBuilder struct {
	*builder
	*paths
	keep map[string]bool
}

// buildPaths makes the request builders of all entity types reached from the container.
func (b *builder) buildPaths() *paths {
	p := &pathBuilder{b, &paths{builders: map[builderKey]*ir.Builder{}, called: map[*spec.Operation]bool{}}, b.typesWithBuilders()}
	for _, t := range structured(b.index) {
		p.declareBuilders(b.index.Name(t))
	}
	for _, t := range structured(b.index) {
		p.fillBuilders(t)
	}
	p.buildRoots()
	for _, of := range p.list {
		nameProperties(of.Model)
	}
	return p.paths
}

// nameProperties gives a model, and the complex types in its properties, names for query options: a
// filter names a property of a complex one by odata.At.
func nameProperties(m *ir.Model) {
	if m.Queried || len(m.Fields) == 0 {
		return
	}
	m.Queried = true
	for _, f := range m.Fields {
		if inner := f.Type.Model; inner != nil && !inner.Entity {
			nameProperties(inner)
		}
	}
}

// declareBuilders makes the builders of a type, still empty. A builder is made when its type is
// kept or a pattern selects a part of it.
func (p *pathBuilder) declareBuilders(name string) {
	how := p.reached[name]
	if how == nil {
		return
	}
	model := p.origin(p.index.Types[name])
	for _, key := range []builderKey{{name, false}, {name, true}} {
		if (p.keep[name] || p.selected.included[key] != nil) && (p.hasCollection(name) || !key.collection) {
			p.declareBuilder(key, model)
		}
	}
}

// hasCollection reports whether there is a builder for collections of a reached type. For a type
// that only casts lead to, graph.OfType narrows the list of its base instead: a builder for each
// would double the compile time of a package.
func (b *builder) hasCollection(name string) bool {
	how := b.reached[name]
	return how.listed && (how.direct || len(b.bindings[builderKey{name, true}]) > 0)
}

func (p *pathBuilder) declareBuilder(key builderKey, model *ir.Model) {
	b := &ir.Builder{Model: model, Collection: key.collection}
	p.builders[key] = b
	p.list = append(p.list, b)
}

// fillBuilders adds the methods of a type's builders.
func (p *pathBuilder) fillBuilders(t *spec.StructuredType) {
	name := p.index.Name(t)
	how := p.reached[name]
	if b := p.builders[builderKey{name, false}]; b != nil {
		p.fillOne(b, t, how)
	}
	if b := p.builders[builderKey{name, true}]; b != nil {
		p.fillMany(b, t, how)
	}
}

func (p *pathBuilder) fillOne(b *ir.Builder, t *spec.StructuredType, how *reach) {
	key := builderKey{p.index.Name(t), false}
	p.addCalls(b, key, t, how)
	for _, up := range p.line(t, how) {
		p.addNavigations(b, key, up)
	}
	p.addOperations(b, key, p.line(t, how))
	p.addCasts(b, key, how)
}

func (p *pathBuilder) fillMany(b *ir.Builder, t *spec.StructuredType, how *reach) {
	key := builderKey{p.index.Name(t), true}
	one := builderKey{key.wire, false}
	if how.direct && (p.keep[key.wire] || p.includesStep(key, keyStep)) {
		b.Methods = append(b.Methods, &ir.Method{Call: ir.Key, Go: "ID", To: p.builders[one], Keys: p.keys(t), KeyAsSegment: p.keyAsSegment()})
	}
	p.addCollectionCalls(b, key, how)
	p.addOperations(b, key, p.line(t, how))
	p.addCasts(b, key, how)
}

// buildRoots makes the methods of the client.
func (p *pathBuilder) buildRoots() {
	container, _ := p.container()
	if container == nil {
		return
	}
	for _, one := range container.Singletons {
		p.addRoot(one, one.Name, builderKey{p.index.Resolve(one.Type), false}, one.Annotations, one.Pos)
	}
	for _, set := range container.EntitySets {
		p.addRoot(set, set.Name, builderKey{p.index.Resolve(set.Type), true}, set.Annotations, set.Pos)
	}
	p.addImports(container)
}

func (p *pathBuilder) addRoot(node any, name string, key builderKey, annotations []*spec.Annotation, at spec.Position) {
	if to := p.builders[key]; to != nil && (p.keep[key.wire] || p.selected.roots[name]) {
		p.opened = append(p.opened, node)
		p.roots = append(p.roots, &ir.Method{Call: ir.Nav, Segment: name, To: to, Origin: at, Absent: p.absent(annotations)})
	}
}
