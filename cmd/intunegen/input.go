package main

import (
	"fmt"
	"os"
	"slices"

	"github.com/intunegen/intunegen/spec"
	"github.com/intunegen/intunegen/spec/beta"
	"github.com/intunegen/intunegen/spec/facts"
	"github.com/intunegen/intunegen/spec/overlay"
)

// An input is where a description comes from.
type input struct {
	metadata string // CSDL file, "-" for standard input; "" for the embedded description
	noFacts  bool   // leave out the embedded description's facts
	overlays []string
}

// A description is what was read, with what the summary says of it.
type description struct {
	doc    *spec.Document
	source string
	notes  []string
}

// read reads the description and corrects it.
func (in input) read() (*description, error) {
	d, err := in.readFacts()
	if err != nil {
		return nil, err
	}
	return d, in.correct(d)
}

// correct applies the user's overlays. An entry of theirs without effect is an error.
func (in input) correct(d *description) error {
	for _, file := range in.overlays {
		o, err := readOverlay(file)
		if err != nil {
			return err
		}
		result := o.Apply(d.doc)
		if err := result.Err(); err != nil {
			return err
		}
		d.notes = append(d.notes, fmt.Sprintf("overlay %s: %d corrections", file, result.Applied))
	}
	return nil
}

func readOverlay(file string) (*overlay.File, error) {
	name, data, err := readFile(file)
	if err != nil {
		return nil, err
	}
	return overlay.Read(name, data)
}

// readFacts reads the description, with what the embedded one knows of its types.
func (in input) readFacts() (*description, error) {
	if in.metadata == "" {
		doc, err := beta.Document()
		return &description{doc: doc, source: beta.Title}, err
	}
	doc, err := readCSDL(in.metadata)
	if err != nil {
		return nil, err
	}
	d := &description{doc: doc, source: "a CSDL document of the user's"}
	if !in.noFacts {
		return d, in.addFacts(d)
	}
	return d, nil
}

// addFacts takes over what the embedded description knows of the types of a Graph description.
func (in input) addFacts(d *description) error {
	known, err := beta.Document()
	if err != nil {
		return err
	}
	isGraph := func(s *spec.Schema) bool { return s.Namespace == "microsoft.graph" }
	if !slices.ContainsFunc(d.doc.Schemas, isGraph) {
		return nil
	}
	var count facts.Count
	d.doc, count = facts.Apply(d.doc, known)
	d.notes = append(d.notes, fmt.Sprintf("facts of the embedded description: %d types; without: %d types", count.Types, count.Without))
	shipped, err := overlay.Intune()
	if err != nil {
		return err
	}
	result := shipped.Apply(d.doc)
	d.notes = append(d.notes, fmt.Sprintf("overlay for Intune: %d corrections of what the facts left, %d without effect", result.Applied, len(result.Idle)))
	return nil
}

// readFile reads a file, or standard input for "-".
func readFile(file string) (string, []byte, error) {
	if file == "-" {
		data, err := spec.ReadInput("standard input", os.Stdin)
		return "standard input", data, err
	}
	f, err := os.Open(file)
	if err != nil {
		return file, nil, fmt.Errorf("%s: cannot read the file; name one that exists and can be read: %w", file, err)
	}
	defer f.Close()
	data, err := spec.ReadInput(file, f)
	return file, data, err
}
