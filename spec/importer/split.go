package importer

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/intunegen/intunegen/spec"
)

// documents are the documents of a description by workload.
type documents map[string]*spec.Document

// schema returns the schema of a workload's document that has the namespace and alias of like.
func (d documents) schema(workload string, like *spec.Schema) *spec.Schema {
	doc := d[workload]
	if doc == nil {
		doc = &spec.Document{Version: "4.01"}
		d[workload] = doc
	}
	for _, s := range doc.Schemas {
		if s.Namespace == like.Namespace {
			return s
		}
	}
	s := &spec.Schema{Namespace: like.Namespace, Alias: like.Alias}
	doc.Schemas = append(doc.Schemas, s)
	return s
}

// split distributes the document over files, one for each workload.
func (im *importer) split() map[string]*spec.Document {
	files := documents{}
	w := im.workloads()
	for _, s := range im.opts.Metadata.Schemas {
		for _, t := range s.Types {
			into := files.schema(w.of(im.index.Name(t)), s)
			into.Types = append(into.Types, t)
		}
		for _, e := range s.Enums {
			into := files.schema(w.of(im.index.Name(e)), s)
			into.Enums = append(into.Enums, e)
		}
		for _, op := range s.Operations {
			into := files.schema(w.ofOperation(op), s)
			into.Operations = append(into.Operations, op)
		}
		for _, a := range s.Annotations {
			if a.Term == spec.TermOperations {
				into := files.schema(a.Qualifier, s)
				into.Annotations = append(into.Annotations, a)
			}
		}
		rest := files.schema(common, s)
		rest.Container, rest.Targets, rest.TypeDefs = s.Container, s.Targets, s.TypeDefs
	}
	for _, doc := range files {
		sortDocument(doc)
	}
	return files
}

// bindOperations groups operations by their binding type.
func (im *importer) bindOperations() {
	im.bound = map[string][]*spec.Operation{}
	for _, s := range im.opts.Metadata.Schemas {
		for _, op := range s.Operations {
			if op.Bound && len(op.Parameters) > 0 {
				name := im.index.Resolve(op.Parameters[0].Type.Name)
				im.bound[name] = append(im.bound[name], op)
			}
		}
	}
}

// sortDocument sorts schemas, types, enumerations and operations by name. Properties stay in order.
func sortDocument(doc *spec.Document) {
	slices.SortFunc(doc.Schemas, func(a, b *spec.Schema) int { return cmp.Compare(a.Namespace, b.Namespace) })
	for _, s := range doc.Schemas {
		slices.SortFunc(s.Types, func(a, b *spec.StructuredType) int { return cmp.Compare(a.Name, b.Name) })
		slices.SortFunc(s.Enums, func(a, b *spec.EnumType) int { return cmp.Compare(a.Name, b.Name) })
		slices.SortStableFunc(s.Operations, func(a, b *spec.Operation) int {
			return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(signature(a), signature(b)))
		})
	}
}

func signature(op *spec.Operation) string {
	var b strings.Builder
	for _, p := range op.Parameters {
		fmt.Fprintf(&b, "%s %t %s;", p.Type.Name, p.Type.Collection, p.Name)
	}
	return b.String()
}
