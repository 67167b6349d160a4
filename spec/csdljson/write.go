package csdljson

import (
	"strconv"
	"strings"

	"github.com/intunegen/intunegen/spec"
)

// Write returns a document as YAML. The same document gives the same bytes. Names that are not
// unique are errors.
func Write(doc *spec.Document) ([]byte, error) {
	root, err := Value(doc)
	if err != nil {
		return nil, err
	}
	return render(root)
}

// Value converts a document to the value that Write writes.
func Value(doc *spec.Document) (spec.Value, error) {
	e := &encoder{}
	root := e.document(doc)
	return root, e.errs.Err()
}

// First is [Value] of a document in which names may be given twice: the first counts.
func First(doc *spec.Document) spec.Value { return (&encoder{}).document(doc) }

// An encoder converts nodes of a document to values.
type encoder struct{ errs spec.Errors }

// An object is an object value that is being built.
type object struct {
	e     *encoder
	v     spec.Value
	names map[string]bool // names of members that come from the document
}

func (e *encoder) object() *object { return &object{e: e, v: spec.Value{Kind: spec.Object}} }

// set appends a member.
func (o *object) set(name string, v spec.Value) {
	o.v.Members = append(o.v.Members, spec.Member{Name: name, Value: v})
}

// add appends a member whose name comes from the document. It adds a fault if the object has a
// member of that name.
func (o *object) add(name string, pos spec.Position, v spec.Value) {
	if o.names[name] || strings.HasPrefix(name, "$") && o.v.Get(name) != nil {
		o.e.errs.Add(spec.Errorf(pos, "rename one", "%s is given twice", name))
		return
	}
	if o.names == nil {
		o.names = map[string]bool{}
	}
	o.names[name] = true
	o.set(name, v)
}

// str appends a string unless it is empty.
func (o *object) str(name, text string) {
	if text != "" {
		o.set(name, spec.Text(text))
	}
}

// flag appends a boolean unless it is the default.
func (o *object) flag(name string, value, absent bool) {
	if value != absent {
		o.set(name, spec.Value{Kind: spec.Bool, Text: strconv.FormatBool(value)})
	}
}

// annotations appends annotations, each followed by its own annotations. The owner is "" for the
// object itself.
func (o *object) annotations(owner string, list []*spec.Annotation) {
	for _, a := range list {
		name := owner + "@" + a.Term
		if a.Qualifier != "" {
			name += "#" + a.Qualifier
		}
		o.add(name, a.Pos, a.Value)
		o.annotations(name, a.Annotations)
	}
}

func (e *encoder) document(doc *spec.Document) spec.Value {
	root := e.object()
	root.set("$Version", spec.Text(doc.Version))
	for _, s := range doc.Schemas {
		if s.Container != nil {
			root.str("$EntityContainer", s.Namespace+"."+s.Container.Name)
			break
		}
	}
	if len(doc.References) > 0 {
		refs := e.object()
		for _, ref := range doc.References {
			refs.add(ref.URI, ref.Pos, e.reference(ref))
		}
		root.set("$Reference", refs.v)
	}
	for _, s := range doc.Schemas {
		root.add(s.Namespace, s.Pos, e.schema(s))
	}
	return root.v
}

func (e *encoder) reference(ref *spec.Reference) spec.Value {
	o := e.object()
	var includes, annotations []spec.Value
	for _, inc := range ref.Includes {
		item := e.object()
		item.str("$Namespace", inc.Namespace)
		item.str("$Alias", inc.Alias)
		item.annotations("", inc.Annotations)
		includes = append(includes, item.v)
	}
	for _, inc := range ref.IncludeAnns {
		item := e.object()
		item.str("$TermNamespace", inc.TermNamespace)
		item.str("$TargetNamespace", inc.TargetNamespace)
		item.str("$Qualifier", inc.Qualifier)
		annotations = append(annotations, item.v)
	}
	o.list("$Include", includes)
	o.list("$IncludeAnnotations", annotations)
	o.annotations("", ref.Annotations)
	return o.v
}

// list appends a list unless it is empty.
func (o *object) list(name string, items []spec.Value) {
	if len(items) > 0 {
		o.set(name, spec.Value{Kind: spec.List, List: items})
	}
}
