package openapi

import (
	"github.com/intunegen/intunegen/spec"
)

// rootEntity is the type that every entity type of Graph derives from. Its derived types are not
// added, because no property has it as its type.
const rootEntity = "microsoft.graph.entity"

// An addition is a type copied from the other description.
type addition struct {
	namespace  string
	structured *spec.StructuredType
	enum       *spec.EnumType
}

// addDerived adds the known types that are derived from a type of the description, with the types
// of their properties and of their contained entities. A description of another version of the
// service gets none, because that version may not have them.
func (r *reader) addDerived() {
	if r.known.Doc == nil || r.servicePath() != r.knownPath {
		return
	}
	a := adder{r: r, done: map[string]bool{}}
	for _, s := range r.known.Doc.Schemas {
		for _, t := range s.Types {
			if name := r.known.Name(t); r.models[name] == nil && a.derives(t) {
				a.need(name)
				r.gaps.note(gapDerived, true)
			}
		}
	}
	for _, added := range r.added {
		if added.structured != nil {
			a.finish(added)
		}
	}
}

type adder struct {
	r    *reader
	done map[string]bool // by name
}

// derives reports whether a known type derives from a type that the description has a schema for.
func (a adder) derives(t *spec.StructuredType) bool {
	for up := a.r.known.Base(t); up != nil; up = a.r.known.Base(up) {
		name := a.r.known.Name(up)
		if m := a.r.models[name]; m != nil {
			return name != rootEntity && !m.named
		}
	}
	return false
}

// need adds a known type unless the description has it.
func (a adder) need(name string) {
	if a.done[name] || a.r.isDefined(name) {
		return
	}
	a.done[name] = true
	namespace, _ := splitName(name)
	if e := a.r.known.Enums[name]; e != nil {
		a.r.added = append(a.r.added, addition{namespace: namespace, enum: e})
		return
	}
	t := a.r.known.Types[name]
	if t == nil {
		return
	}
	copied := *t
	a.r.added = append(a.r.added, addition{namespace: namespace, structured: &copied})
	if t.Base != "" {
		copied.Base = a.r.known.Resolve(t.Base)
		a.need(copied.Base)
	}
	copied.Properties = nil
	for _, p := range t.Properties {
		property := *p
		property.Type.Name = a.r.known.Resolve(p.Type.Name)
		a.need(property.Type.Name)
		copied.Properties = append(copied.Properties, &property)
	}
	for _, n := range t.Navigations {
		if n.Contains {
			a.need(a.r.known.Resolve(n.Type.Name))
		}
	}
}

// finish removes the members that an added type inherits, and navigation properties to types that
// the description does not have.
func (a adder) finish(added addition) {
	t := added.structured
	inherited := a.inherited(t.Base)
	properties, navigations := t.Properties, t.Navigations
	t.Properties, t.Navigations = nil, nil
	for _, p := range properties {
		if !inherited[p.Name] {
			t.Properties = append(t.Properties, p)
		}
	}
	for _, n := range navigations {
		navigation := *n
		navigation.Type.Name = a.r.known.Resolve(n.Type.Name)
		if !inherited[n.Name] && (a.done[navigation.Type.Name] || a.r.models[navigation.Type.Name] != nil) {
			t.Navigations = append(t.Navigations, &navigation)
		}
	}
}

// inherited returns the names of the members of a type and its ancestors. Added types have the
// members of the other description.
func (a adder) inherited(base string) map[string]bool {
	names := map[string]bool{}
	for a.r.models[base] == nil {
		t := a.r.known.Types[base]
		if t == nil {
			return names
		}
		for _, p := range t.Properties {
			names[p.Name] = true
		}
		for _, n := range t.Navigations {
			names[n.Name] = true
		}
		base = a.r.known.Resolve(t.Base)
	}
	for _, up := range a.r.lineage(a.r.models[base]) {
		for _, own := range up.members {
			names[own.name] = true
		}
	}
	return names
}
