// Package yamltext parses YAML, of which JSON is a part, into nodes with positions in bytes. It is what the readers of
// YAML descriptions share.
package yamltext

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"

	yaml "github.com/oasdiff/yaml3"

	"github.com/intunegen/intunegen/spec"
)

// A File is a parsed text.
type File struct {
	Name    string
	Root    *yaml.Node
	columns *columns
}

// Parse parses a text that holds one YAML document.
func Parse(name string, data []byte) (*File, error) {
	if isJSON(data) {
		return &File{Name: name, Root: fromJSON(data), columns: &columns{}}, nil
	}
	f := &File{Name: name, columns: newColumns(data)}
	dec := yaml.NewDecoder(bytes.NewReader(data))
	var doc, more yaml.Node
	if err := decode(dec, &doc); err != nil {
		return nil, f.syntax(err)
	}
	if err := decode(dec, &more); !errors.Is(err, io.EOF) {
		if err != nil {
			return nil, f.syntax(err)
		}
		return nil, spec.Errorf(f.At(&more), "keep one", "the file holds more than one YAML document")
	}
	f.Root = doc.Content[0]
	return f, nil
}

// At returns the position of a node.
func (f *File) At(n *yaml.Node) spec.Position {
	return spec.Position{File: f.Name, Line: n.Line, Column: f.columns.bytes(n.Line, n.Column)}
}

// decode decodes the next document. The library reports some faults of its input by a panic that it does not catch.
func decode(dec *yaml.Decoder, into *yaml.Node) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("yaml: %v", r)
		}
	}()
	return dec.Decode(into)
}

var lineOf = regexp.MustCompile(`^yaml: (?:line (\d+): )?`)

// syntax returns the library's error as one with position.
func (f *File) syntax(err error) error {
	if errors.Is(err, io.EOF) {
		return spec.Errorf(spec.Position{File: f.Name}, "give a description", "the file holds no value")
	}
	text := err.Error()
	pos := spec.Position{File: f.Name, Line: 1, Column: 1}
	found := lineOf.FindStringSubmatch(text)
	if len(found) == 2 && found[1] != "" {
		pos.Line, _ = strconv.Atoi(found[1])
	}
	return spec.Errorf(pos, "correct the YAML", "malformed YAML: %s", lineOf.ReplaceAllString(text, ""))
}
