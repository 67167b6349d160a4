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

// A reach says how an entity type is reached from the container.
type reach struct {
	direct  bool // by a singleton, an entity set or a navigation property; else by a cast only
	update  bool // some path to it is owned: contained, in an entity set, or a singleton
	remove  bool // some owned path leads through a parent
	create  bool // some owned path is a collection
	listed  bool // some path is a collection
	single  bool // some path is to a single entity
	visited bool
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

// reachable walks from the container over singletons, entity sets, navigation properties and casts.
func (s *state) reachable() map[string]*reach {
	w := walker{s: s, reached: map[string]*reach{}}
	for _, from := range s.sources() {
		allows := func(by restriction) bool { return !s.restricted(from, by) }
		w.visit(from.wire, reach{direct: true, update: allows(update), remove: !from.single && allows(remove),
			create: !from.single && allows(insert), listed: !from.single, single: from.single})
	}
	return w.reached
}

type walker struct {
	s       *state
	reached map[string]*reach
}

// visit notes one more way to reach a type, and follows what it leads to where that is news.
func (w walker) visit(name string, by reach) {
	t := w.s.index.Types[name]
	if t == nil || !t.Entity {
		return
	}
	how := w.reached[name]
	if how == nil {
		how = &reach{}
		w.reached[name] = how
	}
	before := *how
	how.direct = how.direct || by.direct
	how.update = how.update || by.update
	how.remove = how.remove || by.remove
	how.create = how.create || by.create
	how.listed = how.listed || by.listed
	how.single = how.single || by.single
	how.visited = true
	if *how != before {
		w.follow(t, *how)
	}
}

func (w walker) follow(t *spec.StructuredType, how reach) {
	line := []*spec.StructuredType{t}
	if how.direct {
		line = w.s.lineage(t)
	}
	for _, up := range line {
		for _, n := range up.Navigations {
			takes := func(by restriction) bool { return n.Contains && w.s.takes(up, n.Name, by) }
			w.visit(w.s.index.Resolve(n.Type.Name), reach{direct: true, update: takes(update), remove: takes(remove),
				create: n.Type.Collection && takes(insert), listed: n.Type.Collection, single: !n.Type.Collection})
		}
	}
	if how.direct && !w.s.isRootEntity(w.s.index.Name(t)) {
		for _, derived := range w.s.allDerived(w.s.index.Name(t)) {
			w.visit(derived, reach{update: how.update, listed: how.listed, single: how.single})
		}
	}
}

// allDerived lists the types derived from a type at any depth.
func (s *state) allDerived(name string) []string {
	var all []string
	for _, derived := range s.derived[name] {
		all = append(all, derived)
		all = append(all, s.allDerived(derived)...)
	}
	return all
}

// kept tells which reached types get builders: all, or in a slice those wanted and those on an owned path to one.
func (s *state) kept() map[string]bool {
	keep := map[string]bool{}
	for name := range s.reached {
		if s.selected.wanted[name] {
			keep[name] = true
		}
	}
	for changed := !s.selected.whole; changed; {
		changed = false
		for name, how := range s.reached {
			if !keep[name] && s.leadsTo(name, how, keep) {
				keep[name], changed = true, true
			}
		}
	}
	return keep
}

func (s *state) leadsTo(name string, how *reach, keep map[string]bool) bool {
	t := s.index.Types[name]
	for _, up := range s.lineage(t) {
		for _, n := range up.Navigations {
			if n.Contains && keep[s.index.Resolve(n.Type.Name)] {
				return true
			}
		}
	}
	if !how.direct || s.isRootEntity(name) {
		return false
	}
	for _, derived := range s.allDerived(name) {
		if keep[derived] {
			return true
		}
	}
	return false
}

// declareBuilders makes the builders of a type, still empty: those of kept types, and those that patterns ask for.
func (s *state) declareBuilders(name string, keep map[string]bool) {
	how := s.reached[name]
	if how == nil {
		return
	}
	model := s.origin(s.index.Types[name])
	if model.Origin.Line == 0 {
		model.Origin = s.index.Types[name].Pos
	}
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

// calls tells whether a kept type gets calls, not only ways on: it is wanted, or stands for a wanted derived type.
func (s *state) calls(name string) bool {
	if s.selected.wanted[name] {
		return true
	}
	for _, derived := range s.allDerived(name) {
		if s.selected.wanted[derived] && !s.isRootEntity(name) {
			return true
		}
	}
	return false
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

func (s *state) addCalls(b *ir.Builder, key builderKey, t *spec.StructuredType, how *reach) {
	if s.gives(key, "GET") {
		b.Methods = append(b.Methods, &ir.Method{Call: ir.Get, Go: "Get", Model: b.Model})
	}
	update := &ir.Method{Call: ir.Update, Go: "Patch", Model: b.Model}
	verb := "PATCH"
	if s.replaced(t) {
		update, verb = &ir.Method{Call: ir.Replace, Go: "Put", Model: b.Model}, "PUT"
	}
	if how.update && s.updatable(b.Model) && s.gives(key, verb) {
		b.Methods = append(b.Methods, update)
	}
	if how.remove && s.gives(key, "DELETE") {
		b.Methods = append(b.Methods, &ir.Method{Call: ir.Delete, Go: "Delete"})
	}
}

// updatable tells whether a patch of the type, or of a type that it stands for, exists.
func (s *state) updatable(m *ir.Model) bool {
	if m.Patch != nil {
		return true
	}
	for _, d := range m.Derived {
		if d.Patch != nil {
			return true
		}
	}
	return false
}

// replaced tells whether the description says that an update of the type, or of its base, is a PUT.
func (s *state) replaced(t *spec.StructuredType) bool {
	for up := t; up != nil; up = s.index.Base(up) {
		if a := spec.Find(up.Annotations, spec.TermUpdate); a != nil {
			return a.Value.Get("verb").Str() == "PUT"
		}
	}
	return false
}

func (s *state) addCollectionCalls(b *ir.Builder, key builderKey, how *reach) {
	if s.gives(key, "GET") {
		b.Methods = append(b.Methods, &ir.Method{Call: ir.List, Go: "List", Model: b.Model})
	}
	if s.gives(key, countCall) {
		b.Methods = append(b.Methods, &ir.Method{Call: ir.Count, Go: "Count"})
	}
	if how.create && s.gives(key, "POST") {
		b.Methods = append(b.Methods, &ir.Method{Call: ir.Create, Go: "Create", Model: b.Model})
	}
}

func (s *state) addNavigations(b *ir.Builder, key builderKey, t *spec.StructuredType, keep map[string]bool) {
	for _, n := range t.Navigations {
		target := s.index.Resolve(n.Type.Name)
		to := s.builders[builderKey{target, n.Type.Collection}]
		way := s.selected.whole || n.Contains && keep[key.wire] && keep[target]
		if to == nil || !way && !s.givesStep(key, n.Name) {
			continue
		}
		absent := s.absent(n.Annotations, s.index.Types[target].Annotations)
		b.Methods = append(b.Methods, &ir.Method{Call: ir.Nav, Segment: n.Name, To: to, Refers: !n.Contains, Origin: n.Pos, Absent: absent,
			Doc: s.description(n.Annotations, s.index.Name(t)+"/"+n.Name)})
	}
}

// addCasts adds the ways to derived types.
func (s *state) addCasts(b *ir.Builder, key builderKey, how *reach, keep map[string]bool) {
	for _, derived := range s.castsFrom(key.wire, how) {
		to := s.builders[builderKey{derived, b.Collection}]
		if to != nil && (keep[key.wire] && keep[derived] || s.givesStep(key, derived)) {
			b.Methods = append(b.Methods, &ir.Method{Call: ir.Cast, Segment: derived, To: to, Absent: s.absent(s.index.Types[derived].Annotations)})
		}
	}
}

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
