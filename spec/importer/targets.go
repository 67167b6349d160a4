package importer

import (
	"slices"
	"strings"

	"github.com/intunegen/intunegen/spec"
)

// inlineTargets moves annotations with a target to the type or property that the target names.
// Those with other targets stay.
func (im *importer) inlineTargets() {
	for _, s := range im.opts.Metadata.Schemas {
		s.Targets = slices.DeleteFunc(s.Targets, func(t *spec.Target) bool {
			list := im.annotationsOf(im.index.Target(t.Path))
			if list == nil {
				return false
			}
			*list = append(*list, t.Annotations...)
			return true
		})
	}
}

// annotationsOf returns the annotations of the type or property that a target path names, or nil.
func (im *importer) annotationsOf(path string) *[]*spec.Annotation {
	name, member, _ := strings.Cut(path, "/")
	t := im.index.Types[name]
	if t == nil {
		return nil
	}
	if member == "" {
		return &t.Annotations
	}
	for _, p := range t.Properties {
		if p.Name == member {
			return &p.Annotations
		}
	}
	for _, n := range t.Navigations {
		if n.Name == member {
			return &n.Annotations
		}
	}
	return nil
}

// find returns the qualified name of a structured type or enumeration by its name in documentation,
// or "".
func (im *importer) find(name string) string {
	if im.index.Types[name] != nil || im.index.Enums[name] != nil {
		return name
	}
	for _, s := range im.opts.Metadata.Schemas {
		qualified := s.Namespace + "." + name
		if im.index.Types[qualified] != nil || im.index.Enums[qualified] != nil {
			return qualified
		}
	}
	return ""
}

func annotate(list *[]*spec.Annotation, term string, value spec.Value) {
	*list = append(*list, &spec.Annotation{Term: term, Value: value})
}

// object returns an object of strings. pairs has names and values in turn.
func object(pairs ...string) spec.Value {
	v := spec.Value{Kind: spec.Object}
	for i := 0; i < len(pairs); i += 2 {
		v.Members = append(v.Members, spec.Member{Name: pairs[i], Value: spec.Text(pairs[i+1])})
	}
	return v
}
