package trust

import (
	"slices"
	"strings"
	"testing"

	"github.com/intunegen/intunegen/gen"
	"github.com/intunegen/intunegen/gen/retain"
	"github.com/intunegen/intunegen/spec/openapi"
)

// What a description is called, and the path that its server gives, are in comments and literals
// alone.
func TestFaultA1_SourceAndPath(t *testing.T) {
	options := gen.Options{Name: "trusted", Source: harmless, Path: "/" + harmless}
	twin, err := generatedWith(document(t), options)
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range hostile {
		for _, options := range []gen.Options{{Name: "trusted", Source: text, Path: options.Path}, {Name: "trusted", Source: harmless, Path: "/" + text}} {
			got, err := generatedWith(document(t), options)
			if err != nil || !slices.Equal(got, twin) {
				t.Errorf("%+v: %v: %s", options, err, difference(twin, got))
			}
		}
	}
}

func TestFaultA1_ServerPath(t *testing.T) {
	for _, text := range hostile {
		written := strings.Replace(string(described), `https://graph.microsoft.com/v1.0`, "https://graph.microsoft.com/SERVER", 1)
		quoted := string(appendText(nil, text))
		read, err := openapi.Read("in", strings.NewReader(strings.Replace(written, "SERVER", quoted[1:len(quoted)-1], 1)), openapi.Known{Path: "/beta"})
		if err != nil {
			if text != invalidText {
				t.Errorf("%q: %v", text, err)
			}
			continue
		}
		if _, err := generatedWith(read.Doc, gen.Options{Name: "trusted", Source: "a test", Path: read.Path}); err != nil {
			t.Errorf("%q: %v", text, err)
		}
	}
}

const invalidText = "x" + invalid + "y"

// What a lock says that a package had is names and types like those of a description.
func TestFaultA1_Parts(t *testing.T) {
	for _, text := range hostile {
		if text == invalidText {
			continue
		}
		for _, parts := range []retain.Parts{
			{"microsoft.graph.pool": {text: {Type: "Edm.String", Nullable: true}}},
			{"microsoft.graph.pool": {"gone": {Type: "Edm." + text}}},
			{"microsoft.graph.pool": {"gone": {Type: text, Collection: true}}},
			{"microsoft.graph.kind": {text: {Member: true, Value: 7}}},
			{text: {"gone": {Type: "Edm.String"}}},
		} {
			_, err := generatedWith(document(t), gen.Options{Name: "trusted", Path: "/beta", Parts: parts})
			if err != nil && !strings.Contains(err.Error(), "; ") {
				t.Errorf("%q: %v", parts, err)
			}
		}
	}
}
