package main

import (
	"fmt"
	"os"
	"slices"

	"github.com/intunegen/intunegen/spec"
	"github.com/intunegen/intunegen/spec/beta"
	"github.com/intunegen/intunegen/spec/facts"
)

// An input is where a description comes from.
type input struct {
	metadata string // CSDL file, "-" for standard input; "" for the embedded description
	noFacts  bool   // leave out the embedded description's facts
}

// A description is what was read, with what the summary says of it.
type description struct {
	doc    *spec.Document
	source string
	notes  []string
}

// read reads the description.
func (in input) read() (*description, error) {
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
