package csdl_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/intunegen/intunegen/spec"
	"github.com/intunegen/intunegen/spec/csdl"
)

// wrap puts the content of one schema into a document. The content begins on line 3.
func wrap(content string) string {
	return `<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>
<Schema Namespace="ns.sub" Alias="a" xmlns="http://docs.oasis-open.org/odata/ns/edm">
` + content + `
</Schema></edmx:DataServices></edmx:Edmx>`
}

// schema reads content as the only schema of a document.
func schema(t *testing.T, content string) *spec.Schema {
	t.Helper()
	doc, err := csdl.Read("in.csdl", strings.NewReader(wrap(content)))
	if err != nil {
		t.Fatal(err)
	}
	return doc.Schemas[0]
}

var ignorePositions = cmpopts.IgnoreTypes(spec.Position{})

func TestEntityType(t *testing.T) {
	got := schema(t, `<EntityType Name="pool" BaseType="a.base" Abstract="true" OpenType="true" HasStream="true">
  <Key><PropertyRef Name="info/id" Alias="id"/></Key>
  <Property Name="name" Type="Edm.String" Nullable="false" MaxLength="max" DefaultValue=""/>
  <Property Name="codes" Type="Collection(a.code)"/>
  <Property Name="price" Type="Edm.Decimal" Unicode="false"/>
  <NavigationProperty Name="children" Type="Collection(a.child)" ContainsTarget="true" Partner="parent">
    <ReferentialConstraint Property="name" ReferencedProperty="poolName"/><OnDelete Action="SetNull"/>
  </NavigationProperty>
</EntityType>`).Types[0]
	empty := ""
	want := &spec.StructuredType{
		Entity: true, Name: "pool", Base: "a.base", Abstract: true, Open: true, HasStream: true,
		Key: []spec.KeyProperty{{Path: "info/id", Alias: "id"}},
		Properties: []*spec.Property{
			{Name: "name", Type: spec.TypeRef{Name: "Edm.String"}, Default: &empty},
			{Name: "codes", Type: spec.TypeRef{Name: "a.code", Collection: true, Nullable: true}},
			{Name: "price", Type: spec.TypeRef{Name: "Edm.Decimal", Nullable: true, Facets: &spec.Facets{Scale: "0", Unicode: "false"}}},
		},
		Navigations: []*spec.NavigationProperty{{Name: "children", Type: spec.TypeRef{Name: "a.child", Collection: true},
			Contains: true, Partner: "parent", OnDelete: "SetNull",
			Constraints: []spec.ReferentialConstraint{{Property: "name", Referenced: "poolName"}}}},
	}
	if diff := cmp.Diff(want, got, ignorePositions); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}
