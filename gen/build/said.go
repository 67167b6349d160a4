package build

import (
	"strings"

	"github.com/intunegen/intunegen/spec"
)

// description returns the paragraphs that a description has for a node, stated at it or by target: what it is, where its documentation
// is, and last, as Go's tools want it, that it is deprecated.
func (s *state) description(own []*spec.Annotation, target string) []string {
	var text []string
	if a := s.said(own, target, spec.TermDescription); a != nil && a.Value.Str() != "" {
		text = append(text, a.Value.Str())
	}
	if a := s.said(own, target, spec.TermLinks); a != nil {
		text = append(text, documentation(&a.Value)...)
	}
	if a := s.said(own, target, spec.TermRevisions); a != nil {
		text = append(text, deprecation(&a.Value)...)
	}
	return text
}

// said returns the annotation of a term at a node, or by target.
func (s *state) said(own []*spec.Annotation, target, term string) *spec.Annotation {
	for _, list := range [][]*spec.Annotation{own, s.index.At(target)} {
		for _, a := range list {
			if s.index.Resolve(a.Term) == term && a.Qualifier == "" {
				return a
			}
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
