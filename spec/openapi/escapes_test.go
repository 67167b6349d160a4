package openapi_test

import (
	"strings"
	"testing"

	"github.com/intunegen/intunegen/spec/openapi"
)

// A description in YAML with the escapes of JSON is read as the same one in JSON.
func TestFaultF5_OpenAPI(t *testing.T) {
	const text = `{"openapi": "3.0.1", "info": {"title": "x", "version": "1"}, "servers": [{"url": "https:\/\/graph.microsoft.com\/v1.0"}], "paths": {},
"components": {"schemas": {"n.a": {"type": "object", "properties": {"p": {"type": "string", "description": "a \ud83d\ude00 \/"}}}}}}`
	for form, text := range map[string]string{"JSON": text, "YAML": "# a comment\n" + text} {
		d, err := openapi.Read("in", strings.NewReader(text), openapi.Known{})
		if err != nil {
			t.Errorf("%s: %v", form, err)
			continue
		}
		p := d.Doc.Schemas[0].Types[0].Properties[0]
		if d.Path != "/v1.0" || len(p.Annotations) != 1 || p.Annotations[0].Value.Text != "a 😀 /" {
			t.Errorf("%s: %s, %+v", form, d.Path, p.Annotations)
		}
	}
}
