package openapi

import (
	"slices"

	"github.com/intunegen/intunegen/spec"
)

// fillTypes takes facts that OpenAPI cannot state from the other description, and counts those that
// it does not find there.
func (r *reader) fillTypes() {
	same := r.servicePath() == r.knownPath
	for _, m := range r.modelOrder {
		known := r.known.Types[m.name]
		if !m.toldBase { // another version may have calls on a type that is abstract in the known one
			r.gaps.note(gapAbstract, known != nil && same)
			m.abstract = known != nil && same && known.Abstract
		}
		if known != nil {
			m.open, m.stream = known.Open, known.HasStream
		}
		r.fillKey(m, known)
		for _, own := range m.members {
			r.fillMember(m, own)
		}
	}
	r.fillEnums()
}

// fillKey takes the key of an entity type for which no path has one.
func (r *reader) fillKey(m *model, known *spec.StructuredType) {
	line := r.lineage(m)
	if !m.entity || slices.ContainsFunc(line, func(up *model) bool { return up.key != nil }) {
		return
	}
	for _, k := range r.knownKey(known) {
		if own, owner := r.member(m, k.Path); own != nil && owner == m {
			m.key = append(m.key, k.Path)
		}
	}
	if r.models[m.base] == nil && slices.ContainsFunc(m.members, func(own *member) bool { return !own.navigation }) {
		r.gaps.note(gapKey, m.key != nil)
	}
}

// knownKey returns the key that a known type or the nearest of its ancestors declares.
func (r *reader) knownKey(t *spec.StructuredType) []spec.KeyProperty {
	for ; t != nil; t = r.known.Base(t) {
		if t.Key != nil {
			return t.Key
		}
	}
	return nil
}

func (r *reader) fillMember(m *model, own *member) {
	if own.navigation {
		r.fillNavigation(m, own)
		return
	}
	known := r.knownProperty(m, own.name)
	if !r.tells(own.typ) {
		r.gaps.note(gapNullable, known != nil)
		own.typ.Nullable = known == nil || known.Type.Nullable
	}
	switch own.typ.Name {
	case binary:
		r.gaps.note(gapStream, known != nil)
		if known != nil && known.Type.Name == "Edm.Stream" {
			own.typ.Name = known.Type.Name
		}
	case untyped:
		if known != nil && r.isDefined(r.known.Resolve(known.Type.Name)) {
			own.typ.TypeRef.Name, own.typ.Collection = r.known.Resolve(known.Type.Name), known.Type.Collection
		}
	}
}

func (r *reader) isDefined(name string) bool { return r.models[name] != nil || r.enums[name] != nil }

// fillNavigation decides containment. A target that paths link to is not contained. A target that
// paths create or change is contained.
func (r *reader) fillNavigation(m *model, own *member) {
	no, yes := false, true
	known := r.knownNavigation(m, own.name)
	switch {
	case own.contains != nil:
	case own.linked:
		own.contains = &no
	case own.owned:
		own.contains = &yes
	case known != nil:
		own.contains = &known.Contains
		r.gaps.note(gapContains, true)
	default:
		r.gaps.note(gapContains, false)
	}
	if !own.typ.Collection && !r.tells(own.typ) {
		own.typ.Nullable = known == nil || known.Type.Nullable
	}
}

func (r *reader) knownProperty(m *model, name string) *spec.Property {
	for t := r.known.Types[m.name]; t != nil; t = r.known.Base(t) {
		for _, p := range t.Properties {
			if p.Name == name {
				return p
			}
		}
	}
	return nil
}

func (r *reader) knownNavigation(m *model, name string) *spec.NavigationProperty {
	for t := r.known.Types[m.name]; t != nil; t = r.known.Base(t) {
		for _, n := range t.Navigations {
			if n.Name == name {
				return n
			}
		}
	}
	return nil
}
