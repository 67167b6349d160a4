package importer

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/intunegen/intunegen/spec"
)

// split distributes the document over files, one for each workload.
func (im *importer) split() map[string]*spec.Document {
	files := map[string]*spec.Document{}
	in := func(workload, namespace string) *spec.Schema {
		doc := files[workload]
		if doc == nil {
			doc = &spec.Document{Version: "4.01"}
			files[workload] = doc
		}
		for _, s := range doc.Schemas {
			if s.Namespace == namespace {
				return s
			}
		}
		s := &spec.Schema{Namespace: namespace, Alias: im.aliasOf(namespace)}
		doc.Schemas = append(doc.Schemas, s)
		return s
	}
	w := im.workloads()
	for _, s := range im.opts.Metadata.Schemas {
		for _, t := range s.Types {
			into := in(w.of(im.index.Name(t)), s.Namespace)
			into.Types = append(into.Types, t)
		}
		for _, e := range s.Enums {
			into := in(w.of(im.index.Name(e)), s.Namespace)
			into.Enums = append(into.Enums, e)
		}
		for _, op := range s.Operations {
			into := in(w.ofOperation(op), s.Namespace)
			into.Operations = append(into.Operations, op)
		}
		for _, a := range s.Annotations {
			if a.Term == spec.TermOperations {
				into := in(a.Qualifier, s.Namespace)
				into.Annotations = append(into.Annotations, a)
			}
		}
		rest := in(common, s.Namespace)
		rest.Container, rest.Targets, rest.TypeDefs = s.Container, s.Targets, s.TypeDefs
	}
	for _, doc := range files {
		sortDocument(doc)
	}
	return files
}

// bindOperations sorts operations by what they are bound to.
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

func (im *importer) aliasOf(namespace string) string {
	for _, s := range im.opts.Metadata.Schemas {
		if s.Namespace == namespace {
			return s.Alias
		}
	}
	return ""
}

// sortDocument puts schemas and their parts in the order of names; properties keep theirs.
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
