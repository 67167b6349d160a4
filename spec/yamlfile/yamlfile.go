// Package yamlfile reads the YAML files that users write, the configuration and overlays, with the
// positions of their members. docs/decisions/2026-11-30-yaml.md explains the choice of the library.
package yamlfile

import (
	"bytes"
	"encoding/json"
	"regexp"

	"github.com/oasdiff/yaml"

	"github.com/intunegen/intunegen/spec"
	"github.com/intunegen/intunegen/spec/csdljson"
	"github.com/intunegen/intunegen/spec/yamltext"
)

// maxBytes bounds the size of a file. The overlay that comes with intunegen has under 100 kB.
const maxBytes = 16 << 20

// Parse reads a file with one YAML document, or JSON. Members are in the order of the file, and
// have the position of their name. The library has no position for an empty object or a list in a
// list; such a value has the position of the value around it. The name is used for positions only.
//
// Integers from -2^63 to 2^64-1 keep all digits. The library reads other numbers as float64; a
// decimal of more digits must be quoted.
func Parse(name string, data []byte) (spec.Value, error) {
	at := spec.Position{File: name, Line: 1, Column: 1}
	if len(data) > maxBytes {
		return spec.Value{}, spec.Errorf(at, "give a smaller one", "the file is larger than %d MiB", maxBytes>>20)
	}
	if yamltext.IsJSON(data) { // the library refuses some escapes of JSON, which yamltext reads
		return csdljson.Parse(name, data)
	}
	source := yamltext.NewSource(name, data)
	if line := secondDocument(data); line > 0 {
		return spec.Value{}, spec.Errorf(source.Position(line, 1), "keep one", "the file holds more than one YAML document")
	}
	decoded, origins, err := unmarshal(name, data)
	restore := func(text string) string { return text }
	if text, rewritten := yamltext.Rewrite(data); err != nil && text != nil {
		restore = rewritten
		decoded, origins, err = unmarshal(name, text)
	}
	if err != nil {
		return spec.Value{}, faults(source, data, err)
	}
	if decoded == nil {
		return spec.Value{}, spec.Errorf(at, "write keys as name: value", "the file holds no value")
	}
	r, o := &reader{source}, originOf(origins)
	if len(o.fields) > 0 {
		at = r.position(o.fields[0])
	}
	v := r.value(decoded, o, at)
	restoreAll(&v, restore)
	return v, nil
}

// unmarshal returns the values of a text and their positions.
func unmarshal(name string, data []byte) (decoded any, origins *yaml.OriginTree, err error) {
	err = yamltext.Guard(func() (err error) {
		origins, err = yaml.Unmarshal(data, &decoded, options(name), numbersAsWritten)
		return err
	})
	return decoded, origins, err
}

// restoreAll restores the texts in a value, see [yamltext.Rewrite].
func restoreAll(v *spec.Value, restore func(string) string) {
	if v.Kind == spec.String {
		v.Text = restore(v.Text)
	}
	for i := range v.List {
		restoreAll(&v.List[i], restore)
	}
	for i := range v.Members {
		v.Members[i].Name = restore(v.Members[i].Name)
		restoreAll(&v.Members[i].Value, restore)
	}
}

func options(name string) yaml.DecodeOpts {
	return yaml.DecodeOpts{Origin: yaml.OriginOpt{Enabled: true, File: name}, DisableTimestamps: true}
}

func numbersAsWritten(d *json.Decoder) *json.Decoder {
	d.UseNumber()
	return d
}

var (
	marker  = regexp.MustCompile(`(?m)^---(?:[ \t\r]|$)`)
	content = regexp.MustCompile(`(?m)^[ \t]*[^ \t\r\n#%]`)
)

// secondDocument returns the line on which a second document starts, or 0. The library ignores all
// but the first document. Content of a document cannot have a line that looks like the marker.
func secondDocument(data []byte) int {
	started := false
	from := 0
	for _, m := range marker.FindAllIndex(data, -1) {
		if started || content.Match(data[from:m[0]]) {
			return bytes.Count(data[:m[0]], []byte("\n")) + 1
		}
		from, started = m[1], true
	}
	return 0
}
