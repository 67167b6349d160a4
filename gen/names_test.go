package gen_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/intunegen/intunegen/gen"
	"github.com/intunegen/intunegen/spec"
	"github.com/intunegen/intunegen/spec/beta"
	"github.com/intunegen/intunegen/spec/csdl"
)

// small reads a service of pools; more is what a later description adds.
func small(t *testing.T, inPool, more string) *spec.Document {
	t.Helper()
	doc, err := csdl.Read("in.csdl", strings.NewReader(`<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>
<Schema Namespace="api" xmlns="http://docs.oasis-open.org/odata/ns/edm">
<EntityType Name="pool"><Key><PropertyRef Name="id"/></Key><Property Name="id" Type="Edm.String"/><Property Name="Name" Type="Edm.String"/>`+inPool+`</EntityType>
<EnumType Name="size"><Member Name="small" Value="0"/></EnumType>`+more+`
<EntityContainer Name="service"><EntitySet Name="pools" EntityType="api.pool"/></EntityContainer>
</Schema></edmx:DataServices></edmx:Edmx>`))
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// Whatever a later description adds, names given earlier stay: of companions, of constants, of fields, of what every package has.
func TestNamesStay(t *testing.T) {
	opts := gen.Options{Name: "api", Source: "in.csdl"}
	first, err := gen.Generate(small(t, "", ""), opts)
	if err != nil {
		t.Fatal(err)
	}
	later := small(t, `<Property Name="name" Type="Edm.String"/>`, `<ComplexType Name="poolPatch"/><ComplexType Name="sizeSmall"/><ComplexType Name="client"/>`)
	fresh, err := gen.Generate(later, opts)
	if err != nil {
		t.Fatal(err)
	}
	opts.Earlier = first.Names
	kept, err := gen.Generate(later, opts)
	if err != nil {
		t.Fatal(err)
	}
	var moved []string
	for scope, items := range first.Names {
		for key, name := range items {
			if kept.Names[scope][key] != name {
				t.Errorf("%s %s was %s and is %s", scope, key, name, kept.Names[scope][key])
			}
			if items := fresh.Names[scope]; items != nil && items[key] != name { // a scope that is gone is that of the client, which moved
				moved = append(moved, key)
			}
		}
	}
	slices.Sort(moved)
	if want := []string{"Name", "fixed:Client", "member:api.size/small", "patch:api.pool"}; !slices.Equal(moved, want) {
		t.Errorf("without a lock these would have moved: %v; want %v", moved, want)
	}
	for scope, items := range kept.Names {
		seen := map[string]string{}
		for key, name := range items {
			if other, double := seen[name]; double {
				t.Errorf("%s: %s and %s are both %s", scope, key, other, name)
			}
			seen[name] = key
		}
	}
}

// Overloads of one name, inherited from several types, keep their names apart when the package is generated again.
func TestOverloadsStay(t *testing.T) {
	const more = `<EntityType Name="bigPool" BaseType="api.pool"/>
<Action Name="fill" IsBound="true"><Parameter Name="b" Type="api.pool"/><Parameter Name="x" Type="Edm.String"/></Action>
<Action Name="fill" IsBound="true"><Parameter Name="b" Type="api.bigPool"/><Parameter Name="x" Type="Edm.String"/></Action>
<Action Name="fill" IsBound="true"><Parameter Name="b" Type="api.bigPool"/><Parameter Name="y" Type="Edm.String"/></Action>
<Action Name="empty" IsBound="true"><Parameter Name="b" Type="api.pool"/></Action>
<Action Name="empty" IsBound="true"><Parameter Name="b" Type="api.bigPool"/></Action>`
	opts := gen.Options{Name: "api", Source: "in.csdl"}
	first, err := gen.Generate(small(t, "", more), opts)
	if err != nil {
		t.Fatal(err)
	}
	opts.Earlier = first.Names
	second, err := gen.Generate(small(t, "", more), opts)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(first, second); diff != "" {
		t.Errorf("(-first +again):\n%s", diff)
	}
}

// The package for all of Intune is the same when it is generated again under its own names.
func TestSameUnderOwnNames(t *testing.T) {
	doc, err := beta.Document()
	if err != nil {
		t.Fatal(err)
	}
	first, err := gen.Generate(doc, options)
	if err != nil {
		t.Fatal(err)
	}
	again := options
	again.Earlier = first.Names
	second, err := gen.Generate(doc, again)
	if err != nil {
		t.Fatal(err)
	}
	for i, f := range first.Files {
		if string(f.Data) != string(second.Files[i].Data) {
			t.Errorf("%s differs", f.Name)
		}
	}
}

// What is gone gives its name free.
func TestNamesOfWhatIsGone(t *testing.T) {
	opts := gen.Options{Name: "api", Source: "in.csdl"}
	first, err := gen.Generate(small(t, "", `<ComplexType Name="poolPatch"/>`), opts)
	if err != nil {
		t.Fatal(err)
	}
	opts.Earlier = first.Names
	second, err := gen.Generate(small(t, "", `<ComplexType Name="PoolPatch"/>`), opts)
	if err != nil {
		t.Fatal(err)
	}
	if got := second.Names["top"]["type:api.PoolPatch"]; got != "PoolPatch" {
		t.Errorf("the type is called %s", got)
	}
}
