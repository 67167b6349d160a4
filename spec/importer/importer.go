// Package importer makes the embedded description: a CSDL document with the facts of the documentation and of the clouds' schemas.
package importer

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/intunegen/intunegen/spec"
	"github.com/intunegen/intunegen/spec/docs"
	"github.com/intunegen/intunegen/spec/overlay"
)

// Options are the inputs of an import.
type Options struct {
	Metadata *spec.Document
	Docs     []*docs.Folder // oldest first
	Clouds   []Cloud
	Shipped  *overlay.File // what is known of Intune; entries without effect are reported. May be nil
	// Corrections are the user's; an entry of theirs without effect is an error.
	Corrections []*overlay.File
	// Placed tells the file of types that an earlier description had: they stay there unless they have got a page. May be nil.
	Placed map[string]string
}

// A Cloud is the schema of a national cloud at a date.
type Cloud struct {
	Name, Version, Date string // "china", "v1.0", "2026-07-22"
	Doc                 *spec.Document
}

// A Result is a description in files, by workload, and what was noticed.
type Result struct {
	Files  map[string]*spec.Document
	Report []string
}

// Import makes the description. The metadata document becomes part of the result. The error lists corrections without effect.
func Import(opts Options) (*Result, error) {
	opts = sorted(opts)
	im := &importer{opts: opts, index: spec.NewIndex(opts.Metadata), pages: map[string]docs.Resource{}, sent: map[string]map[string]string{},
		prose: map[string]bool{}}
	im.reportPages()
	im.collectProse()  // what sentences say is read-only
	im.dropTexts()     // the sentences of others stay behind
	im.dropPrecision() // the service sends fractions of seconds, whatever the schema's default says
	im.inlineTargets() // annotations to what they annotate
	im.selectTables()
	im.collectDocs()
	im.orderProperties()
	im.orderParameters()
	im.classify()
	im.compareClouds()
	im.operations()
	if err := im.correct(); err != nil {
		return nil, err
	}
	im.countClouds()
	im.bindOperations()
	return &Result{Files: im.split(), Report: im.report}, nil
}

type importer struct {
	opts   Options
	index  *spec.Index
	pages  map[string]docs.Resource     // by qualified type name
	sent   map[string]map[string]string // type to the root properties that its documented bodies send, with the page
	prose  map[string]bool              // properties that documentation calls read-only, as "type/property"
	bound  map[string][]*spec.Operation // operations by the type that they are bound to
	tables [][]docs.Resource            // of each folder, the tables that are of types of the schema
	report []string
}

func (im *importer) note(format string, args ...any) {
	im.report = append(im.report, fmt.Sprintf(format, args...))
}

// correct applies the overlays.
func (im *importer) correct() error {
	if im.opts.Shipped != nil {
		for _, idle := range im.overlay(im.opts.Shipped).Idle {
			im.note("%v", idle)
		}
	}
	for _, o := range im.opts.Corrections {
		if err := im.overlay(o).Err(); err != nil {
			return err
		}
	}
	im.index = spec.NewIndex(im.opts.Metadata)
	return nil
}

func (im *importer) overlay(o *overlay.File) *overlay.Report {
	result := o.Apply(im.opts.Metadata)
	im.note("overlay %s: %d corrections applied, %d without effect", o.Name, result.Applied, len(result.Idle))
	return result
}

// eachType calls f for all structured types, bases before what is derived from them, else sorted by name.
func (im *importer) eachType(f func(name string, t *spec.StructuredType)) {
	var names []string
	for name := range im.index.Types {
		names = append(names, name)
	}
	slices.SortFunc(names, func(a, b string) int {
		return cmp.Or(cmp.Compare(im.depth(a), im.depth(b)), cmp.Compare(a, b))
	})
	for _, name := range names {
		f(name, im.index.Types[name])
	}
}

// depth counts the ancestors of a type.
func (im *importer) depth(name string) int {
	n := 0
	for t := im.index.Base(im.index.Types[name]); t != nil; t = im.index.Base(t) {
		n++
	}
	return n
}

const core = "Org.OData.Core.V1."

// isText tells whether an annotation holds a sentence.
func (im *importer) isText(a *spec.Annotation) bool {
	term := im.index.Resolve(a.Term)
	return term == core+"Description" || term == core+"LongDescription"
}

// dropTexts removes descriptions; those by target go with inlineTargets.
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

// dropPrecision removes the precision 0 of times, which XML means by giving none.
func (im *importer) dropPrecision() {
	drop := func(t *spec.TypeRef) {
		if t.Facets.Precision == "0" && t.Name != "Edm.Decimal" {
			t.Facets.Precision = ""
		}
	}
	for _, s := range im.opts.Metadata.Schemas {
		for _, t := range s.Types {
			for _, p := range t.Properties {
				drop(&p.Type)
			}
		}
		for _, op := range s.Operations {
			for _, p := range op.Parameters {
				drop(&p.Type)
			}
			if op.Return != nil {
				drop(&op.Return.Type)
			}
		}
	}
}

// inlineTargets moves annotations stated by target onto the types and properties that they are for; the others stay.
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

// annotationsOf returns the annotations of the type or property that a target path names, nil for anything else.
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

// find returns the qualified name of the structured type or enumeration that documentation calls name.
func (im *importer) find(name string) string {
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

// object returns an object of strings, from names and values in turn.
func object(pairs ...string) spec.Value {
	v := spec.Value{Kind: spec.Object}
	for i := 0; i < len(pairs); i += 2 {
		v.Members = append(v.Members, spec.Member{Name: pairs[i], Value: spec.Text(pairs[i+1])})
	}
	return v
}

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
