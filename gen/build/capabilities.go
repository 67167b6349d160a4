package build

import (
	"slices"

	"github.com/intunegen/intunegen/spec"
)

const capabilities = "Org.OData.Capabilities.V1."

// A restriction is a term of the Capabilities vocabulary, with the member of its record that allows
// or forbids a kind of change.
type restriction struct{ term, member string }

var (
	insert = restriction{"InsertRestrictions", "Insertable"}
	update = restriction{"UpdateRestrictions", "Updatable"}
	remove = restriction{"DeleteRestrictions", "Deletable"}
)

// in reports whether a record of the term forbids the change.
func (by restriction) in(record *spec.Value) bool {
	if record == nil {
		return false
	}
	member := record.Get(by.member)
	return member != nil && member.Kind == spec.Bool && !member.IsTrue()
}

// A source is an entity set or singleton, the first segment of paths.
type source struct {
	name, wire string
	own        []*spec.Annotation
	single     bool
}

// sources returns the entity sets and singletons of the container.
func (b *builder) sources() []source {
	container, _ := b.container()
	if container == nil {
		return nil
	}
	var all []source
	for _, set := range container.EntitySets {
		all = append(all, source{set.Name, b.index.Resolve(set.Type), set.Annotations, false})
	}
	for _, one := range container.Singletons {
		all = append(all, source{one.Name, b.index.Resolve(one.Type), one.Annotations, true})
	}
	return all
}

// restricted reports whether a service forbids a kind of change for an entity set or singleton: it
// has a record of the term whose member is false. For Microsoft Graph it returns false, because
// there the documentation decides.
func (b *builder) restricted(from source, by restriction) bool {
	a := b.capability(from, by.term)
	return a != nil && by.in(&a.Value)
}

// capability returns the annotation of a term of an entity set or singleton, nil without one. For
// Graph it always returns nil.
func (b *builder) capability(from source, term string) *spec.Annotation {
	if b.isGraph() {
		return nil
	}
	container, namespace := b.container()
	return b.lookup(from.own, []string{namespace + "." + container.Name + "/" + from.name}, capabilities+term)
}

// takes reports whether some path to the items that a navigation property of a type contains allows
// a kind of change. A path below another navigation property always does; a path below an entity
// set or singleton does unless that forbids the change.
func (b *builder) takes(owner *spec.StructuredType, navigation string, by restriction) bool {
	if b.isGraph() {
		return true
	}
	refused := false
	for _, from := range b.sources() {
		if !b.holds(from.wire, owner) {
			continue
		}
		if !b.restrictedBelow(from, navigation, by) {
			return true
		}
		refused = true
	}
	return !refused || b.isContained(owner)
}

// restrictedBelow is [builder.restricted] for a navigation property of the items. It ignores
// restrictions on properties further down.
func (b *builder) restrictedBelow(from source, navigation string, by restriction) bool {
	a := b.capability(from, "NavigationRestrictions")
	if a == nil {
		return false
	}
	list := a.Value.Get("RestrictedProperties")
	return list != nil && slices.ContainsFunc(list.List, func(record spec.Value) bool {
		return record.Get("NavigationProperty").Str() == navigation && by.in(record.Get(by.term))
	})
}

// holds reports whether a value of a declared type may have the properties that owner declares.
func (b *builder) holds(declared string, owner *spec.StructuredType) bool {
	t, name := b.index.Types[declared], b.index.Name(owner)
	return t != nil && (slices.Contains(b.lineage(t), owner) || slices.Contains(b.allDerived(declared), name))
}

// isContained reports whether some navigation property contains items of a type.
func (b *builder) isContained(owner *spec.StructuredType) bool {
	for _, t := range structured(b.index) {
		for _, n := range t.Navigations {
			if n.Contains && b.holds(b.index.Resolve(n.Type.Name), owner) {
				return true
			}
		}
	}
	return false
}
