// Package csdljson reads and writes the neutral document as CSDL JSON 4.01, in JSON or YAML.
//
// The members are those of the CSDL JSON specification, with two exceptions for descriptions that
// are not valid CSDL: terms of one name are in a list, and terms, operations and the container with
// the name of a type are in a list called "name()". Facts that CSDL cannot state are annotations,
// see [spec.FactNamespace].
package csdljson

import (
	"bytes"
	"cmp"
	"io/fs"
	"path"
	"runtime"
	"strings"

	"golang.org/x/sync/errgroup"

	"github.com/intunegen/intunegen/spec"
)

// Read reads one file, which may be packed by gzip. The file name is used for positions only.
func Read(file string, data []byte) (*spec.Document, error) {
	doc, err := read(file, data)
	if err != nil {
		return nil, err
	}
	return spec.Merge(doc)
}

// Is reports whether a text is probably CSDL JSON, in JSON or in YAML, and not XML or a description
// in another format. In JSON the version may be anywhere, as after many references. In YAML it
// comes first.
func Is(data []byte) bool {
	text := bytes.TrimSpace(data)
	if len(text) == 0 || text[0] == '<' {
		return false
	}
	head := text[:min(len(text), 4096)]
	return bytes.Contains(head, []byte("$Version")) || bytes.Contains(head, []byte("$Kind")) ||
		text[0] == '{' && bytes.Contains(text, []byte(`"$Version"`))
}

// ReadFS reads all files of a folder whose names end in .yaml into one document, in the order of
// their names. at is the path of the folder, for positions.
func ReadFS(dir fs.FS, at string) (*spec.Document, error) {
	names, err := fs.Glob(dir, "*.yaml")
	if err != nil {
		return nil, err
	}
	docs, errs := make([]*spec.Document, len(names)), make([]error, len(names))
	var group errgroup.Group
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i, name := range names {
		group.Go(func() error {
			docs[i], errs[i] = readFileFS(dir, name, at)
			return nil
		})
	}
	_ = group.Wait()                        // it returns the error of whichever file failed first
	if err := cmp.Or(errs...); err != nil { // this is the error of the first file by name
		return nil, err
	}
	return spec.Merge(docs...)
}

func readFileFS(dir fs.FS, name, at string) (*spec.Document, error) {
	data, err := fs.ReadFile(dir, name)
	if err != nil {
		return nil, err
	}
	return read(path.Join(at, name), data)
}

func read(file string, data []byte) (*spec.Document, error) {
	data, err := spec.ReadInput(file, bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	root, err := Parse(file, data)
	if err != nil {
		return nil, err
	}
	return Decode(&root)
}

// Decode converts a value in the form of CSDL JSON to a document.
func Decode(root *spec.Value) (*spec.Document, error) {
	d := &decoder{}
	doc := d.document(root)
	if err := d.errs.Err(); err != nil {
		return nil, err
	}
	return doc, nil
}

// A decoder converts values to nodes of a document and collects faults.
type decoder struct{ errs spec.Errors }

func (d *decoder) fault(v *spec.Value, remedy, format string, args ...any) {
	d.errs.Add(spec.Errorf(v.Pos, remedy, format, args...))
}

func (d *decoder) document(root *spec.Value) *spec.Document {
	doc := &spec.Document{Pos: root.Pos}
	if !d.is(root, spec.Object, "the document") {
		return doc
	}
	if version := root.Get("$Version"); version == nil {
		d.fault(root, `give CSDL JSON, which starts with "$Version"`, "the document has no $Version")
	}
	for i := range root.Members {
		switch name, v := root.Members[i].Name, &root.Members[i].Value; {
		case name == "$Version":
			doc.Version = d.version(v)
		case name == "$EntityContainer":
			d.is(v, spec.String, name)
		case name == "$Reference":
			d.references(v, doc)
		case strings.HasPrefix(name, "$"), strings.HasPrefix(name, "@"):
			d.unknown(v, name, "the document")
		default:
			doc.Schemas = append(doc.Schemas, d.schema(name, v))
		}
	}
	return doc
}

func (d *decoder) version(v *spec.Value) string {
	if d.is(v, spec.String, "$Version") && v.Text != "4.0" && v.Text != "4.01" {
		d.fault(v, `write "4.0" or "4.01"`, "the version is %q", v.Text)
	}
	return v.Text
}

func (d *decoder) references(v *spec.Value, doc *spec.Document) {
	if !d.is(v, spec.Object, "$Reference") {
		return
	}
	for i := range v.Members {
		doc.References = append(doc.References, d.reference(v.Members[i].Name, &v.Members[i].Value))
	}
}

func (d *decoder) reference(uri string, v *spec.Value) *spec.Reference {
	ref := &spec.Reference{URI: uri, Pos: v.Pos}
	for _, item := range d.list(v, "$Include") {
		inc := spec.Include{Namespace: d.required(item, "$Namespace"), Alias: d.str(item, "$Alias"), Pos: item.Pos}
		d.rest(item, "an include", &inc.Annotations, "$Namespace", "$Alias")
		ref.Includes = append(ref.Includes, inc)
	}
	for _, item := range d.list(v, "$IncludeAnnotations") {
		inc := spec.IncludeAnnotations{TermNamespace: d.required(item, "$TermNamespace"), Qualifier: d.str(item, "$Qualifier"),
			TargetNamespace: d.str(item, "$TargetNamespace"), Pos: item.Pos}
		d.rest(item, "an include of annotations", nil, "$TermNamespace", "$Qualifier", "$TargetNamespace")
		ref.IncludeAnns = append(ref.IncludeAnns, inc)
	}
	d.rest(v, "a reference", &ref.Annotations, "$Include", "$IncludeAnnotations")
	return ref
}
