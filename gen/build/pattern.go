package build

import (
	"path"
	"slices"
	"strings"

	"github.com/intunegen/intunegen/spec"
)

// wantPattern wants the entity types of the operations whose paths a pattern begins: "/deviceManagement/embeddedSIM*" is all
// that is there and below. In a segment * is any text; a key is * or {anything}.
func (s *state) wantPattern(pattern string) {
	segments := strings.Split(strings.Trim(pattern, "/"), "/")
	found := false
	container, _ := s.container()
	if container != nil {
		for _, set := range container.EntitySets {
			found = matches(segments[0], set.Name) && s.wantBelow(s.index.Resolve(set.Type), true, segments[1:]) || found
		}
		for _, one := range container.Singletons {
			found = matches(segments[0], one.Name) && s.wantBelow(s.index.Resolve(one.Type), false, segments[1:]) || found
		}
	}
	if !found {
		s.errs.Add(spec.Errorf(spec.Position{}, "write it as /deviceManagement/embeddedSIM*; intunegen describe TYPE lists a type's paths",
			"operations %s: the description has no such path", pattern))
	}
}

func matches(pattern, name string) bool {
	ok, err := path.Match(pattern, name)
	return ok && err == nil
}

func isKey(segment string) bool { return segment == "*" || strings.HasPrefix(segment, "{") }

// wantBelow follows the rest of a pattern from an entity type, or from collections of it, and tells whether it led anywhere.
func (s *state) wantBelow(name string, many bool, rest []string) bool {
	if len(rest) == 0 {
		s.want(name)
		return true
	}
	t := s.index.Types[name]
	if t == nil {
		return false
	}
	found := many && isKey(rest[0]) && s.wantBelow(name, false, rest[1:])
	for _, derived := range s.allDerived(name) {
		found = matches(rest[0], derived) && s.wantBelow(derived, many, rest[1:]) || found
	}
	for _, up := range s.lineage(t) {
		for _, n := range up.Navigations {
			found = !many && matches(rest[0], n.Name) && s.wantBelow(s.index.Resolve(n.Type.Name), n.Type.Collection, rest[1:]) || found
		}
	}
	if len(rest) == 1 && s.hasOperation(t, many, rest[0]) {
		s.want(name)
		found = true
	}
	return found
}

// hasOperation tells whether an operation that a segment matches is bound to a type.
func (s *state) hasOperation(t *spec.StructuredType, many bool, segment string) bool {
	line := s.lineage(t)
	segment, _, _ = strings.Cut(segment, "(")
	return slices.ContainsFunc(s.operations(), func(op *spec.Operation) bool {
		return op.Bound && len(op.Parameters) > 0 && isCollectionBound(op) == many && (matches(segment, op.Name) || matches(segment, s.index.Name(op))) &&
			slices.Contains(line, s.index.Types[s.index.Resolve(op.Parameters[0].Type.Name)])
	})
}

// wantWorkload wants the types whose documentation pages are of a workload.
func (s *state) wantWorkload(workload string) {
	known := map[string]bool{}
	for _, t := range s.structured() {
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
		s.errs.Add(spec.Errorf(spec.Position{}, remedy, "workload %s: the description has no page of it", workload))
	}
}

// Workload returns the workload that a page's name tells: "esim" of "intune-esim-embeddedsimactivationcodepool".
func Workload(page string) string {
	rest, ok := strings.CutPrefix(page, "intune-")
	workload, _, more := strings.Cut(rest, "-")
	if !ok || !more {
		return ""
	}
	return workload
}
