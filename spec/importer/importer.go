// Package importer makes the embedded description from a CSDL document, the documentation and the
// schemas of the clouds.
package importer

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"github.com/intunegen/intunegen/spec"
	"github.com/intunegen/intunegen/spec/msdocs"
	"github.com/intunegen/intunegen/spec/overlay"
)

// Options are the inputs of an import.
type Options struct {
	Metadata *spec.Document
	Docs     []*msdocs.Folder // oldest first
	Clouds   []Cloud
	// Earlier are descriptions of the same service whose properties are in documented order, oldest
	// first.
	Earlier []*spec.Document
	// Shipped is the overlay that comes with intunegen, or nil. The report lists its entries
	// without effect.
	Shipped *overlay.File
	// Corrections are the user's overlays. An entry without effect is an error.
	Corrections []*overlay.File
	// Placed maps types to their files in an earlier description, without extension. A type stays
	// in its file unless a page places it. May be nil.
	Placed map[string]string
}

// A Cloud is the schema of a national cloud at a date.
type Cloud struct {
	Name, Version, Date string // "china", "v1.0", "2026-07-22"
	Doc                 *spec.Document
}

// A Result is a description, and a report for the maintainer.
type Result struct {
	Files  map[string]*spec.Document // by workload
	Report []string                  // lines of text
}

// Import makes the description. The metadata document becomes part of the result. The error lists
// the corrections without effect.
func Import(opts Options) (*Result, error) {
	opts = sorted(opts)
	im := &importer{opts: opts, index: spec.NewIndex(opts.Metadata), pages: map[string]msdocs.Resource{}, sent: map[string]map[string]string{},
		prose: map[string]bool{}, schemas: map[*spec.Document]*spec.Index{}}
	im.reportPages()
	im.collectProse()  // before dropTexts, because it reads the descriptions
	im.dropTexts()     // descriptions are text of others and are not carried over
	im.dropPrecision() // the service sends fractions of seconds, in spite of the schema's default
	im.inlineTargets()
	im.selectTables()
	im.collectDocs()
	im.declareAsBefore()
	im.orderProperties()
	im.orderParameters()
	im.classify()
	im.compareClouds()
	im.operations()
	if err := im.correct(); err != nil {
		return nil, err
	}
	im.countClouds()
	im.bindOperations()
	return &Result{Files: im.split(), Report: im.report}, nil
}

type importer struct {
	opts   Options
	index  *spec.Index
	pages  map[string]msdocs.Resource   // by qualified type name
	sent   map[string]map[string]string // type to root property to the page whose body sends it
	prose  map[string]bool              // properties that documentation calls read-only, as "type/property"
	bound  map[string][]*spec.Operation // operations by the type that they are bound to
	tables [][]msdocs.Resource          // tables of types of the schema, by folder
	report []string
	// schemas are the schemas of the clouds.
	schemas map[*spec.Document]*spec.Index
}

func (im *importer) note(format string, args ...any) {
	im.report = append(im.report, fmt.Sprintf(format, args...))
}

// correct applies the overlays.
func (im *importer) correct() error {
	if im.opts.Shipped != nil {
		for _, idle := range im.overlay(im.opts.Shipped).Idle {
			im.note("%v", idle)
		}
	}
	for _, o := range im.opts.Corrections {
		if err := im.overlay(o).Err(); err != nil {
			return err
		}
	}
	im.index = spec.NewIndex(im.opts.Metadata)
	return nil
}

func (im *importer) overlay(o *overlay.File) *overlay.Report {
	result := o.Apply(im.opts.Metadata)
	im.note("overlay %s: %d corrections applied, %d without effect", o.Name, result.Applied, len(result.Idle))
	return result
}

// eachType calls f for all structured types, bases before derived types, else sorted by name.
func (im *importer) eachType(f func(name string, t *spec.StructuredType)) {
	names := slices.SortedFunc(maps.Keys(im.index.Types), func(a, b string) int {
		return cmp.Or(cmp.Compare(im.depth(a), im.depth(b)), cmp.Compare(a, b))
	})
	for _, name := range names {
		f(name, im.index.Types[name])
	}
}

// depth counts the ancestors of a type.
func (im *importer) depth(name string) int {
	n := 0
	for t := im.index.Base(im.index.Types[name]); t != nil; t = im.index.Base(t) {
		n++
	}
	return n
}
