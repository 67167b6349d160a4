package overlay

import (
	"cmp"
	"strings"

	"github.com/intunegen/intunegen/spec"
)

type applier struct {
	index *spec.Index
	// byName maps names without namespace to types, enumerations and operations. It is nil until it
	// is needed, and again after a removal.
	byName map[string][]found
}

// An outcome is what a change did to one node.
type outcome uint8

const (
	changed outcome = iota
	already         // the node already follows the entry
	unfit           // nodes of this kind cannot take the change
)

// apply makes one correction. The error says why it has no effect.
func (a *applier) apply(e *Entry) (outcome, *spec.Error) {
	nodes := a.find(e.Target)
	if len(nodes) == 0 && e.Change == "add" {
		return changed, a.add(e)
	}
	if len(nodes) == 0 {
		return unfit, spec.Errorf(e.Pos, a.missing(e.Target), "the description has no %s", e.Target)
	}
	count := map[outcome]int{}
	for _, n := range nodes {
		count[changes[e.Change].apply(a, n, e)]++
	}
	switch {
	case count[changed] > 0:
		return changed, nil
	case count[already] > 0:
		return already, spec.Errorf(e.Pos, "remove the entry", "the description already has what the entry says: %s of %s", e.Change, e.Target)
	}
	return unfit, spec.Errorf(e.Pos, "see docs/overlay.md for the nodes that each change is for", "%s is not a valid change of %s", e.Change, e.Target)
}

// missing returns the remedy for a target that does not exist.
func (a *applier) missing(target string) string {
	const remedy = "correct the target, or remove the entry"
	name, member, has := strings.Cut(target, "/")
	if strings.ContainsAny(target, " (*") {
		return remedy
	}
	var names []string
	if types := a.types(name); has && len(types) > 0 {
		for _, m := range members(types[0], "*") {
			names = append(names, name+"/"+nameOf(m.node))
		}
		return cmp.Or(spec.Suggest(name+"/"+member, names), remedy)
	}
	for _, t := range a.types("*") {
		names = append(names, nameOf(t.node))
	}
	return cmp.Or(spec.Suggest(name, names), remedy)
}

func nameOf(node any) string {
	switch n := node.(type) {
	case *spec.StructuredType:
		return n.Name
	case *spec.EnumType:
		return n.Name
	case *spec.Property:
		return n.Name
	case *spec.NavigationProperty:
		return n.Name
	case *spec.EnumMember:
		return n.Name
	case *spec.Operation:
		return n.Name
	}
	return ""
}

// annotations returns the annotations of a node, or nil if its kind has no annotations.
func annotations(node any) *[]*spec.Annotation {
	switch n := node.(type) {
	case *spec.StructuredType:
		return &n.Annotations
	case *spec.EnumType:
		return &n.Annotations
	case *spec.Property:
		return &n.Annotations
	case *spec.NavigationProperty:
		return &n.Annotations
	case *spec.EnumMember:
		return &n.Annotations
	case *spec.Operation:
		return &n.Annotations
	case *spec.Parameter:
		return &n.Annotations
	case *spec.ReturnType:
		return &n.Annotations
	}
	return nil
}

// reference returns the type that a node refers to, or nil if its kind has no type.
func reference(node any) *spec.TypeRef {
	switch n := node.(type) {
	case *spec.Property:
		return &n.Type
	case *spec.NavigationProperty:
		return &n.Type
	case *spec.Parameter:
		return &n.Type
	case *spec.ReturnType:
		return &n.Type
	}
	return nil
}

// annotate sets an annotation of a node, replacing an earlier one of its term.
func annotate(node any, term string, e *Entry, value spec.Value) {
	list := annotations(node)
	if a := spec.Find(*list, term); a != nil {
		a.Value = value
		return
	}
	*list = append(*list, &spec.Annotation{Term: term, Value: value, Pos: e.Pos})
}

// setMember sets a member of an annotation's object, and reports whether that is new.
func setMember(node any, term, name, text string, e *Entry) outcome {
	list := annotations(node)
	a := spec.Find(*list, term)
	if a == nil {
		a = &spec.Annotation{Term: term, Value: spec.Value{Kind: spec.Object}, Pos: e.Pos}
		*list = append(*list, a)
	}
	if a.Value.Get(name) != nil {
		return already
	}
	a.Value.Members = append(a.Value.Members, spec.Member{Name: name, Value: spec.Text(text)})
	return changed
}

// dropMember removes a member of an annotation's object, and the annotation with its last member.
func dropMember(node any, term, name string) outcome {
	list := annotations(node)
	a := spec.Find(*list, term)
	if a == nil || a.Value.Get(name) == nil {
		return already
	}
	a.Value.Members = without(a.Value.Members, func(m spec.Member) bool { return m.Name == name })
	if len(a.Value.Members) == 0 {
		*list = without(*list, func(other *spec.Annotation) bool { return other == a })
	}
	return changed
}
