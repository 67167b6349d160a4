// Package importer makes the embedded description: a CSDL document with the facts of the
// documentation and of the clouds' schemas.
package importer

import (
	"cmp"
	"fmt"
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
	// Earlier are descriptions of the same service whose properties stand in documented order,
	// oldest first.
	Earlier []*spec.Document
	Shipped *overlay.File // what is known of Intune; entries without effect are reported. May be nil
	// Corrections are the user's; an entry of theirs without effect is an error.
	Corrections []*overlay.File
	// Placed tells the file of types that an earlier description had: they stay there unless they
	// have got a page. May be nil.
	Placed map[string]string
}

// A Cloud is the schema of a national cloud at a date.
type Cloud struct {
	Name, Version, Date string // "china", "v1.0", "2026-07-22"
	Doc                 *spec.Document
}

// A Result is a description in files, by workload, and what was noticed.
type Result struct {
	Files  map[string]*spec.Document
	Report []string
}

// Import makes the description. The metadata document becomes part of the result. The error lists
// corrections without effect.
func Import(opts Options) (*Result, error) {
	opts = sorted(opts)
	im := &importer{opts: opts, index: spec.NewIndex(opts.Metadata), pages: map[string]msdocs.Resource{}, sent: map[string]map[string]string{},
		prose: map[string]bool{}}
	im.reportPages()
	im.collectProse()  // what sentences say is read-only
	im.dropTexts()     // the sentences of others stay behind
	im.dropPrecision() // the service sends fractions of seconds, whatever the schema's default says
	im.inlineTargets() // annotations to what they annotate
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
	sent   map[string]map[string]string // type to the root properties that its documented bodies send, with the page
	prose  map[string]bool              // properties that documentation calls read-only, as "type/property"
	bound  map[string][]*spec.Operation // operations by the type that they are bound to
	tables [][]msdocs.Resource          // of each folder, the tables that are of types of the schema
	report []string
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

// eachType calls f for all structured types, bases before what is derived from them, else sorted by
// name.
func (im *importer) eachType(f func(name string, t *spec.StructuredType)) {
	var names []string
	for name := range im.index.Types {
		names = append(names, name)
	}
	slices.SortFunc(names, func(a, b string) int {
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
