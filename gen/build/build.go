// Package build turns the description of an API into the Go to be written, all but the names.
package build

import (
	"cmp"
	"slices"
	"strings"
	"sync"

	"github.com/intunegen/intunegen/gen/ir"
	"github.com/intunegen/intunegen/gen/names"
	"github.com/intunegen/intunegen/gen/retain"
	"github.com/intunegen/intunegen/spec"
)

// Options choose what is built.
type Options struct {
	Name   string // package name
	Source string // what the description is, for the header of the files
	// Types, Operations and Workloads choose what is wanted; none of them means everything. Types are wire names, qualified or not,
	// Operations are path patterns.
	Types, Operations, Workloads []string
	// Asked tells where these stand that a configuration names, for errors.
	Asked map[string]spec.Position
	Path  string // version path of the service, "/beta"
	// Earlier holds names given earlier, which stay.
	Earlier names.Table
	// Parts holds the properties and members of an earlier package; those that are gone are kept.
	Parts retain.Parts
}

// graphNamespace is the namespace whose services have the national clouds.
const graphNamespace = "microsoft.graph"

// A state is one run of Build. Its maps are filled stage by stage, each stage reading only what earlier ones filled.
type state struct {
	opts     Options
	index    *spec.Index
	exposed  exposure
	errs     spec.Errors
	derived  map[string][]string              // qualified name to the names of directly derived types
	bindings map[builderKey][]*spec.Operation // what is bound to a type, or to collections of it
	reached  map[string]*reach                // entity types that paths lead to
	selected *selection
	models   map[string]*ir.Model
	enums    map[string]*ir.Enum
	builders map[builderKey]*ir.Builder
	called   map[*spec.Operation]bool // operations that have a method
	pkg      *ir.Package
	noting   sync.Mutex
}

// Build builds the package that a document describes.
func Build(index *spec.Index, opts Options) (*ir.Package, error) {
	s := &state{opts: opts, index: index, models: make(map[string]*ir.Model, len(index.Types)), enums: make(map[string]*ir.Enum, len(index.Enums)),
		builders: map[builderKey]*ir.Builder{}, called: map[*spec.Operation]bool{}, pkg: &ir.Package{Name: opts.Name, Source: opts.Source}}
	s.exposed = expose(s.index)
	s.pkg.UnusedContainers = s.exposed.others
	s.derived = s.derivations()
	s.bindings = s.boundOperations()
	s.reached = s.reachable()
	s.selected = s.selectTypes() // what of the description is wanted
	s.declareTypes()             // a model and an enum for each type, still empty
	s.fillModels()               // their properties, inherited ones flattened
	s.linkHierarchies()          // which types stand for which, and what may be patched
	s.buildPaths()               // request builders along the paths from the container
	s.buildTable()               // what is documented of each operation
	s.checkAsked()               // calls that are wanted by verb are there
	s.listUncalled()
	s.service()
	s.sort()
	if err := s.errs.Err(); err != nil {
		return nil, err
	}
	return s.pkg, nil
}

// sort puts the parts into an order that does not depend on that of the description.
func (s *state) sort() {
	slices.SortFunc(s.pkg.Params, func(a, b *ir.Params) int {
		return cmp.Or(cmp.Compare(a.Binding, b.Binding), cmp.Compare(a.Operation, b.Operation), compareBool(a.Collection, b.Collection), cmp.Compare(len(a.Fields), len(b.Fields)))
	})
	slices.SortFunc(s.pkg.Builders, func(a, b *ir.Builder) int {
		return cmp.Or(cmp.Compare(a.Model.Wire, b.Model.Wire), compareBool(a.Collection, b.Collection))
	})
	slices.SortFunc(s.pkg.Roots, func(a, b *ir.Method) int { return cmp.Compare(a.Segment, b.Segment) })
}

func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}

// derivations maps each type to the types directly derived from it.
func (s *state) derivations() map[string][]string {
	derived := map[string][]string{}
	for _, t := range s.structured() {
		if t.Base != "" {
			base := s.index.Resolve(t.Base)
			derived[base] = append(derived[base], s.index.Name(t))
		}
	}
	for _, names := range derived {
		slices.Sort(names)
	}
	return derived
}

// structured lists all entity and complex types of the description.
func (s *state) structured() []*spec.StructuredType {
	var all []*spec.StructuredType
	for _, schema := range s.index.Doc.Schemas {
		all = append(all, schema.Types...)
	}
	return all
}

func (s *state) service() {
	container, namespace := s.container()
	if container == nil {
		namespace = s.root()
	}
	s.pkg.Service = ir.Service{Namespace: namespace, Root: s.root(), Path: s.opts.Path, Clouds: s.isGraph()}
	if container != nil {
		s.pkg.Service.Container = container.Name
	}
	s.pkg.Title = namespace
	if s.pkg.Service.Clouds {
		s.pkg.Title = "Microsoft Graph " + strings.TrimPrefix(s.opts.Path, "/")
	}
}

// declareTypes makes an empty model or enum for each selected type.
func (s *state) declareTypes() {
	for _, t := range s.structured() {
		if name := s.index.Name(t); s.selected.types[name] && s.models[name] == nil {
			s.models[name] = s.declareModel(name, t)
			s.pkg.Models = append(s.pkg.Models, s.models[name])
		}
	}
	for _, schema := range s.index.Doc.Schemas {
		for _, e := range schema.Enums {
			if name := s.index.Name(e); s.selected.enums[name] && s.enums[name] == nil {
				s.enums[name] = s.buildEnum(name, e)
				s.pkg.Enums = append(s.pkg.Enums, s.enums[name])
			}
		}
	}
	slices.SortFunc(s.pkg.Models, func(a, b *ir.Model) int { return cmp.Compare(a.Wire, b.Wire) })
	slices.SortFunc(s.pkg.Enums, func(a, b *ir.Enum) int { return cmp.Compare(a.Wire, b.Wire) })
}

func (s *state) declareModel(name string, t *spec.StructuredType) *ir.Model {
	m := &ir.Model{Wire: name, Entity: t.Entity, Abstract: t.Abstract, Open: t.Open, TypeText: name,
		Page: s.page(t.Annotations), Doc: s.description(t.Annotations, name), Earlier: earlier(t.Annotations)}
	if t.Entity {
		m.TypeText = "#" + name
	}
	return m
}

func (s *state) buildEnum(name string, e *spec.EnumType) *ir.Enum {
	enum := &ir.Enum{Wire: name, Flags: e.Flags, Page: s.page(e.Annotations), Doc: s.description(e.Annotations, name),
		Earlier: earlier(e.Annotations)}
	for _, m := range e.Members {
		member := &ir.Member{Wire: m.Name, Value: m.Value, Doc: s.description(m.Annotations, name+"/"+m.Name)}
		for _, name := range earlier(m.Annotations) {
			member.Aliases = append(member.Aliases, &ir.Alias{Wire: name, Constant: true})
		}
		enum.Members = append(enum.Members, member)
	}
	return enum
}

// earlier returns the names that a node had.
func earlier(list []*spec.Annotation) []string {
	if a := spec.Find(list, spec.TermAlias); a != nil {
		return a.Value.Strings()
	}
	return nil
}

// page returns the name of the documentation page that the annotations give.
func (s *state) page(list []*spec.Annotation) string {
	if a := spec.Find(list, spec.TermPage); a != nil {
		return a.Value.Str()
	}
	return ""
}
