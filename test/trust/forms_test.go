package trust

import (
	"bytes"
	"encoding/json"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/intunegen/intunegen/spec"
	"github.com/intunegen/intunegen/spec/csdl"
	"github.com/intunegen/intunegen/spec/csdljson"
)

// documentForms are the forms that can have all of a document. It is written in each of them, and
// read again.
func documentForms(t *testing.T) []source {
	doc := document(t)
	all := places(t, doc)
	var kinds []string
	for _, p := range all {
		kinds = append(kinds, p.kind)
	}
	form := func(name string, pass func(*spec.Document) (*spec.Document, error), lacks ...string) source {
		return source{name, kinds, func(place int, text string) (*spec.Document, error) {
			if place != unchanged {
				all[place].set(text)
				defer all[place].undo()
			}
			return pass(doc)
		}, lacks}
	}
	return []source{form("XML", asXML, "x\x00y", "x\xffy", "\x1b[31mx"), form("JSON", asJSON, "x\xffy"), form("YAML", asYAML, "x\xffy"), form("folder", asFolder, "x\xffy")}
}

func asXML(doc *spec.Document) (*spec.Document, error) {
	return csdl.Read("in.xml", bytes.NewReader(xmlOf(doc)))
}

// asJSON writes a document as a careless program would, without checking names, so that repeated
// names remain.
func asJSON(doc *spec.Document) (*spec.Document, error) {
	root, err := csdljson.Value(doc)
	if err != nil {
		return nil, err
	}
	return csdljson.Read("in.json", appendJSON(nil, &root))
}

func asYAML(doc *spec.Document) (*spec.Document, error) {
	text, err := yamlOf(doc)
	if err != nil {
		return nil, err
	}
	return csdljson.Read("in.yaml", text)
}

// asFolder writes a file for each schema, as import does for each workload.
func asFolder(doc *spec.Document) (*spec.Document, error) {
	files := fstest.MapFS{}
	for i, s := range doc.Schemas {
		one := &spec.Document{Version: doc.Version, Schemas: []*spec.Schema{s}}
		if i == 0 {
			one.References = doc.References
		}
		text, err := yamlOf(one)
		if err != nil {
			return nil, err
		}
		files[strconv.Itoa(i)+".yaml"] = &fstest.MapFile{Data: text}
	}
	return csdljson.ReadFS(files, "folder")
}

// appendJSON appends a value as JSON.
func appendJSON(out []byte, v *spec.Value) []byte {
	switch v.Kind {
	case spec.Null:
		return append(out, "null"...)
	case spec.String:
		return appendText(out, v.Text)
	case spec.List:
		out = append(out, '[')
		for i := range v.List {
			out = append(appendJSON(out, &v.List[i]), ',')
		}
		return append(bytes.TrimSuffix(out, []byte(",")), ']')
	case spec.Object:
		out = append(out, '{')
		for i := range v.Members {
			out = appendText(append(out, '\n'), v.Members[i].Name)
			out = append(appendJSON(append(out, ':'), &v.Members[i].Value), ',')
		}
		return append(bytes.TrimSuffix(out, []byte(",")), '}')
	}
	if !json.Valid([]byte(v.Text)) {
		return appendText(out, v.Text) // no number, where a document has one
	}
	return append(out, v.Text...)
}

// appendText appends a JSON string. Bytes that are not UTF-8 are copied.
func appendText(out []byte, text string) []byte {
	quoted, _ := json.Marshal(strings.ReplaceAll(text, invalid, mark))
	return append(out, bytes.ReplaceAll(quoted, []byte(mark), []byte(invalid))...)
}

// A mark replaces bytes that are not UTF-8 until the document is written, because writers refuse or
// replace them.
const invalid, mark = "\xff", "notUTF8"

func yamlOf(doc *spec.Document) ([]byte, error) {
	for _, p := range places(nil, doc) {
		p.replace(invalid, mark)
	}
	text, err := csdljson.Write(doc)
	return bytes.ReplaceAll(text, []byte(mark), []byte(invalid)), err
}
