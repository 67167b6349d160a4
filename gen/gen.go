// Package gen turns the description of an API into a Go package.
package gen

import (
	"cmp"
	"slices"
	"sync"

	"github.com/intunegen/intunegen/gen/build"
	"github.com/intunegen/intunegen/gen/emit"
	"github.com/intunegen/intunegen/gen/ir"
	"github.com/intunegen/intunegen/gen/names"
	"github.com/intunegen/intunegen/gen/retain"
	"github.com/intunegen/intunegen/spec"
)

// Options choose what is generated.
type Options = build.Options

// A Planned is a package with all decisions made and no file written yet.
type Planned struct {
	Names names.Table // every Go name with its origin
	Kept  []string    // paths of properties and members that the description no longer has
	Count Count
	// ExternalTypes holds the types that the description names and does not define, sorted by name.
	ExternalTypes []string
	// UnusedContainers holds the entity containers that are left out, because the container that
	// the service exposes does not extend them.
	UnusedContainers []string
	// UnreachableOperations holds the actions and functions that have no method, because no path
	// leads to them.
	UnreachableOperations []string

	pkg   *ir.Package
	files *emit.Files
}

// Parts returns the properties and members, which a later run may keep.
func (p *Planned) Parts() retain.Parts { return retain.Of(p.pkg) }

// FileNames returns the names of the files of the package, sorted.
func (p *Planned) FileNames() []string { return p.files.Names() }

// Write calls put for each file of the package, in any order and several at a time. It ends at the
// first error.
func (p *Planned) Write(put func(emit.File) error) error { return p.files.Write(put) }

// A Result is a generated package, in memory.
type Result struct {
	*Planned
	Files []emit.File // the Go, sorted by name
	API   emit.File   // the list of requests
}

// A Count holds the sizes of a package.
type Count struct {
	EntityTypes, ComplexTypes, Enums, Properties, Navigations, Patches, Operations, Rows int
}

// Plan is the pipeline from a description to the decisions about its Go. Before it, the description
// is read (spec/csdl, spec/csdljson, spec/openapi) and corrected (spec/overlay, spec/enrich); after
// it, gen/project/output writes the files.
func Plan(doc *spec.Document, opts Options) (*Planned, error) {
	pkg, given, err := model(doc, opts)
	if err != nil {
		return nil, err
	}
	return &Planned{Names: given, Kept: pkg.Kept, Count: count(pkg), ExternalTypes: pkg.ExternalTypes, UnusedContainers: pkg.UnusedContainers,
		UnreachableOperations: pkg.UnreachableOperations, pkg: pkg, files: emit.Package(pkg)}, nil
}

// Generate writes the Go of a description into memory.
func Generate(doc *spec.Document, opts Options) (*Result, error) {
	planned, err := Plan(doc, opts)
	if err != nil {
		return nil, err
	}
	r := &Result{Planned: planned}
	var mu sync.Mutex
	err = planned.Write(func(f emit.File) error {
		mu.Lock()
		defer mu.Unlock()
		if f.Name == emit.APIName {
			r.API = f
		} else {
			r.Files = append(r.Files, f)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	slices.SortFunc(r.Files, func(a, b emit.File) int { return cmp.Compare(a.Name, b.Name) })
	return r, nil
}

// Model returns the IR of a description, for tools that write no package.
func Model(doc *spec.Document, opts Options) (*ir.Package, error) {
	pkg, _, err := model(doc, opts)
	return pkg, err
}

// Names returns the Go names of a description.
func Names(doc *spec.Document, opts Options) (names.Table, error) {
	_, given, err := model(doc, opts)
	return given, err
}

func model(doc *spec.Document, opts Options) (*ir.Package, names.Table, error) {
	index := spec.NewIndex(doc)
	faults := spec.Inspect(index) // names and references: spec/check.go
	if err := faults.Whole(); err != nil {
		return nil, nil, err
	}
	index, gone := retain.Restore(index, opts.Parts) // earlier properties and members: gen/retain
	pkg, err := build.Build(index, faults, opts)     // models, builders, operations: gen/build
	if err != nil {
		return nil, nil, err
	}
	pkg.Kept = gone
	doc.Notes = append(doc.Notes, pkg.UnusedFaults...)
	return pkg, names.Assign(pkg, opts.Earlier), nil // Go names: gen/names
}

func count(pkg *ir.Package) Count {
	c := Count{Enums: len(pkg.Enums), Rows: len(pkg.Table.Rows)}
	operations := map[string]bool{}
	for _, m := range pkg.Models {
		c.countModel(m)
	}
	for _, m := range pkg.AllMethods() {
		if m.Call == ir.Action || m.Call == ir.Function {
			operations[m.Origin.String()+m.Segment] = true
		}
	}
	c.Operations = len(operations)
	return c
}

func (c *Count) countModel(m *ir.Model) {
	if m.Entity {
		c.EntityTypes++
	} else {
		c.ComplexTypes++
	}
	if m.Patch != nil {
		c.Patches++
	}
	for _, f := range m.Fields {
		switch {
		case f.From != m:
		case f.Navigation:
			c.Navigations++
		default:
			c.Properties++
		}
	}
}
