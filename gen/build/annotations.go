package build

import (
	"strings"

	"github.com/intunegen/intunegen/spec"
)

// description returns the paragraphs that a description has for a node, stated at it or by one of
// its targets: what it is, where its documentation is, and last, as Go's tools want it, that it is
// deprecated.
func (s *builder) description(own []*spec.Annotation, targets ...string) []string {
	var text []string
	if a := s.lookup(own, targets, spec.TermDescription); a != nil && a.Value.Str() != "" {
		text = append(text, a.Value.Str())
	}
	if a := s.lookup(own, targets, spec.TermLinks); a != nil {
		text = append(text, documentation(&a.Value)...)
	}
	if a := s.lookup(own, targets, spec.TermRevisions); a != nil {
		text = append(text, deprecation(&a.Value)...)
	}
	return text
}

// targetsOf returns the targets that stand for an operation: its name for all overloads, with the
// types of its parameters for one, and with that of the binding parameter alone for an action,
// whose overloads differ in nothing else.
func (s *builder) targetsOf(op *spec.Operation) []string {
	name := s.index.Name(op)
	var types []string
	for _, p := range op.Parameters {
		types = append(types, s.written(p.Type))
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

// written returns a type as targets name it.
func (s *builder) written(t spec.TypeRef) string {
	name := s.index.Resolve(t.Name)
	if t.Collection {
		return "Collection(" + name + ")"
	}
	return name
}

// lookup returns the annotation of a term at a node, or by target.
func (s *builder) lookup(own []*spec.Annotation, targets []string, term string) *spec.Annotation {
	if a := s.annotation(own, term); a != nil {
		return a
	}
	for _, target := range targets {
		if a := s.annotation(s.index.At(target), term); a != nil {
			return a
		}
	}
	return nil
}

func (s *builder) annotation(list []*spec.Annotation, term string) *spec.Annotation {
	for _, a := range list {
		if s.index.Resolve(a.Term) == term && a.Qualifier == "" {
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

// deprecation returns the paragraph that marks what is deprecated.
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
