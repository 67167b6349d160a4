package importer

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/intunegen/intunegen/spec"
	"github.com/intunegen/intunegen/spec/msdocs"
)

// This file takes the availability of operations from the tables of clouds of their pages. A page's
// table decides for its operation; without one the comparison of the clouds' schemas holds.

// An answer is what a page says about one cloud.
type answer struct {
	available bool
	source    string
}

func (a answer) String() string {
	return map[bool]string{true: "yes", false: "no"}[a.available]
}

// mergeClouds adds the table of a page. Where an older page says otherwise, the younger holds.
func (im *importer) mergeClouds(e *entry, op msdocs.Operation) {
	for _, cloud := range spec.Clouds {
		available, ok := op.Clouds[cloud]
		if !ok {
			continue
		}
		now := answer{available, pageSource(op)}
		if old, had := e.clouds[cloud]; had && old.available != available {
			im.note("%s %s: %s %s by %s, %s by %s; the latter holds", e.method, e.path, cloud, old, old.source, now, now.source)
		}
		e.clouds[cloud] = now
	}
}

// pageSource names a page with its date, if it states one.
func pageSource(op msdocs.Operation) string {
	if op.Date == "" {
		return "page " + op.Page
	}
	return "page " + op.Page + " of " + op.Date
}

// compareAnswers reports where a page's table has an operation in a cloud whose schema lacks it.
func (im *importer) compareAnswers(entries map[string]*entry) {
	for _, key := range slices.Sorted(maps.Keys(entries)) {
		e := entries[key]
		if len(e.clouds) == 0 {
			continue
		}
		_, lacking, _ := im.normalize(e.path)
		slices.Sort(lacking)
		for _, cloud := range slices.Compact(lacking) {
			if a := e.clouds[cloud]; a.available {
				im.note("%s %s: %s no by %s, yes by %s; the latter holds", e.method, e.path, cloud, im.schemaSource(cloud), a.source)
			}
		}
	}
}

// schemaSource names the schema of a cloud with its version and date.
func (im *importer) schemaSource(cloud string) string {
	for _, c := range im.opts.Clouds {
		if slices.Contains(spec.CloudNames(c.Name), cloud) {
			return "CSDL " + c.Version + " of " + c.Date
		}
	}
	return "an annotation of the description"
}

// answers returns the answers as a description writes them.
func (e *entry) answers() spec.Value {
	var pairs []string
	for _, cloud := range slices.Sorted(maps.Keys(e.clouds)) {
		pairs = append(pairs, cloud, e.clouds[cloud].String())
	}
	return object(pairs...)
}

// sources names the pages that the answers come from.
func (e *entry) sources() string {
	var list []string
	for _, a := range e.clouds {
		list = append(list, a.source)
	}
	slices.Sort(list)
	return strings.Join(slices.Compact(list), "; ")
}

// reportPages names the pages that cannot be read, or only in part.
func (im *importer) reportPages() {
	for _, folder := range im.opts.Docs {
		problems := slices.Clone(folder.Problems)
		slices.SortStableFunc(problems, func(a, b *spec.Error) int {
			return cmp.Or(cmp.Compare(a.Pos.File, b.Pos.File), cmp.Compare(a.Pos.Line, b.Pos.Line))
		})
		for _, problem := range problems {
			im.note("%v", problem)
		}
	}
}
