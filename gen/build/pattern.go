package build

import (
	"path"
	"slices"
	"strings"

	"github.com/intunegen/intunegen/spec"
)

// wantPattern includes what a pattern of operations asks for: "/deviceManagement/embeddedSIM*" is
// all that is there and below, with a verb in front one call, with an action or function at the end
// that. In a segment * is any text; a key is * or {anything}.
func (s *selector) wantPattern(pattern string) {
	verb, path, ok := strings.Cut(pattern, " ")
	if !ok {
		verb, path = "", pattern
	}
	p := follower{s, strings.ToUpper(verb), pattern}
	segments := strings.Split(strings.Trim(path, "/"), "/")
	found := false
	container, _ := s.container()
	if container != nil {
		for _, set := range container.EntitySets {
			found = p.root(set.Name, builderKey{s.index.Resolve(set.Type), true}, segments) || found
		}
		for _, one := range container.Singletons {
			found = p.root(one.Name, builderKey{s.index.Resolve(one.Type), false}, segments) || found
		}
		for _, imp := range slices.Concat(container.ActionImports, container.FunctionImports) {
			found = p.unbound(imp, segments) || found
		}
	}
	if !found {
		s.reportMissing(pattern, "write it as /deviceManagement/embeddedSIM*, or with a verb as GET /deviceManagement; intunegen describe TYPE lists a type's paths",
			"operations %s: the description has no such path", pattern)
	}
}

// A follower follows a pattern from the container.
type follower struct {
	*selector
	verb, pattern string
}

func matches(pattern, name string) bool {
	ok, err := path.Match(pattern, name)
	return ok && err == nil
}

func isKey(segment string) bool { return segment == "*" || strings.HasPrefix(segment, "{") }

// root follows a pattern from a singleton or entity set.
func (p follower) root(name string, at builderKey, segments []string) bool {
	found := matches(segments[0], name) && p.follow(at, segments[1:])
	p.selection.roots[name] = p.selection.roots[name] || found
	return found
}

// unbound includes an operation that the container exposes.
func (p follower) unbound(imp *spec.OperationImport, segments []string) bool {
	segment, _, _ := strings.Cut(segments[0], "(")
	if len(segments) > 1 || !matches(segment, imp.Name) {
		return false
	}
	found := false
	for _, op := range operations(p.index) {
		if !op.Bound && p.index.Name(op) == p.index.Resolve(imp.Operation) && p.verbIs(verbOf(op)) {
			p.selection.roots[imp.Name], found = true, true
			p.needOperation(op)
		}
	}
	return found
}

// follow includes what the rest of a pattern asks for, seen from an entity type or from collections
// of it, and reports whether there is any such thing.
func (p follower) follow(at builderKey, rest []string) bool {
	t, how := p.index.Types[at.wire], p.reached[at.wire]
	switch {
	case t == nil || how == nil:
		return false
	case len(rest) == 0 && p.verb == "":
		p.includeSubtree(at)
		return true
	case len(rest) == 0 || rest[0] == "$count" && at.collection && p.verbIs("GET"):
		p.includeCall(at, len(rest) > 0)
		return true
	}
	found := at.collection && how.direct && isKey(rest[0]) && p.step(at, keyStep, builderKey{at.wire, false}, rest)
	for _, derived := range p.castsFrom(at.wire, how) {
		found = matches(rest[0], derived) && p.cast(at, derived, rest) || found
	}
	for _, up := range p.line(t, how) {
		for _, n := range up.Navigations {
			to := builderKey{p.index.Resolve(n.Type.Name), n.Type.Collection}
			found = !at.collection && matches(rest[0], n.Name) && p.step(at, n.Name, to, rest) || found
		}
		found = len(rest) == 1 && p.includeOperations(at, up, rest[0]) || found
	}
	return found
}

// cast goes on to a derived type, or to the nearest of its ancestors whose builders have what
// follows: those of the type itself do not repeat it.
func (p follower) cast(at builderKey, derived string, rest []string) bool {
	for up := p.index.Types[derived]; up != nil; up = p.index.Base(up) {
		name := p.index.Name(up)
		if name == at.wire {
			return p.follow(at, rest[1:])
		}
		if at.collection && !p.hasCollection(name) { // graph.OfType of the base's list
			p.need(name, true)
			continue
		}
		if p.step(at, name, builderKey{name, at.collection}, rest) {
			return true
		}
	}
	return false
}

// step goes one step on, which is included where the rest leads to something.
func (p follower) step(from builderKey, name string, to builderKey, rest []string) bool {
	found := p.follow(to, rest[1:])
	if found {
		p.inclusion(from).steps[name] = true
	}
	return found
}

// includeCall includes the call that the verb stands for. Whether there is one is known when the
// builders are made.
func (p follower) includeCall(at builderKey, count bool) {
	verb := p.verb
	if count {
		verb = countCall
	} else {
		p.need(at.wire, true)
		p.selection.asked = append(p.selection.asked, asked{at, verb, p.pattern})
	}
	p.inclusion(at).calls[verb] = true
}

// includeOperations includes the operations bound to a type that a segment names.
func (p follower) includeOperations(at builderKey, t *spec.StructuredType, segment string) bool {
	segment, _, _ = strings.Cut(segment, "(")
	found := false
	for _, op := range p.bound(at, t) {
		if (matches(segment, op.Name) || matches(segment, p.index.Name(op))) && p.verbIs(verbOf(op)) {
			p.inclusion(at).operations[op] = true
			p.needOperation(op)
			found = true
		}
	}
	return found
}

func (p follower) verbIs(verb string) bool { return p.verb == "" || p.verb == verb }

// verbOf returns the verb that calls an operation.
func verbOf(op *spec.Operation) string {
	if op.Function {
		return "GET"
	}
	return "POST"
}

// wantWorkload wants the types whose documentation pages are of a workload.
func (s *selector) wantWorkload(workload string) {
	known := map[string]bool{}
	for _, t := range structured(s.index) {
		of := Workload(s.page(t.Annotations))
		known[of] = true
		if of == workload {
			s.want(s.index.Name(t))
		}
	}
	if !known[workload] {
		var names []string
		for name := range known {
			if name != "" {
				names = append(names, name)
			}
		}
		slices.Sort(names)
		remedy := "choose among " + strings.Join(names, ", ")
		if len(names) == 0 {
			remedy = "choose types or operations: the description names no pages"
		}
		s.reportMissing(workload, remedy, "workload %s: the description has no page of it", workload)
	}
}

// Workload returns the workload in a page's name: "esim" of
// "intune-esim-embeddedsimactivationcodepool".
func Workload(page string) string {
	rest, ok := strings.CutPrefix(page, "intune-")
	workload, _, more := strings.Cut(rest, "-")
	if !ok || !more {
		return ""
	}
	return workload
}
