package golden

import (
	"bytes"
	"fmt"

	"github.com/intunegen/intunegen/spec"
	"github.com/intunegen/intunegen/spec/csdl"
	"github.com/intunegen/intunegen/spec/csdljson"
	"github.com/intunegen/intunegen/spec/openapi"
	"github.com/intunegen/intunegen/spec/overlay"
)

// readers are the sections that hold a description, and what reads it. Positions in errors are in
// the section of that name.
var readers = map[string]func(g *golden, name string, text []byte) (*spec.Document, []error, error){
	"in.csdl":         readCSDL,
	"in.json":         readCSDLJSON,
	"in.yaml":         readCSDLJSON,
	"in.openapi.yaml": readOpenAPI,
	"in.openapi.json": readOpenAPI,
}

func readCSDL(_ *golden, name string, text []byte) (*spec.Document, []error, error) {
	doc, err := csdl.Read(name, bytes.NewReader(text))
	return withNotes(doc, err)
}

func readCSDLJSON(_ *golden, name string, text []byte) (*spec.Document, []error, error) {
	doc, err := csdljson.Read(name, text)
	return withNotes(doc, err)
}

func withNotes(doc *spec.Document, err error) (*spec.Document, []error, error) {
	if err != nil {
		return nil, nil, err
	}
	var warnings []error
	for _, note := range doc.Notes {
		warnings = append(warnings, note)
	}
	return doc, warnings, nil
}

// readOpenAPI reads OpenAPI, beside the description of the section known.csdl.
func readOpenAPI(g *golden, name string, text []byte) (*spec.Document, []error, error) {
	known := openapi.Known{Path: "/beta"}
	if other, ok := g.section("known.csdl"); ok {
		doc, _, err := readCSDL(g, "known.csdl", other)
		if err != nil {
			return nil, nil, err
		}
		known.Doc = doc
	}
	read, err := openapi.Read(name, bytes.NewReader(text), known)
	if err != nil {
		return nil, nil, err
	}
	var warnings []error
	for _, gap := range read.Gaps {
		warnings = append(warnings, fmt.Errorf("%v", gap))
	}
	return read.Doc, warnings, nil
}

// correct applies an overlay. An entry without effect is an error.
func correct(doc *spec.Document, corrections []byte) error {
	o, err := overlay.Read("overlay.yaml", corrections)
	if err != nil {
		return err
	}
	return o.Apply(doc).Err()
}
