package importer

import (
	"slices"

	"github.com/intunegen/intunegen/spec"
)

const core = "Org.OData.Core.V1."

// isText reports whether an annotation is a description.
func (im *importer) isText(a *spec.Annotation) bool {
	term := im.index.Resolve(a.Term)
	return term == core+"Description" || term == core+"LongDescription"
}

// dropTexts removes the descriptions of types, properties and targets.
func (im *importer) dropTexts() {
	drop := func(list []*spec.Annotation) []*spec.Annotation {
		for _, a := range list {
			im.dropRevisionTexts(a)
		}
		return slices.DeleteFunc(list, im.isText)
	}
	for _, s := range im.opts.Metadata.Schemas {
		for _, t := range s.Types {
			t.Annotations = drop(t.Annotations)
			for _, p := range t.Properties {
				p.Annotations = drop(p.Annotations)
			}
			for _, n := range t.Navigations {
				n.Annotations = drop(n.Annotations)
			}
		}
		for _, target := range s.Targets {
			target.Annotations = drop(target.Annotations)
		}
		s.Targets = slices.DeleteFunc(s.Targets, func(t *spec.Target) bool { return len(t.Annotations) == 0 })
	}
}

// dropRevisionTexts removes the sentences of a deprecation and keeps its dates.
func (im *importer) dropRevisionTexts(a *spec.Annotation) {
	if im.index.Resolve(a.Term) != spec.TermRevisions {
		return
	}
	for i := range a.Value.List {
		v := &a.Value.List[i]
		v.Members = slices.DeleteFunc(v.Members, func(m spec.Member) bool { return m.Name == "Description" })
	}
}

// dropPrecision removes the precision 0 of times, which is the default in XML.
func (im *importer) dropPrecision() {
	drop := func(t *spec.TypeRef) {
		if t.Facets != nil && t.Facets.Precision == "0" && t.Name != "Edm.Decimal" {
			others := *t.Facets
			others.Precision = ""
			t.Facets = others.OrNil()
		}
	}
	for _, s := range im.opts.Metadata.Schemas {
		for _, t := range s.Types {
			for _, p := range t.Properties {
				drop(&p.Type)
			}
		}
		for _, op := range s.Operations {
			for _, t := range op.TypeRefs() {
				drop(t)
			}
		}
	}
}
