package trust

import (
	"bytes"
	_ "embed"
	"strings"
	"testing"

	"github.com/intunegen/intunegen/spec"
	"github.com/intunegen/intunegen/spec/csdljson"
	"github.com/intunegen/intunegen/spec/openapi"
	"github.com/intunegen/intunegen/spec/overlay"
)

//go:embed testdata/overlay.yaml
var corrections []byte

//go:embed testdata/openapi.yaml
var described []byte

// tree returns a source of texts in JSON: names of members and all scalars. The members of objects
// called as in maps have any name.
func tree(t *testing.T, name string, text []byte, maps string, read func(text []byte) (*spec.Document, error)) source {
	t.Helper()
	parsed := func() (*spec.Value, []place) {
		root, err := csdljson.Parse(name, text)
		if err != nil {
			t.Fatal(err)
		}
		w := walk{t: t, maps: strings.Fields(maps)}
		w.annotation(&root, "")
		return &root, w.found
	}
	_, all := parsed()
	var kinds []string
	for _, p := range all {
		kinds = append(kinds, p.kind)
	}
	return source{name, kinds, func(place int, text string) (*spec.Document, error) {
		root, all := parsed()
		if place != unchanged {
			all[place].set(text)
		}
		return read(appendJSON(nil, root))
	}, []string{"x\xffy"}}
}

// overlays returns the source of the texts of an overlay.
func overlays(t *testing.T) source {
	return tree(t, "overlay", corrections, "", func(text []byte) (*spec.Document, error) {
		o, err := overlay.Read("overlay.json", text)
		if err != nil {
			return nil, err
		}
		doc := document(t)
		return doc, o.Apply(doc).Err()
	})
}

// openAPI returns the source of the texts of an OpenAPI document.
func openAPI(t *testing.T) source {
	return tree(t, "OpenAPI", described, "paths schemas properties responses content mapping", func(text []byte) (*spec.Document, error) {
		read, err := openapi.Read("openapi.json", bytes.NewReader(text), openapi.Known{Path: "/beta"})
		if err != nil {
			return nil, err
		}
		return read.Doc, nil
	})
}
