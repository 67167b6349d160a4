package importer

import (
	"maps"
	"slices"
	"strings"

	"github.com/intunegen/intunegen/spec"
)

// workloads finds the workload, and so the file, of each type. It is the first of these that
// exists:
//
//   - the workload of its documentation page
//   - its file in an earlier description, so that an addition moves nothing else
//   - the workload of its base type
//   - the workload of the only type that refers to it
//   - the first segment of a shortest path to it
//   - "common"
type workloads struct {
	im        *importer
	referrers map[string]map[string]bool
	segments  map[string]string // type to the first segment of a shortest path to it
}

const common = "common"

func (im *importer) workloads() workloads {
	w := workloads{im, map[string]map[string]bool{}, map[string]string{}}
	im.eachType(func(name string, t *spec.StructuredType) {
		for _, ref := range im.refersTo(name, t) {
			w.refer(ref, name)
		}
	})
	w.walk()
	return w
}

func (w workloads) refer(to, from string) {
	if to == from {
		return
	}
	if w.referrers[to] == nil {
		w.referrers[to] = map[string]bool{}
	}
	w.referrers[to][from] = true
}

// refersTo returns the types that a type refers to by its properties and its bound operations.
func (im *importer) refersTo(name string, t *spec.StructuredType) []string {
	var refs []string
	add := func(ref spec.TypeRef) { refs = append(refs, im.index.Resolve(ref.Name)) }
	for _, p := range t.Properties {
		add(p.Type)
	}
	for _, n := range t.Navigations {
		add(n.Type)
	}
	for _, op := range im.bound[name] {
		for _, ref := range op.TypeRefs()[1:] {
			add(*ref)
		}
	}
	return refs
}

// walk finds the first segment of a shortest path to each type. Of two it takes the first by name.
func (w workloads) walk() {
	var queue []string
	visit := func(name, segment string) {
		if w.segments[name] == "" && (w.im.index.Types[name] != nil || w.im.index.Enums[name] != nil) {
			w.segments[name] = segment
			queue = append(queue, name)
		}
	}
	roots := w.im.roots()
	for _, root := range slices.Sorted(maps.Keys(roots)) {
		visit(roots[root], root)
	}
	derived := w.im.derivations()
	for len(queue) > 0 {
		name := queue[0]
		queue = queue[1:]
		t := w.im.index.Types[name]
		if t == nil {
			continue
		}
		next := append(w.im.refersTo(name, t), derived[name]...)
		slices.Sort(next)
		for _, to := range next {
			if !w.im.isRoot(to) {
				visit(to, w.segments[name])
			}
		}
	}
}

// roots maps the names of the entity sets and singletons to their types.
func (im *importer) roots() map[string]string {
	roots := map[string]string{}
	for _, s := range im.opts.Metadata.Schemas {
		if s.Container == nil {
			continue
		}
		for _, set := range s.Container.EntitySets {
			roots[set.Name] = im.index.Resolve(set.Type)
		}
		for _, one := range s.Container.Singletons {
			roots[one.Name] = im.index.Resolve(one.Type)
		}
	}
	return roots
}

func (im *importer) derivations() map[string][]string {
	derived := map[string][]string{}
	im.eachType(func(name string, t *spec.StructuredType) {
		if t.Base != "" {
			base := im.index.Resolve(t.Base)
			derived[base] = append(derived[base], name)
		}
	})
	return derived
}

// isRoot reports whether a type is the root of the entity types: abstract, without base, with the
// key. It does not determine the workload of derived types.
func (im *importer) isRoot(name string) bool {
	t := im.index.Types[name]
	return t != nil && t.Entity && t.Abstract && t.Base == "" && len(t.Key) > 0
}

func (w workloads) of(name string) string { return w.find(name, map[string]bool{}) }

// find follows base types and referrers. visited has the types on the way, because types may refer
// to each other.
func (w workloads) find(name string, visited map[string]bool) string {
	if page, ok := w.im.pages[name]; ok && page.Workload != "" {
		return page.Workload
	}
	if file := w.im.opts.Placed[name]; file != "" {
		return file
	}
	if next := w.next(name); next != "" && !visited[next] {
		visited[name] = true
		return w.find(next, visited)
	}
	if segment := w.segments[name]; segment != "" {
		return strings.ToLower(segment)
	}
	return common
}

// next returns the type whose workload a type shares: its base, else its only referrer, else "".
func (w workloads) next(name string) string {
	if t := w.im.index.Types[name]; t != nil && t.Base != "" {
		if base := w.im.index.Resolve(t.Base); !w.im.isRoot(base) {
			return base
		}
	}
	if by := w.referrers[name]; len(by) == 1 {
		return slices.Collect(maps.Keys(by))[0]
	}
	return ""
}

func (w workloads) ofOperation(op *spec.Operation) string {
	if op.Bound && len(op.Parameters) > 0 {
		return w.of(w.im.index.Resolve(op.Parameters[0].Type.Name))
	}
	return common
}
