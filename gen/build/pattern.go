package build

import (
	"path"
	"slices"
	"strings"

	"github.com/intunegen/intunegen/spec"
)

// wantPattern includes the operations that a pattern selects. A path such as
// "/deviceManagement/embeddedSIM*" selects everything at it and below it; a path that ends in an
// action or function selects that; a verb before the path selects one call. In a segment * matches
// any text, and a key is written as * or {anything}.
func (s *selector) wantPattern(pattern string) {
	verb, path, ok := strings.Cut(pattern, " ")
	if !ok {
		verb, path = "", pattern
	}
	segments := strings.Split(strings.Trim(path, "/"), "/")
	p := follower{s, strings.ToUpper(verb), pattern}
	if p.fromContainer(segments) {
		return
	}
	p.verb = ""
	if s.hadPath(segments) && !p.fromContainer(segments) {
		s.reportGone("operations", pattern)
		return
	}
	s.reportMissing(pattern, "write it as /deviceManagement/embeddedSIM*, or with a verb as GET /deviceManagement; intunegen describe TYPE lists a type's paths",
		"operations %s: the description has no such path", pattern)
}

// A follower follows a pattern from the container.
type follower struct {
	*selector
	verb, pattern string
}

// fromContainer follows a pattern from the container, and reports whether it leads to something.
func (p follower) fromContainer(segments []string) bool {
	container, _ := p.container()
	if container == nil {
		return false
	}
	found := false
	for _, set := range container.EntitySets {
		found = p.root(set.Name, builderKey{p.index.Resolve(set.Type), true}, segments) || found
	}
	for _, one := range container.Singletons {
		found = p.root(one.Name, builderKey{p.index.Resolve(one.Type), false}, segments) || found
	}
	for _, imp := range slices.Concat(container.ActionImports, container.FunctionImports) {
		found = p.unbound(imp, segments) || found
	}
	return found
}

func matches(pattern, name string) bool {
	ok, err := path.Match(pattern, name)
	return ok && err == nil
}

func isKey(segment string) bool { return segment == "*" || strings.HasPrefix(segment, "{") }

// root follows a pattern from a singleton or entity set, and reports whether it leads to something.
func (p follower) root(name string, at builderKey, segments []string) bool {
	found := matches(segments[0], name) && p.follow(at, segments[1:])
	p.selection.roots[name] = p.selection.roots[name] || found
	return found
}

// unbound includes an operation that the container exposes, if the pattern selects it, and reports
// whether it does.
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

// follow includes what the rest of a pattern selects, seen from an entity type or from collections
// of it, and reports whether that is anything.
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

// cast goes on to a derived type, or to its nearest ancestor whose builders have what follows: the
// builders of a derived type do not repeat what its ancestors have.
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

// step goes one step on. The step is included if the rest leads to something.
func (p follower) step(from builderKey, name string, to builderKey, rest []string) bool {
	found := p.follow(to, rest[1:])
	if found {
		p.inclusion(from).steps[name] = true
	}
	return found
}

// includeCall includes the call that the verb makes. Whether the builder has such a call is checked
// later, by [builder.checkAsked].
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

// includeOperations includes the operations of a type that a segment names, and reports whether
// there are any.
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
