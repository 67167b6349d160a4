package overlay

import (
	"slices"
	"strings"

	"github.com/intunegen/intunegen/spec"
)

func retype(a *applier, n found, e *Entry) outcome {
	ref := reference(n.node)
	if ref == nil {
		return unfit
	}
	name, collection := strings.CutPrefix(e.Value.Text, "Collection(")
	if collection {
		name = strings.TrimSuffix(name, ")")
	}
	name = a.qualified(name)
	if a.index.Resolve(ref.Name) == a.index.Resolve(name) && ref.Collection == collection {
		return already
	}
	*ref = spec.TypeRef{Name: name, Collection: collection, Nullable: ref.Nullable, Pos: e.Value.Pos}
	if name == "Edm.Decimal" {
		ref.Facets = &spec.Facets{Scale: "variable"}
	}
	return changed
}

// qualified returns the name of a type with its namespace. A name that no schema defines stays as
// written; [spec.Check] reports it.
func (a *applier) qualified(name string) string {
	if strings.Contains(name, ".") {
		return name
	}
	for _, s := range a.index.Doc.Schemas {
		full := s.Namespace + "." + name
		if a.index.Types[full] != nil || a.index.Enums[full] != nil || a.index.Defs[full] != nil {
			return full
		}
	}
	return name
}

// changedBy states that an action of the entity changes a property or navigation property, and an
// update does not.
func changedBy(a *applier, n found, e *Entry) outcome {
	owner, ok := n.owner.(*spec.StructuredType)
	if !ok || !a.hasAction(owner, e.Value.Text) {
		return unfit
	}
	if have := spec.Find(*annotations(n.node), spec.TermChangedBy); have != nil && have.Value.Get("action").Str() == e.Value.Text {
		return already
	}
	annotate(n.node, spec.TermChangedBy, e, sourced("action", e.Value.Text, e))
	return changed
}

// hasAction reports whether an action is bound to a type or to one of its ancestors.
func (a *applier) hasAction(t *spec.StructuredType, action string) bool {
	for up := t; up != nil; up = a.index.Base(up) {
		for _, op := range a.operations(action, a.index.Name(up), "") {
			if !op.node.(*spec.Operation).Function {
				return true
			}
		}
	}
	return false
}

// clouds states the clouds that have a node, or do not. A documented operation records both
// answers. Other nodes record absence only, because presence in a schema proves nothing.
func clouds(_ *applier, n found, e *Entry) outcome {
	if row, ok := n.node.(*spec.Value); ok {
		return documentedClouds(row, e)
	}
	switch n.node.(type) {
	case *spec.StructuredType, *spec.NavigationProperty, *spec.Operation:
	default:
		return unfit
	}
	result := already
	for i := range e.Value.Members {
		m := &e.Value.Members[i]
		one := dropMember
		if !m.Value.IsTrue() {
			one = func(node any, term, name string) outcome { return setMember(node, term, name, e.Reason, e) }
		}
		if one(n.node, spec.TermAbsent, m.Name) == changed {
			result = changed
		}
	}
	return result
}

func documentedClouds(row *spec.Value, e *Entry) outcome {
	answers := spec.Value{Kind: spec.Object}
	if have := row.Get("clouds"); have != nil {
		answers.Members = slices.Clone(have.Members)
	}
	result := already
	for _, m := range e.Value.Members {
		answer := map[bool]string{true: "yes", false: "no"}[m.Value.IsTrue()]
		have := answers.Get(m.Name)
		if have.Str() == answer {
			continue
		}
		answers.Members = append(without(answers.Members, func(old spec.Member) bool { return old.Name == m.Name }), spec.Member{Name: m.Name, Value: spec.Text(answer)})
		result = changed
	}
	if result == changed {
		slices.SortFunc(answers.Members, func(a, b spec.Member) int { return strings.Compare(a.Name, b.Name) })
		row.Members = without(row.Members, func(m spec.Member) bool { return m.Name == "clouds" || m.Name == "cloudSource" })
		row.Members = append(row.Members, spec.Member{Name: "clouds", Value: answers}, spec.Member{Name: "cloudSource", Value: spec.Text(e.Reason)})
	}
	return result
}

// alias records an earlier name of a type, enumeration or member, so that Go programs that use it
// keep compiling.
func alias(_ *applier, n found, e *Entry) outcome {
	switch n.node.(type) {
	case *spec.StructuredType, *spec.EnumType, *spec.EnumMember:
	default:
		return unfit
	}
	a := spec.Find(*annotations(n.node), spec.TermAlias)
	switch {
	case a == nil:
		annotate(n.node, spec.TermAlias, e, spec.Texts([]string{e.Value.Text}))
	case slices.Contains(a.Value.Strings(), e.Value.Text):
		return already
	default:
		a.Value.List = append(a.Value.List, spec.Text(e.Value.Text))
	}
	return changed
}
