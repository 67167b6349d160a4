package spec_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/intunegen/intunegen/spec"
	"github.com/intunegen/intunegen/spec/csdl"
)

// read reads the content of a schema "ns", which begins on line 3.
func read(t *testing.T, content string) *spec.Document {
	t.Helper()
	doc, err := csdl.Read("in", strings.NewReader(`<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>
<Schema Namespace="ns.a" Alias="self" xmlns="http://docs.oasis-open.org/odata/ns/edm">
`+content+`
</Schema></edmx:DataServices></edmx:Edmx>`))
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

func TestCheck(t *testing.T) {
	chain := `<ComplexType Name="t0"/>`
	for i := range 200 {
		chain += fmt.Sprintf(`<ComplexType Name="t%d" BaseType="self.t%d"/>`, i+1, i)
	}
	for name, test := range map[string]struct{ content, want string }{
		"sound":               {`<ComplexType Name="a"><Property Name="p" Type="self.a"/></ComplexType>`, ""},
		"redeclared":          {`<ComplexType Name="a"><Property Name="p" Type="Edm.String"/></ComplexType><ComplexType Name="b" BaseType="self.a"><Property Name="p" Type="Edm.String"/></ComplexType>`, ""},
		"namespace elsewhere": {`<ComplexType Name="a"><Property Name="p" Type="ns.b.t"/></ComplexType>`, ""},
		"joining characters":  {`<ComplexType Name="a‿Ⅷ"/>`, ""},
		"unknown type":        {`<ComplexType Name="a"><Property Name="p" Type="self.b"/></ComplexType>`, "in:3:23: type self.b is not defined; correct the name, or add the type by an overlay"},
		"namespace of others": {`<ComplexType Name="a" BaseType="system.object"/>`, ""},
		"mistyped namespace":  {`<ComplexType Name="a"><Property Name="p" Type="selff.a"/></ComplexType>`, "in:3:23: type selff.a is not defined"},
		"no namespace":        {`<ComplexType Name="a"><Property Name="p" Type="a"/></ComplexType>`, "in:3:23: type a is not defined"},
		"way to a value":      {`<EntityType Name="a"><NavigationProperty Name="p" Type="Edm.String"/></EntityType>`, "in:3:22: navigation property p is of type Edm.String, which is not an entity type; name an entity type, or make it a Property"},
		"way to anything":     {`<EntityType Name="a"><NavigationProperty Name="p" Type="Edm.EntityType"/></EntityType>`, ""},
		"unknown of Edm":      {`<ComplexType Name="a"><Property Name="p" Type="Edm.Strin"/></ComplexType>`, "in:3:23: type Edm.Strin is not defined; did you mean Edm.String"},
		"any value":           {`<ComplexType Name="a"><Property Name="p" Type="Edm.GeographyPoint"/><Property Name="q" Type="Edm.Untyped"/></ComplexType>`, ""},
		"defined as no type":  {`<TypeDefinition Name="a" UnderlyingType="Edm.Itn32"/>`, "in:3:1: type definition a is defined as Edm.Itn32, which is not a primitive type"},
		"letter case":         {`<ComplexType Name="a"><Property Name="p" Type="self.A"/></ComplexType>`, "did you mean ns.a.a"},
		"property twice":      {`<ComplexType Name="a"><Property Name="p" Type="Edm.String"/><Property Name="p" Type="Edm.Int32"/></ComplexType>`, "in:3:61: property p of a is defined twice; remove one of the two"},
		"member twice":        {`<EnumType Name="a"><Member Name="m"/><Member Name="m"/></EnumType>`, "in:3:38: member m of a is defined twice"},
		"long cycle":          {`<ComplexType Name="a" BaseType="self.b"/><ComplexType Name="b" BaseType="self.c"/><ComplexType Name="c" BaseType="self.b"/>`, "type ns.a.b is derived from itself"},
		"many ancestors":      {chain, "type ns.a.t101 has more than 100 ancestors"},
		"long name":           {`<ComplexType Name="` + strings.Repeat("a", 1_000_000) + `"/>`, "is longer than 128 characters; shorten the name"},
		"own definition":      {`<TypeDefinition Name="a" UnderlyingType="self.a"/>`, "in:3:1: type definition a is defined as self.a, which is not a primitive type; name a primitive type, as Edm.String"},
		"set of nothing":      {`<EntityContainer Name="c"><EntitySet Name="s" EntityType="self.b"/></EntityContainer>`, "type self.b is not defined"},
		"part of key twice":   {`<EntityType Name="a"><Key><PropertyRef Name="p"/><PropertyRef Name="p"/></Key><Property Name="p" Type="Edm.String"/></EntityType>`, "in:3:50: p is twice in the key of a; remove one of the two"},
		"set twice":           {`<EntityType Name="a"/><EntityContainer Name="c"><EntitySet Name="s" EntityType="self.a"/><Singleton Name="s" Type="self.a"/></EntityContainer>`, "singleton s of c is defined twice"},
		"no binding":          {`<Action Name="a" IsBound="true"/>`, "a is bound but has no binding parameter; add the binding parameter"},
	} {
		t.Run(name, func(t *testing.T) {
			err := spec.Check(read(t, test.content))
			if test.want == "" && err != nil || test.want != "" && (err == nil || !strings.Contains(err.Error(), test.want)) {
				t.Errorf("%.300v\nwant %s", err, test.want)
			}
		})
	}
}

// A part of a key that names nothing is noted, unless the property may be of a type defined
// elsewhere.
func TestKeysOfNothing(t *testing.T) {
	doc := read(t, `<EntityType Name="a"><Key><PropertyRef Name="p"/><PropertyRef Name="q"/></Key><Property Name="p" Type="Edm.String"/></EntityType>
<EntityType Name="b" BaseType="system.object"><Key><PropertyRef Name="p"/></Key></EntityType>`)
	if err := spec.Check(doc); err != nil {
		t.Fatal(err)
	}
	want := "in:3:50: q in the key of a is not a property of it and is read as a string; correct the name"
	if len(doc.Notes) != 1 || doc.Notes[0].Error() != want {
		t.Errorf("%v\nwant %s", doc.Notes, want)
	}
}

// What a container exposes in vain, and a base of another kind, are noted.
func TestWarnings(t *testing.T) {
	doc := read(t, `<EntityType Name="e"/><ComplexType Name="c" BaseType="self.e"/><ComplexType Name="d"/>
<Action Name="a"/>
<EntityContainer Name="all">
<EntitySet Name="es" EntityType="self.e"/><EntitySet Name="ds" EntityType="self.d"/>
<Singleton Name="one" Type="self.d"/><Singleton Name="other" Type="ns.b.t"/>
<ActionImport Name="a" Action="self.a"/><ActionImport Name="b" Action="self.b"/><FunctionImport Name="f" Function="ns.b.f"/>
</EntityContainer>`)
	if err := spec.Check(doc); err != nil {
		t.Fatal(err)
	}
	want := []string{
		"in:3:23: c and self.e, which it is derived from, are not both entity types or both complex types; correct BaseType",
		"in:6:43: entity set ds is of type self.d, which is not an entity type, and is left out; name an entity type",
		"in:7:1: singleton one is of type self.d, which is not an entity type, and is left out; name an entity type",
		"in:8:41: import b leads to self.b, which is not defined, and is left out; correct the name",
	}
	var got []string
	for _, note := range doc.Notes {
		got = append(got, note.Error())
	}
	if !slices.Equal(got, want) {
		t.Errorf("%s\nwant %s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// Of many faults the first are reported, and how many more there are.
func TestManyFaults(t *testing.T) {
	var types strings.Builder
	for i := range 100 {
		fmt.Fprintf(&types, `<ComplexType Name="a %d"/>`, i)
	}
	err := spec.Check(read(t, types.String()))
	if err == nil || strings.Count(err.Error(), "\n") != 50 || !strings.HasSuffix(err.Error(), "more faults") {
		t.Errorf("%v", err)
	}
}
