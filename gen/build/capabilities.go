package build

import (
	"slices"

	"github.com/intunegen/intunegen/spec"
)

const capabilities = "Org.OData.Capabilities.V1."

// A restriction is a term of the Capabilities vocabulary and the member of its record that allows a
// change.
type restriction struct{ term, member string }

var (
	insert = restriction{"InsertRestrictions", "Insertable"}
	update = restriction{"UpdateRestrictions", "Updatable"}
	remove = restriction{"DeleteRestrictions", "Deletable"}
)

// in reports whether a record of the term says no.
func (by restriction) in(record *spec.Value) bool {
	if record == nil {
		return false
	}
	member := record.Get(by.member)
	return member != nil && member.Kind == spec.Bool && !member.IsTrue()
}

// A source is an entity set or singleton, where paths begin.
type source struct {
	name, wire string
	own        []*spec.Annotation
	single     bool
}

// sources returns the entity sets and singletons of the container.
func (s *builder) sources() []source {
	container, _ := s.container()
	if container == nil {
		return nil
	}
	var all []source
	for _, set := range container.EntitySets {
		all = append(all, source{set.Name, s.index.Resolve(set.Type), set.Annotations, false})
	}
	for _, one := range container.Singletons {
		all = append(all, source{one.Name, s.index.Resolve(one.Type), one.Annotations, true})
	}
	return all
}

// restricted reports whether a service says of an entity set or singleton that it does not take a
// kind of change: it has a record of the term whose member is false. What Microsoft Graph takes is
// a matter of its documentation, so there this is not heeded.
func (s *builder) restricted(from source, by restriction) bool {
	a := s.capability(from, by.term)
	return a != nil && by.in(&a.Value)
}

// capability returns what a service other than Graph says of an entity set or singleton by a term,
// or nil.
func (s *builder) capability(from source, term string) *spec.Annotation {
	if s.isGraph() {
		return nil
	}
	container, namespace := s.container()
	return s.lookup(from.own, []string{namespace + "." + container.Name + "/" + from.name}, capabilities+term)
}

// takes reports whether some path to what a navigation property of a type contains takes a kind of
// change: those below other navigation properties, and below each entity set and singleton that
// does not say otherwise of it.
func (s *builder) takes(owner *spec.StructuredType, navigation string, by restriction) bool {
	if s.isGraph() {
		return true
	}
	refused := false
	for _, from := range s.sources() {
		if !s.holds(from.wire, owner) {
			continue
		}
		if !s.restrictedBelow(from, navigation, by) {
			return true
		}
		refused = true
	}
	return !refused || s.isContained(owner)
}

// restrictedBelow is restricted for a navigation property of the items. Of those further down
// nothing is heeded.
func (s *builder) restrictedBelow(from source, navigation string, by restriction) bool {
	a := s.capability(from, "NavigationRestrictions")
	if a == nil {
		return false
	}
	list := a.Value.Get("RestrictedProperties")
	return list != nil && slices.ContainsFunc(list.List, func(record spec.Value) bool {
		return record.Get("NavigationProperty").Str() == navigation && by.in(record.Get(by.term))
	})
}

// holds reports whether what is declared to be of a type may have the properties that another
// declares.
func (s *builder) holds(declared string, owner *spec.StructuredType) bool {
	t, name := s.index.Types[declared], s.index.Name(owner)
	return t != nil && (slices.Contains(s.lineage(t), owner) || slices.Contains(s.allDerived(declared), name))
}

// isContained reports whether some navigation property contains items of a type.
func (s *builder) isContained(owner *spec.StructuredType) bool {
	for _, t := range structured(s.index) {
		for _, n := range t.Navigations {
			if n.Contains && s.holds(s.index.Resolve(n.Type.Name), owner) {
				return true
			}
		}
	}
	return false
}
