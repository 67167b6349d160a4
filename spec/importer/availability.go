package importer

import (
	"cmp"
	"maps"
	"regexp"
	"slices"

	"github.com/intunegen/intunegen/spec"
	"github.com/intunegen/intunegen/spec/msdocs"
)

// This file decides in which clouds an operation is available: by the tables of clouds in its pages
// and by the schemas of the clouds. Of two statements the younger is taken.

// An answer states whether one cloud has an operation.
type answer struct {
	available bool
	source    string
	date      string // of the source; "" if it is not known
	folder    int    // index of the source's folder, which decides where dates do not
}

func (a answer) String() string {
	return map[bool]string{true: "yes", false: "no"}[a.available]
}

// isYounger reports whether a is younger than b, or as young and from a later folder.
func (a answer) isYounger(b answer) bool {
	if a.date != "" && b.date != "" && a.date != b.date {
		return a.date > b.date
	}
	return a.folder >= b.folder
}

// mergeClouds adds what a page states to an entry. like has the source.
func (im *importer) mergeClouds(e *entry, clouds msdocs.Clouds, like answer) {
	for _, cloud := range spec.Clouds {
		available, ok := clouds[cloud]
		if !ok {
			continue
		}
		one := like
		one.available = available
		other, ok := e.clouds[cloud]
		if ok && !one.isYounger(other) {
			one, other = other, one
		}
		if ok && one.available != other.available {
			im.note("%s %s: %s %s by %s, %s by %s; the latter is taken", e.method, e.path, cloud, other, other.source, one, one.source)
		}
		e.clouds[cloud] = one
	}
}

// pageAnswer returns an answer whose source is a page.
func pageAnswer(page, date string, folder int) answer {
	source := "page " + page
	if page == "" {
		source = "the documentation"
	}
	if date != "" {
		source += " of " + date
	}
	return answer{source: source, date: date, folder: folder}
}

// cloudsAt returns what an operation states of one of its paths.
func cloudsAt(op msdocs.Operation, at msdocs.Path) msdocs.Clouds {
	clouds := msdocs.Clouds{}
	maps.Copy(clouds, op.Clouds)
	maps.Copy(clouds, at.Clouds)
	return clouds
}

// mergeTables adds the tables of clouds of pages to the operations that the pages document.
func (im *importer) mergeTables(entries map[string]*entry) {
	byPage := map[string][]*entry{}
	for _, key := range slices.Sorted(maps.Keys(entries)) {
		for page := range entries[key].pages {
			byPage[page] = append(byPage[page], entries[key])
		}
	}
	for i, folder := range im.opts.Docs {
		for _, t := range folder.Clouds {
			of := im.entriesOf(t, entries, byPage)
			if len(of) == 0 {
				im.note("table of clouds of %s: no documented operation of the schema has it; skipped", cmp.Or(t.Page, t.Method+" "+t.Path))
			}
			for _, e := range of {
				im.mergeClouds(e, t.Clouds, pageAnswer(t.Page, t.SourceDate, i))
			}
		}
	}
}

// entriesOf returns the operations that a table of clouds is about.
func (im *importer) entriesOf(t msdocs.CloudTable, entries map[string]*entry, byPage map[string][]*entry) []*entry {
	if t.Path == "" {
		return byPage[t.Page]
	}
	path, _, _ := im.normalize(t.Path)
	if e := entries[path+" "+t.Method]; e != nil {
		return []*entry{e}
	}
	return nil
}

// compareAnswers compares the pages with the schemas of the clouds. It reports each difference. A
// schema that lacks an operation is taken if it is younger than the page. That a schema has an
// operation does not prove that the service has it.
func (im *importer) compareAnswers(entries map[string]*entry) {
	for _, key := range slices.Sorted(maps.Keys(entries)) {
		e := entries[key]
		_, lacking, _ := im.normalize(e.path)
		for _, cloud := range slices.Sorted(maps.Keys(e.clouds)) {
			page := e.clouds[cloud]
			if source := lacking[cloud]; source != "" && page.available {
				im.compareAbsence(e, cloud, page, answer{source: source, date: dateIn.FindString(source), folder: -1})
			}
			if !page.available {
				im.comparePresence(e, cloud, page)
			}
		}
	}
}

// dateIn matches the date at the end of a source.
var dateIn = regexp.MustCompile(`\d{4}-\d{2}-\d{2}$`)

func (im *importer) compareAbsence(e *entry, cloud string, page, schema answer) {
	other, taken := schema, page
	if schema.isYounger(page) {
		other, taken = page, schema
	}
	im.note("%s %s: %s %s by %s, %s by %s; the latter is taken", e.method, e.path, cloud, other, other.source, taken, taken.source)
	e.clouds[cloud] = taken
}

// comparePresence reports the schemas of a cloud that have an operation although a page states that
// the cloud does not have it.
func (im *importer) comparePresence(e *entry, cloud string, page answer) {
	for _, c := range im.opts.Clouds {
		if !slices.Contains(spec.CloudNames(c.Name), cloud) {
			continue
		}
		there := importer{opts: Options{Metadata: c.Doc}, index: im.schemas[c.Doc]}
		if _, _, ok := there.normalize(e.path); ok {
			im.note("%s %s: %s no by %s, although CSDL %s of %s has it, which does not prove that the service does; no is taken",
				e.method, e.path, cloud, page.source, c.Version, c.Date)
		}
	}
}

// answers returns the answers as the object of clouds in a description.
func (e *entry) answers() spec.Value {
	var pairs []string
	for _, cloud := range slices.Sorted(maps.Keys(e.clouds)) {
		pairs = append(pairs, cloud, e.clouds[cloud].String())
	}
	return object(pairs...)
}

// sources returns the source of all answers, or an object of clouds and sources if they differ.
func (e *entry) sources() spec.Value {
	var pairs, sources []string
	for _, cloud := range slices.Sorted(maps.Keys(e.clouds)) {
		pairs = append(pairs, cloud, e.clouds[cloud].source)
		sources = append(sources, e.clouds[cloud].source)
	}
	if len(slices.Compact(slices.Clone(sources))) == 1 {
		return spec.Text(sources[0])
	}
	return object(pairs...)
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
