package importer

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/intunegen/intunegen/spec"
	"github.com/intunegen/intunegen/spec/msdocs"
)

// An entry is one documented operation at one path.
type entry struct {
	method, path, page, workload string
	op                           msdocs.Operation
	status                       int
	clouds                       map[string]answer
	pages                        map[string]bool // all pages that document it
}

// operations adds the documented operations to the first schema, as one annotation per workload. It
// skips paths that the schema lacks.
func (im *importer) operations() {
	entries := im.documentedOperations()
	im.note("documented operations: %d", len(entries))
	im.compareAnswers(entries)
	rows := map[string][]spec.Value{}
	for _, key := range slices.Sorted(maps.Keys(entries)) {
		e := entries[key]
		rows[e.workload] = append(rows[e.workload], e.row())
	}
	first := im.opts.Metadata.Schemas[0]
	for _, workload := range slices.Sorted(maps.Keys(rows)) {
		list := spec.Value{Kind: spec.List, List: rows[workload]}
		first.Annotations = append(first.Annotations, &spec.Annotation{Term: spec.TermOperations, Qualifier: workload, Value: list})
	}
}

// documentedOperations returns the documented operations by path and method. Permissions of a newer
// folder replace those of an older one.
func (im *importer) documentedOperations() map[string]*entry {
	entries := map[string]*entry{}
	others, reported := 0, map[[2]string]bool{}
	for i, folder := range im.opts.Docs {
		for _, op := range folder.Operations {
			for _, at := range paths(op) {
				switch key := [2]string{at.Method, at.Path}; {
				case im.merge(entries, at, op, i):
				case reported[key]:
				case im.concerns(at.Path, op):
					reported[key] = true
					im.note("%s %s: the schema lacks it, %s; skipped", at.Method, at.Path, cmp.Or(op.Page, "documented without a page"))
				default:
					others++
				}
			}
		}
	}
	im.mergeTables(entries)
	im.note("documented paths outside of the schema's part of the service: %d", others)
	return entries
}

// concerns reports whether a documented path that the schema lacks belongs to Intune. It does if
// its page is one of Intune's, or if it starts with a singleton whose type no entity set has, for
// example deviceManagement.
func (im *importer) concerns(path string, op msdocs.Operation) bool {
	if op.Page != "" {
		return ofIntune(op.Page)
	}
	root, _, _ := strings.Cut(strings.TrimPrefix(path, "/"), "/")
	for _, s := range im.opts.Metadata.Schemas {
		if s.Container == nil {
			continue
		}
		for _, one := range s.Container.Singletons {
			shared := slices.ContainsFunc(s.Container.EntitySets, func(set *spec.EntitySet) bool { return set.Type == one.Type })
			if one.Name == root && !shared {
				return true
			}
		}
	}
	return false
}

// paths lists the paths of a documented operation.
func paths(op msdocs.Operation) []msdocs.Path {
	if op.Path != "" {
		return []msdocs.Path{{Method: op.Method, Path: op.Path}}
	}
	return op.HTTP
}

// merge adds an operation of a folder to entries, and reports whether the schema has its path.
func (im *importer) merge(entries map[string]*entry, at msdocs.Path, op msdocs.Operation, folder int) bool {
	path, _, ok := im.normalize(at.Path)
	if !ok {
		return false
	}
	key := path + " " + at.Method
	e := entries[key]
	if e == nil {
		e = &entry{method: at.Method, path: path, workload: common, clouds: map[string]answer{}, pages: map[string]bool{}}
		entries[key] = e
	}
	e.op.Permissions = op.Permissions.Of(at.Workflow)
	e.status = cmp.Or(op.Status, e.status)
	im.mergeClouds(e, cloudsAt(op, at), pageAnswer(op.Page, op.Date, folder))
	if op.Page != "" {
		e.pages[op.Page] = true
		e.page, e.workload = op.Page, cmp.Or(op.Workload, common)
	}
	return true
}

// row returns the entry as a record of the annotation. It leaves out what is not documented.
func (e *entry) row() spec.Value {
	v := object("method", e.method, "path", e.path)
	add := func(name string, value spec.Value) {
		v.Members = append(v.Members, spec.Member{Name: name, Value: value})
	}
	if e.page != "" {
		add("page", spec.Text(e.page))
	}
	if e.status != 0 {
		add("status", spec.Value{Kind: spec.Number, Text: strconv.Itoa(e.status)})
	}
	permissions := func(name string, list []string) {
		if list != nil {
			add(name, spec.Texts(list))
		}
	}
	permissions("delegated", e.op.Permissions.DelegatedWork)
	permissions("personal", e.op.Permissions.DelegatedPersonal)
	permissions("application", e.op.Permissions.Application)
	if len(e.clouds) > 0 {
		add("clouds", e.answers())
		add("cloudSource", e.sources())
	}
	return v
}
