// Package enrich adds facts that only documentation states to a description: the order of
// properties, classes and marks, the method of updates, permissions, availability and pages. The
// facts come from another description, by qualified name.
package enrich

import (
	"cmp"
	"slices"
	"strings"

	"github.com/intunegen/intunegen/spec"
)

// A Count has the number of types of a description with and without facts.
type Count struct {
	Types   int // types with facts
	Without int // types without facts
}

// terms are the terms of the facts of a node.
var terms = []string{spec.TermClass, spec.TermMarks, spec.TermOrder, spec.TermUpdate, spec.TermPage, spec.TermAbsent, spec.TermChangedBy, spec.TermAlias}

// lasting are the terms of facts that hold in every version of a service. They are about types and
// properties. Earlier names, and which calls change something, are about one version.
var lasting = []string{spec.TermClass, spec.TermMarks, spec.TermOrder, spec.TermPage, spec.TermAbsent}

// Apply returns a copy of doc with the facts in from. It changes neither.
func Apply(doc, from *spec.Document) (*spec.Document, Count) {
	return apply(doc, applier{from: spec.NewIndex(from), terms: terms, operations: true})
}

// ApplyVersion is [Apply] of facts from another version of the service, without those that are not
// known to hold in both: permissions and availability, earlier names, and the calls that change
// something.
func ApplyVersion(doc, from *spec.Document) (*spec.Document, Count) {
	return apply(doc, applier{from: spec.NewIndex(from), terms: lasting})
}

func apply(doc *spec.Document, a applier) (*spec.Document, Count) {
	a.doc = spec.NewIndex(doc)
	out := *doc
	out.Schemas = nil
	for _, s := range doc.Schemas {
		out.Schemas = append(out.Schemas, a.schema(s))
	}
	return &out, a.count
}

type applier struct {
	doc, from  *spec.Index
	terms      []string // of the facts that are added
	operations bool     // documented operations are added too
	count      Count
}

func (a *applier) schema(s *spec.Schema) *spec.Schema {
	out := *s
	out.Types, out.Enums, out.Operations = nil, nil, nil
	for _, t := range s.Types {
		out.Types = append(out.Types, a.structured(t))
	}
	for _, e := range s.Enums {
		copied := *e
		if known := a.from.Enums[a.doc.Name(e)]; known != nil {
			copied.Annotations = a.merge(e.Annotations, known.Annotations)
		}
		out.Enums = append(out.Enums, &copied)
	}
	for _, op := range s.Operations {
		out.Operations = append(out.Operations, a.operation(op))
	}
	for _, known := range a.from.Doc.Schemas {
		if a.operations && known.Namespace == s.Namespace {
			for _, a := range known.Annotations {
				if a.Term == spec.TermOperations {
					out.Annotations = append(slices.Clone(out.Annotations), a)
				}
			}
		}
	}
	return &out
}

func (a *applier) structured(t *spec.StructuredType) *spec.StructuredType {
	known := a.from.Types[a.doc.Name(t)]
	if known == nil {
		a.count.Without++
		return a.unknown(t)
	}
	a.count.Types++
	out := *t
	out.Annotations = a.merge(t.Annotations, known.Annotations)
	out.Properties = a.properties(t.Properties, known.Properties)
	out.Navigations = a.navigations(t.Navigations, known.Navigations)
	return &out
}

// unknown marks the properties in spec.NeverUpdated as read-only on an entity type that from lacks,
// if from describes other types of its namespace.
func (a *applier) unknown(t *spec.StructuredType) *spec.StructuredType {
	if !t.Entity || !a.describes(strings.TrimSuffix(a.doc.Name(t), "."+t.Name)) {
		return t
	}
	out := *t
	out.Properties = slices.Clone(t.Properties)
	for i, p := range out.Properties {
		if slices.Contains(spec.NeverUpdated, p.Name) && spec.Find(p.Annotations, spec.TermClass) == nil {
			copied := *p
			copied.Annotations = append(slices.Clone(p.Annotations), readOnly())
			out.Properties[i] = &copied
		}
	}
	return &out
}

func readOnly() *spec.Annotation {
	members := []spec.Member{{Name: "class", Value: spec.Text("readOnly")}, {Name: "source", Value: spec.Text("left out of documented updates")}}
	return &spec.Annotation{Term: spec.TermClass, Value: spec.Value{Kind: spec.Object, Members: members}}
}

func (a *applier) describes(namespace string) bool {
	return slices.ContainsFunc(a.from.Doc.Schemas, func(s *spec.Schema) bool { return s.Namespace == namespace })
}

// properties returns the properties with facts, in the order of known. Properties that known lacks
// come last.
func (a *applier) properties(list, known []*spec.Property) []*spec.Property {
	rank := map[string]int{}
	for i, p := range known {
		rank[p.Name] = i - len(known)
	}
	out := withFacts(a, list, known, func(p *spec.Property) (string, *[]*spec.Annotation) { return p.Name, &p.Annotations })
	slices.SortStableFunc(out, func(a, b *spec.Property) int { return cmp.Compare(rank[a.Name], rank[b.Name]) })
	return out
}

func (a *applier) navigations(list, known []*spec.NavigationProperty) []*spec.NavigationProperty {
	return withFacts(a, list, known, func(n *spec.NavigationProperty) (string, *[]*spec.Annotation) { return n.Name, &n.Annotations })
}

// withFacts returns copies of list, each with the annotations of the one in known with the same
// name. of returns the name and the annotations of one.
func withFacts[P any](a *applier, list, known []*P, of func(*P) (string, *[]*spec.Annotation)) []*P {
	facts := map[string][]*spec.Annotation{}
	for _, p := range known {
		name, annotations := of(p)
		facts[name] = *annotations
	}
	var out []*P
	for _, p := range list {
		copied := *p
		name, annotations := of(&copied)
		*annotations = a.merge(*annotations, facts[name])
		out = append(out, &copied)
	}
	return out
}

// operation returns an operation with the facts of the one with the same name and binding.
func (a *applier) operation(op *spec.Operation) *spec.Operation {
	for _, s := range a.from.Doc.Schemas {
		for _, known := range s.Operations {
			if a.from.Name(known) == a.doc.Name(op) && a.binding(a.from, known) == a.binding(a.doc, op) && len(known.Parameters) == len(op.Parameters) {
				copied := *op
				copied.Annotations = a.merge(op.Annotations, known.Annotations)
				return &copied
			}
		}
	}
	return op
}

func (a *applier) binding(x *spec.Index, op *spec.Operation) spec.TypeRef {
	if !op.Bound || len(op.Parameters) == 0 {
		return spec.TypeRef{}
	}
	ref := op.Parameters[0].Type
	return spec.TypeRef{Name: x.Resolve(ref.Name), Collection: ref.Collection}
}

// merge returns list with those facts of known that it does not have.
func (a *applier) merge(list, known []*spec.Annotation) []*spec.Annotation {
	out := slices.Clone(list)
	for _, term := range a.terms {
		if fact := spec.Find(known, term); fact != nil && spec.Find(list, term) == nil {
			out = append(out, fact)
		}
	}
	return out
}
