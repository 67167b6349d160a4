package build

import (
	"strings"

	"github.com/intunegen/intunegen/spec"
)

// description returns the paragraphs about a node, from annotations of the node itself or of one of
// its targets: the description, the link to the documentation, and the deprecation. Go's tools
// expect the deprecation last.
func (b *builder) description(own []*spec.Annotation, targets ...string) []string {
	var text []string
	if a := b.lookup(own, targets, spec.TermDescription); a != nil && a.Value.Str() != "" {
		text = append(text, a.Value.Str())
	}
	if a := b.lookup(own, targets, spec.TermLinks); a != nil {
		text = append(text, documentation(&a.Value)...)
	}
	if a := b.lookup(own, targets, spec.TermRevisions); a != nil {
		text = append(text, deprecation(&a.Value)...)
	}
	return text
}

// targetsOf returns the annotation targets of an operation. Its name targets all overloads, its
// name with the types of all parameters targets one. For an action the type of the binding
// parameter is enough, because its overloads differ in nothing else.
func (b *builder) targetsOf(op *spec.Operation) []string {
	name := b.index.Name(op)
	var types []string
	for _, p := range op.Parameters {
		types = append(types, b.targetType(p.Type))
	}
	targets := []string{name, name + "(" + strings.Join(types, ",") + ")"}
	if !op.Function {
		binding := types[:min(len(types), 1)]
		if !op.Bound {
			binding = nil
		}
		targets = append(targets, name+"("+strings.Join(binding, "")+")")
	}
	return targets
}

// targetType returns the name of a type as targets have it.
func (b *builder) targetType(t spec.TypeRef) string {
	name := b.index.Resolve(t.Name)
	if t.Collection {
		return "Collection(" + name + ")"
	}
	return name
}

// lookup returns the annotation of a term at the node itself or at one of its targets, nil when
// there is no such annotation.
func (b *builder) lookup(own []*spec.Annotation, targets []string, term string) *spec.Annotation {
	if a := b.annotation(own, term); a != nil {
		return a
	}
	for _, target := range targets {
		if a := b.annotation(b.index.At(target), term); a != nil {
			return a
		}
	}
	return nil
}

// annotation returns the annotation of a term in a list, or nil.
func (b *builder) annotation(list []*spec.Annotation, term string) *spec.Annotation {
	for _, a := range list {
		if b.index.Resolve(a.Term) == term && a.Qualifier == "" {
			return a
		}
	}
	return nil
}

// documentation returns the first link to documentation.
func documentation(links *spec.Value) []string {
	for i := range links.List {
		if link := &links.List[i]; link.Get("rel").Str() == spec.RelHelp {
			return []string{"Documentation: " + link.Get("href").Str()}
		}
	}
	return nil
}

// deprecation returns the paragraph that marks a node as deprecated, nil for other nodes.
func deprecation(revisions *spec.Value) []string {
	for i := range revisions.List {
		r := &revisions.List[i]
		if r.Get("Kind").Str() != "Deprecated" {
			continue
		}
		text := []string{"Deprecated:"}
		if date := r.Get("Date").Str(); date != "" {
			text = append(text, "since "+date+".")
		}
		if date := r.Get("RemovalDate").Str(); date != "" {
			text = append(text, "To be removed from "+date+".")
		}
		if why := strings.TrimSpace(r.Get("Description").Str()); why != "" {
			text = append(text, why)
		}
		if len(text) == 1 {
			text = append(text, "the description does not say why.")
		}
		return []string{strings.Join(text, " ")}
	}
	return nil
}
