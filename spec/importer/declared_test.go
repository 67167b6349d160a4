package importer_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/intunegen/intunegen/spec"
	"github.com/intunegen/intunegen/spec/csdljson"
)

// Where no page has a table, properties stand as the youngest earlier description declares them;
// what it lacks stands behind its predecessor in an older one, else last.
func TestEarlierOrder(t *testing.T) {
	before, _ := doImport(t, options(t))
	opts := options(t)
	opts.Metadata = parse(t, strings.Replace(service, `<Property Name="other" Type="api.kind"/>`,
		`<Property Name="a" Type="Edm.String"/><Property Name="gone" Type="Edm.String"/><Property Name="other" Type="api.kind"/>`, 1))
	const pool = `<EntityType Name="pool"><Property Name="sum" Type="Edm.Int32"/><Property Name="count" Type="Edm.Int32"/><Property Name="displayName" Type="Edm.String"/></EntityType>`
	opts.Earlier = []*spec.Document{
		parse(t, `<EntityType Name="desktop"><Property Name="kind" Type="Edm.String"/><Property Name="other" Type="Edm.String"/><Property Name="gone" Type="Edm.String"/></EntityType>`),
		parse(t, pool+`<EntityType Name="desktop"><Property Name="other" Type="Edm.String"/><Property Name="lost" Type="Edm.String"/><Property Name="kind" Type="Edm.String"/></EntityType>`),
	}
	after, _ := doImport(t, opts)
	if got, want := propertiesOf(t, after["management"], "desktop"), []string{"other", "gone", "kind", "a"}; !slices.Equal(got, want) {
		t.Errorf("desktop has %v; want %v", got, want)
	}
	if got, want := propertiesOf(t, after["esim"], "pool")[:4], propertiesOf(t, before["esim"], "pool")[:4]; !slices.Equal(got, want) {
		t.Errorf("pool, which has tables, has %v; want %v", got, want)
	}
}

// propertiesOf lists the properties of a type of a file, in its order.
func propertiesOf(t *testing.T, text, name string) []string {
	t.Helper()
	doc, err := csdljson.Read("out.yaml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, p := range spec.NewIndex(doc).Types["api."+name].Properties {
		names = append(names, p.Name)
	}
	return names
}
