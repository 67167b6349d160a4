// Package build turns the description of an API into the IR of a Go package, except for Go names,
// which package names assigns.
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
	Source string // what the description is, for the package comment
	// Types, Operations and Workloads select parts of the description. Without any of them
	// everything is built. Types are wire names, qualified or not; Operations are path patterns.
	Types, Operations, Workloads []string
	// Asked holds the positions of the selected parts in a configuration, for errors.
	Asked map[string]spec.Position
	Path  string // version path of the service, "/beta"
	// Earlier holds names of an earlier package, which are kept. EarlierFile is the name of their
	// file, for errors. Same means that the earlier package had the same selection.
	Earlier     names.Table
	EarlierFile string
	Same        bool
	// Parts holds the properties and members of an earlier package. Those that the description no
	// longer has are kept.
	Parts retain.Parts
	// Faulty accepts faults of the description in what is built, for tools that write no package.
	Faulty bool
}

// graphNamespace is the namespace of Microsoft Graph, the service with national clouds.
const graphNamespace = "microsoft.graph"

// intuneRoot is the singleton that only a description with Intune has.
const intuneRoot = "deviceManagement"

// A builder is the state of one run of Build. Build alone sets its fields, each once, to the result
// of a stage. A stage reads the results of earlier stages.
type builder struct {
	opts     Options
	index    *spec.Index
	exposed  exposure
	derived  map[string][]string              // qualified name to the names of directly derived types
	bindings map[builderKey][]*spec.Operation // operations bound to a type, or to collections of it
	reached  map[string]*reach                // entity types that paths lead to
	selected *selection
	types    *types
	usage    *usage
	missing  []missing   // what is selected and not described
	errs     spec.Errors // of all stages
}

// Build builds the package that a document describes. Faults of nodes that it uses are an error.
func Build(index *spec.Index, faults *spec.Faults, opts Options) (*ir.Package, error) {
	b := &builder{opts: opts, index: index, usage: newUsage(faults), exposed: expose(index), derived: derivations(index), bindings: boundOperations(index)}
	b.reached = b.reachable()
	b.selected = b.selectTypes() // the part of the description that is built
	if err := b.useAll(); err != nil {
		return nil, err
	}
	b.types = b.declareTypes()  // a model or an enum for each type; models are still empty
	b.fillModels()              // their properties, inherited ones flattened
	b.linkHierarchies()         // base and derived models, and patches
	paths := b.buildPaths()     // request builders along the paths from the container
	b.addDocumentedCalls(paths) // calls that only the documentation has
	b.markReplaced(paths)       // patches that are for comparing only
	rows := b.rows(paths)       // the documentation of each operation
	b.checkAsked(paths)         // each call that a pattern names by its verb exists
	unused := b.reportFaults(paths)
	if err := b.err(); err != nil {
		return nil, err
	}
	pkg := &ir.Package{Name: opts.Name, Title: b.title(), Source: opts.Source, Service: b.service(), Models: b.types.models, Enums: b.types.enums,
		Params: paths.parameters, Builders: paths.list, Roots: paths.roots, Table: ir.Table{Rows: rows},
		UnusedContainers: b.exposed.others, UnreachableOperations: b.unreachable(paths), UnusedFaults: unused}
	pkg.ExternalTypes = b.externalTypes(pkg)
	sortPackage(pkg)
	return pkg, nil
}

// sortPackage sorts the parts, so that their order does not depend on that of the description.
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
		if up := index.Base(t); up != nil {
			base := index.Name(up)
			derived[base] = append(derived[base], index.Name(t))
		}
	}
	for _, names := range derived {
		slices.Sort(names)
	}
	return derived
}

// structured lists all entity and complex types of a description. Of several with one name it has
// the first.
func structured(index *spec.Index) []*spec.StructuredType {
	var all []*spec.StructuredType
	for _, schema := range index.Doc.Schemas {
		for _, t := range schema.Types {
			if index.Types[index.Name(t)] == t {
				all = append(all, t)
			}
		}
	}
	return all
}

// service returns the namespaces, container and path of the service.
func (b *builder) service() ir.Service {
	container, namespace := b.container()
	if container == nil {
		namespace = b.root()
	}
	service := ir.Service{Namespace: namespace, Root: b.root(), Path: b.opts.Path, Clouds: b.isGraph()}
	if container != nil {
		service.Container = container.Name
	}
	return service
}

// title returns the name of the service for the package comment: "Microsoft Graph beta".
func (b *builder) title() string {
	if !b.isGraph() {
		return b.service().Namespace
	}
	title := "Microsoft Graph " + strings.TrimPrefix(b.opts.Path, "/")
	container, _ := b.container()
	if container != nil && slices.ContainsFunc(container.Singletons, func(one *spec.Singleton) bool { return one.Name == intuneRoot }) {
		return "the Intune part of " + title
	}
	return title
}
