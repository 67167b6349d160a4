package importer_test

import (
	"strings"
	"testing"
)

// What the schema computes is read-only where a documented body of the type leaves it out; where
// none is documented nothing says so.
func TestComputedWithoutBodies(t *testing.T) {
	opts := options(t)
	opts.Metadata = parse(t, strings.Replace(service, `<Property Name="kind" Type="api.kind"/><Property Name="other"`,
		`<Property Name="made" Type="Edm.String"><Annotation Term="Org.OData.Core.V1.Computed" Bool="true"/></Property><Property Name="other"`, 1))
	files, _ := doImport(t, opts)
	for file, want := range map[string]string{
		"management": `{class: managed, source: "computed by the schema, no body of the type is documented"}`,
		"esim":       `{class: readOnly, source: computed by the schema}`,
	} {
		if !strings.Contains(files[file], want) {
			t.Errorf("%s lacks %s:\n%s", file, want, files[file])
		}
	}
}
