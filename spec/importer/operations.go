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
}

// operations adds the documented operations that the description has to the first schema, as an
// annotation for each workload. Permissions of a younger folder replace those of an older one; page
// and workload stay.
func (im *importer) operations() {
	entries := map[string]*entry{}
	others, reported := 0, map[[2]string]bool{}
	for _, folder := range im.opts.Docs {
		for _, op := range folder.Operations {
			for _, at := range paths(op) {
				switch key := [2]string{at.Method, at.Path}; {
				case im.merge(entries, at, op):
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
	im.note("documented paths outside of the schema's part of the service: %d", others)
	im.note("documented operations: %d", len(entries))
	im.compareAnswers(entries)
	var keys []string
	for key := range entries {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	rows := map[string][]spec.Value{}
	for _, key := range keys {
		e := entries[key]
		rows[e.workload] = append(rows[e.workload], e.row())
	}
	first := im.opts.Metadata.Schemas[0]
	for _, workload := range slices.Sorted(maps.Keys(rows)) {
		list := spec.Value{Kind: spec.List, List: rows[workload]}
		first.Annotations = append(first.Annotations, &spec.Annotation{Term: spec.TermOperations, Qualifier: workload, Value: list})
	}
}

// concerns reports whether a documented path that the schema lacks belongs to Intune: by its page, or
// because it lies below a singleton whose entity no set has, as deviceManagement.
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

// merge adds an operation, and reports whether the description has its path.
func (im *importer) merge(entries map[string]*entry, at msdocs.Path, op msdocs.Operation) bool {
	path, _, ok := im.normalize(at.Path)
	if !ok {
		return false
	}
	key := path + " " + at.Method
	e := entries[key]
	if e == nil {
		e = &entry{method: at.Method, path: path, workload: common, clouds: map[string]answer{}}
		entries[key] = e
	}
	e.op.Permissions = op.Permissions.Of(at.Workflow)
	e.status = cmp.Or(op.Status, e.status)
	im.mergeClouds(e, op)
	if op.Page != "" {
		e.page, e.workload = op.Page, cmp.Or(op.Workload, common)
	}
	return true
}

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
		add("cloudSource", spec.Text(e.sources()))
	}
	return v
}

// normalize walks a documented path over the schema and returns its template: keys are named after
// the entity type of their collection, functions name all their parameters. It also gives the
// clouds that lack something on the path. It is false for a path that the schema lacks.
func (im *importer) normalize(path string) (template string, lacking []string, ok bool) {
	at := position{}
	var out strings.Builder
	for i, segment := range strings.Split(strings.TrimPrefix(path, "/"), "/") {
		text := ""
		if i == 0 {
			at, text = im.root(segment)
		} else {
			at, text = im.step(at, segment)
		}
		if text == "" {
			return "", nil, false
		}
		out.WriteString(text)
		lacking = append(lacking, at.lacking...)
	}
	return out.String(), lacking, true
}

// A position is where a path has come to: a type, or a collection of it; "" at the end of an
// operation.
type position struct {
	typ     string
	many    bool
	lacking []string // clouds that lack the last step
}

// at is the position after a step to a type, by what the annotations are of.
func (im *importer) at(typ string, many bool, by []*spec.Annotation) position {
	name := im.index.Resolve(typ)
	to := position{name, many, lackingClouds(by)}
	if t := im.index.Types[name]; t != nil {
		to.lacking = append(to.lacking, lackingClouds(t.Annotations)...)
	}
	return to
}

// lackingClouds returns the clouds that annotations say something is absent from.
func lackingClouds(list []*spec.Annotation) []string {
	var clouds []string
	if a := spec.Find(list, spec.TermAbsent); a != nil {
		for _, m := range a.Value.Members {
			clouds = append(clouds, spec.CloudNames(m.Name)...)
		}
	}
	return clouds
}

func (im *importer) root(segment string) (position, string) {
	for _, s := range im.opts.Metadata.Schemas {
		if s.Container == nil {
			continue
		}
		for _, one := range s.Container.Singletons {
			if one.Name == segment {
				return im.at(one.Type, false, one.Annotations), "/" + segment
			}
		}
		for _, set := range s.Container.EntitySets {
			if set.Name == segment {
				return im.at(set.Type, true, set.Annotations), "/" + segment
			}
		}
	}
	return position{}, ""
}

func (im *importer) step(at position, segment string) (position, string) {
	if at.typ == "" {
		return position{}, ""
	}
	if strings.HasPrefix(segment, "{") && at.many {
		return position{at.typ, false, nil}, "/{" + at.typ[strings.LastIndexByte(at.typ, '.')+1:] + "Id}"
	}
	if cast := im.index.Resolve(segment); im.index.Types[cast] != nil {
		return im.at(cast, at.many, nil), "/" + cast
	}
	for t := im.index.Types[at.typ]; t != nil; t = im.index.Base(t) {
		if next, text := im.below(t, at.many, segment); text != "" {
			return next, text
		}
	}
	return position{}, ""
}

// below finds a navigation property of a type, or an operation bound to it.
func (im *importer) below(t *spec.StructuredType, many bool, segment string) (position, string) {
	for _, n := range t.Navigations {
		if n.Name == segment && !many {
			return im.at(n.Type.Name, n.Type.Collection, n.Annotations), "/" + segment
		}
	}
	name, _, _ := strings.Cut(segment, "(")
	name = name[strings.LastIndexByte(name, '.')+1:]
	for _, s := range im.opts.Metadata.Schemas {
		for _, op := range s.Operations {
			if op.Name == name && op.Bound && len(op.Parameters) > 0 && op.Parameters[0].Type.Collection == many &&
				im.index.Resolve(op.Parameters[0].Type.Name) == im.index.Name(t) {
				return position{lacking: lackingClouds(op.Annotations)}, "/" + operationTemplate(op)
			}
		}
	}
	return position{}, ""
}

func operationTemplate(op *spec.Operation) string {
	if !op.Function || len(op.Parameters) == 1 {
		return op.Name
	}
	var parts []string
	for _, p := range op.Parameters[1:] {
		parts = append(parts, p.Name+"={"+p.Name+"}")
	}
	return op.Name + "(" + strings.Join(parts, ",") + ")"
}
