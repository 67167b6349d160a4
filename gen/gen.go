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

// A Planned is a package before anything of it is written: what its Go will be.
type Planned struct {
	Names names.Table // every Go name with its origin
	Kept  []string    // paths of those that the description no longer has
	Count Count
	// ExternalTypes holds the types that the description names and does not define, sorted by name.
	ExternalTypes []string
	// UnusedContainers holds the entity containers that are left out, because the service exposes
	// another, which does not extend them.
	UnusedContainers []string
	// UnreachableOperations holds the actions and functions that no path leads to, so that they
	// have no method.
	UnreachableOperations []string

	pkg   *ir.Package
	files *emit.Files
}

// Parts returns the properties and members, for a later run to keep.
func (p *Planned) Parts() retain.Parts { return retain.Of(p.pkg) }

// FileNames returns the names of the files of the package, sorted.
func (p *Planned) FileNames() []string { return p.files.Names() }

// Write gives each file of the package to put once it is written. They come in no order, and
// several at a time. It ends at the first error.
func (p *Planned) Write(put func(emit.File) error) error { return p.files.Write(put) }

// A Result is a generated package, in memory.
type Result struct {
	*Planned
	Files []emit.File // the Go, sorted by name
	API   emit.File   // the list of requests
}

// Count says how much was generated.
type Count struct {
	EntityTypes, ComplexTypes, Enums, Properties, Navigations, Patches, Operations, Rows int
}

// Plan is the pipeline from a description to all that its Go is made of. The description has been
// read (spec/csdl, spec/csdljson) and corrected (spec/overlay, spec/enrich) before; writing the
// files is gen/project/output.
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

// Model returns what the Go of a description is made of, for tools that look at it and do not write
// it.
func Model(doc *spec.Document, opts Options) (*ir.Package, error) {
	pkg, _, err := model(doc, opts)
	return pkg, err
}

// Names returns the names that the Go of a description will have.
func Names(doc *spec.Document, opts Options) (names.Table, error) {
	_, given, err := model(doc, opts)
	return given, err
}

func model(doc *spec.Document, opts Options) (*ir.Package, names.Table, error) {
	index := spec.NewIndex(doc)
	if err := spec.CheckIndexed(index); err != nil { // names and references are sound: spec/check.go
		return nil, nil, err
	}
	index, gone := retain.Restore(index, opts.Parts) // what was there earlier: gen/retain
	pkg, err := build.Build(index, opts)             // what the Go is made of: gen/build
	if err != nil {
		return nil, nil, err
	}
	pkg.Kept = gone
	return pkg, names.Assign(pkg, opts.Earlier), nil // what everything is called: gen/names
}

func count(pkg *ir.Package) Count {
	c := Count{Enums: len(pkg.Enums), Rows: len(pkg.Table.Rows)}
	operations := map[string]bool{}
	for _, m := range pkg.Models {
		c.countModel(m)
	}
	for _, methods := range append([][]*ir.Method{pkg.Roots}, builderMethods(pkg)...) {
		for _, m := range methods {
			if m.Call == ir.Action || m.Call == ir.Function {
				operations[m.Origin.String()+m.Segment] = true
			}
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

func builderMethods(pkg *ir.Package) [][]*ir.Method {
	var all [][]*ir.Method
	for _, b := range pkg.Builders {
		all = append(all, b.Methods)
	}
	return all
}
