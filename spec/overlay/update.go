package overlay

import (
	"slices"

	"github.com/intunegen/intunegen/spec"
)

// isUpdate reports whether a value says how a type is updated: "PUT", "PATCH" or, if only bodies
// with certain properties need PUT, an object with the verb and those properties.
func isUpdate(v *spec.Value) bool {
	if v.Kind != spec.Object {
		return oneOf("PUT", "PATCH")(v)
	}
	with := v.Get("with").Strings()
	return len(v.Members) == 2 && v.Get("verb").Str() == "PUT" && len(with) > 0 && !slices.Contains(with, "")
}

// update states the method that updates an entity of a type, and which bodies the method is for.
func update(a *applier, n found, e *Entry) outcome {
	t, ok := n.node.(*spec.StructuredType)
	with := e.Value.Get("with")
	if !ok || !t.Entity || with != nil && !a.haveAll(t, with.Strings()) {
		return unfit
	}
	stated := spec.Find(t.Annotations, spec.TermUpdate)
	if e.Value.Text == "PATCH" {
		t.Annotations = without(t.Annotations, func(a *spec.Annotation) bool { return a == stated })
		return outcomeOf(stated != nil)
	}
	if stated != nil && slices.Equal(stated.Value.Get("with").Strings(), with.Strings()) {
		return already
	}
	value := sourced("verb", "PUT", e)
	if with != nil {
		value.Members = slices.Insert(value.Members, 1, spec.Member{Name: "with", Value: spec.Texts(with.Strings())})
	}
	annotate(t, spec.TermUpdate, e, value)
	return changed
}

func outcomeOf(isChanged bool) outcome {
	if isChanged {
		return changed
	}
	return already
}

// haveAll reports whether a type or its ancestors declare all of these properties.
func (a *applier) haveAll(t *spec.StructuredType, names []string) bool {
	declared := map[string]bool{}
	for up := t; up != nil; up = a.index.Base(up) {
		for _, p := range up.Properties {
			declared[p.Name] = true
		}
		for _, n := range up.Navigations {
			declared[n.Name] = true
		}
	}
	return !slices.ContainsFunc(names, func(name string) bool { return !declared[name] })
}
