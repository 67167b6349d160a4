// Package yamltext parses YAML and JSON into nodes with positions in bytes. The readers of YAML
// descriptions share it.
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

// A Source converts positions of the YAML library.
type Source struct {
	Name    string
	columns *columns
}

// NewSource returns the source of a text in YAML. The name is used for positions only.
func NewSource(name string, data []byte) *Source { return &Source{name, newColumns(data)} }

// Position returns the position of a line and a column in characters, as the YAML library counts.
func (s *Source) Position(line, column int) spec.Position {
	return spec.Position{File: s.Name, Line: line, Column: s.columns.bytes(line, column)}
}

// A File is a parsed text.
type File struct {
	*Source
	Root *yaml.Node
}

// Parse parses a text with one YAML document.
func Parse(name string, data []byte) (*File, error) {
	if IsJSON(data) {
		return &File{&Source{name, &columns{}}, fromJSON(data)}, nil
	}
	source := NewSource(name, data)
	f, err := source.parse(data)
	if err == nil {
		return f, nil
	}
	text, restore := Rewrite(data)
	if text == nil {
		return nil, err
	}
	if f, err = source.parse(text); err != nil {
		return nil, err
	}
	restoreAll(f.Root, restore)
	return f, nil
}

// parse parses a text that has the lines and columns of the source.
func (s *Source) parse(data []byte) (*File, error) {
	f := &File{Source: s}
	dec := yaml.NewDecoder(bytes.NewReader(data))
	var doc, more yaml.Node
	if err := decode(dec, &doc); err != nil {
		return nil, f.Malformed(err)
	}
	if err := decode(dec, &more); !errors.Is(err, io.EOF) {
		if err != nil {
			return nil, f.Malformed(err)
		}
		return nil, spec.Errorf(f.At(&more), "keep one", "the file holds more than one YAML document")
	}
	f.Root = doc.Content[0]
	return f, nil
}

// At returns the position of a node.
func (f *File) At(n *yaml.Node) spec.Position { return f.Position(n.Line, n.Column) }

// decode decodes the next document.
func decode(dec *yaml.Decoder, into *yaml.Node) error {
	return Guard(func() error { return dec.Decode(into) })
}

// Guard calls a function of the YAML library and returns its panic as an error. The library panics
// on some faults of its input.
func Guard(call func() error) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("yaml: %v", r)
		}
	}()
	return call()
}

var lineOf = regexp.MustCompile(`^yaml: (?:line (\d+): )?`)

// Malformed converts an error of the library to one with a position.
func (s *Source) Malformed(err error) *spec.Error {
	if errors.Is(err, io.EOF) {
		return spec.Errorf(spec.Position{File: s.Name}, "give a description", "the file holds no value")
	}
	text := err.Error()
	pos := spec.Position{File: s.Name, Line: 1, Column: 1}
	found := lineOf.FindStringSubmatch(text)
	if len(found) == 2 && found[1] != "" {
		pos.Line, _ = strconv.Atoi(found[1])
	}
	return spec.Errorf(pos, "correct the YAML", "malformed YAML: %s", lineOf.ReplaceAllString(text, ""))
}
