// Package build turns the description of an API into the Go to be written, all but the names.
package build

import (
	"cmp"
	"slices"
	"strings"

	"github.com/intunegen/intunegen/gen/ir"
	"github.com/intunegen/intunegen/gen/names"
	"github.com/intunegen/intunegen/gen/retain"
	"github.com/intunegen/intunegen/spec"
)

// Options choose what is built.
type Options struct {
	Name   string // package name
	Source string // what the description is, for the header of the files
	// Types, Operations and Workloads choose what is wanted; none of them means everything. Types
	// are wire names, qualified or not, Operations are path patterns.
	Types, Operations, Workloads []string
	// Asked has the places at which a configuration names what is wanted, for errors.
	Asked map[string]spec.Position
	Path  string // version path of the service, "/beta"
	// Earlier holds names given earlier, which stay.
	Earlier names.Table
	// Parts holds the properties and members of an earlier package; those that are gone are kept.
	Parts retain.Parts
}

// graphNamespace is the namespace whose services have the national clouds.
const graphNamespace = "microsoft.graph"

// intuneRoot is the singleton by which Graph's Intune is known.
const intuneRoot = "deviceManagement"

// A builder is one run of Build. Each field is set once, by Build alone, to what a stage returns; a
// stage reads what earlier ones returned.
type builder struct {
	opts     Options
	index    *spec.Index
	exposed  exposure
	derived  map[string][]string              // qualified name to the names of directly derived types
	bindings map[builderKey][]*spec.Operation // what is bound to a type, or to collections of it
	reached  map[string]*reach                // entity types that paths lead to
	selected *selection
	types    *types
	errs     spec.Errors // what is wrong, of all stages
}

// Build builds the package that a document describes.
func Build(index *spec.Index, opts Options) (*ir.Package, error) {
	s := &builder{opts: opts, index: index, exposed: expose(index), derived: derivations(index), bindings: boundOperations(index)}
	s.reached = s.reachable()
	s.selected = s.selectTypes() // what of the description is wanted
	s.types = s.declareTypes()   // a model and an enum for each type; models are still empty
	s.fillModels()               // their properties, inherited ones flattened
	s.linkHierarchies()          // which types include which, and what may be patched
	paths := s.buildPaths()      // request builders along the paths from the container
	s.addDocumentedCalls(paths)  // calls that only the documentation knows
	rows := s.rows(paths)        // what is documented of each operation
	s.checkAsked(paths)          // calls that are wanted by verb are there
	if err := s.errs.Err(); err != nil {
		return nil, err
	}
	pkg := &ir.Package{Name: opts.Name, Title: s.title(), Source: opts.Source, Service: s.service(), Models: s.types.models, Enums: s.types.enums,
		Params: paths.parameters, Builders: paths.list, Roots: paths.roots, Table: ir.Table{Rows: rows},
		UnusedContainers: s.exposed.others, UnreachableOperations: s.unreachable(paths)}
	pkg.ExternalTypes = s.externalTypes(pkg)
	sortPackage(pkg)
	return pkg, nil
}

// sortPackage puts the parts into an order that does not depend on that of the description.
func sortPackage(pkg *ir.Package) {
	slices.SortFunc(pkg.Params, func(a, b *ir.Params) int {
		return cmp.Or(cmp.Compare(a.Binding, b.Binding), cmp.Compare(a.Operation, b.Operation), compareBool(a.Collection, b.Collection), cmp.Compare(len(a.Fields), len(b.Fields)))
	})
	slices.SortFunc(pkg.Builders, func(a, b *ir.Builder) int {
		return cmp.Or(cmp.Compare(a.Model.Wire, b.Model.Wire), compareBool(a.Collection, b.Collection))
	})
	slices.SortFunc(pkg.Roots, func(a, b *ir.Method) int { return cmp.Compare(a.Segment, b.Segment) })
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
func derivations(index *spec.Index) map[string][]string {
	derived := map[string][]string{}
	for _, t := range structured(index) {
		if t.Base != "" {
			base := index.Resolve(t.Base)
			derived[base] = append(derived[base], index.Name(t))
		}
	}
	for _, names := range derived {
		slices.Sort(names)
	}
	return derived
}

// structured lists all entity and complex types of a description.
func structured(index *spec.Index) []*spec.StructuredType {
	var all []*spec.StructuredType
	for _, schema := range index.Doc.Schemas {
		all = append(all, schema.Types...)
	}
	return all
}

// service says where the service is rooted.
func (s *builder) service() ir.Service {
	container, namespace := s.container()
	if container == nil {
		namespace = s.root()
	}
	service := ir.Service{Namespace: namespace, Root: s.root(), Path: s.opts.Path, Clouds: s.isGraph()}
	if container != nil {
		service.Container = container.Name
	}
	return service
}

// title names what the package is a client of.
func (s *builder) title() string {
	if !s.isGraph() {
		return s.service().Namespace
	}
	title := "Microsoft Graph " + strings.TrimPrefix(s.opts.Path, "/")
	container, _ := s.container()
	if container != nil && slices.ContainsFunc(container.Singletons, func(one *spec.Singleton) bool { return one.Name == intuneRoot }) {
		return "the Intune part of " + title
	}
	return title
}
