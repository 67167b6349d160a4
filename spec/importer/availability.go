package importer

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/intunegen/intunegen/spec"
	"github.com/intunegen/intunegen/spec/msdocs"
)

// This file reads the availability of operations from the tables of clouds in their pages. Without
// a table, the comparison of the clouds' schemas decides.

// An answer states whether one cloud has an operation.
type answer struct {
	available bool
	source    string
}

func (a answer) String() string {
	return map[bool]string{true: "yes", false: "no"}[a.available]
}

// mergeClouds adds the table of a page to an entry. A newer page takes precedence over an older
// one.
func (im *importer) mergeClouds(e *entry, op msdocs.Operation) {
	for _, cloud := range spec.Clouds {
		available, ok := op.Clouds[cloud]
		if !ok {
			continue
		}
		newer := answer{available, pageSource(op)}
		if older, ok := e.clouds[cloud]; ok && older.available != available {
			im.note("%s %s: %s %s by %s, %s by %s; the latter is taken", e.method, e.path, cloud, older, older.source, newer, newer.source)
		}
		e.clouds[cloud] = newer
	}
}

// pageSource names a page with its date, if it states one.
func pageSource(op msdocs.Operation) string {
	if op.Date == "" {
		return "page " + op.Page
	}
	return "page " + op.Page + " of " + op.Date
}

// compareAnswers reports each operation that the cloud's schema lacks although a page says that the
// cloud has it.
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
				im.note("%s %s: %s no by %s, yes by %s; the latter is taken", e.method, e.path, cloud, im.schemaSource(cloud), a.source)
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

// answers returns the answers as the object of clouds in a description.
func (e *entry) answers() spec.Value {
	var pairs []string
	for _, cloud := range slices.Sorted(maps.Keys(e.clouds)) {
		pairs = append(pairs, cloud, e.clouds[cloud].String())
	}
	return object(pairs...)
}

// sources returns the names of the pages with the answers.
func (e *entry) sources() string {
	var list []string
	for _, a := range e.clouds {
		list = append(list, a.source)
	}
	slices.Sort(list)
	return strings.Join(slices.Compact(list), "; ")
}

// reportPages reports the pages that cannot be read completely.
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
