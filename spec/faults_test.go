package spec_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/intunegen/intunegen/spec"
)

// Odd names that can be used are noted, others are faults of the node that has them.
func TestFaultE1_Names(t *testing.T) {
	for _, test := range []struct {
		content, name string
		noted         bool
	}{
		{`<ComplexType Name="a"><Property Name="%s" Type="Edm.String"/></ComplexType>`, "request-id", true},
		{`<ComplexType Name="a"><Property Name="%s" Type="Edm.String"/></ComplexType>`, "2fa", true},
		{`<ComplexType Name="a"><Property Name="%s" Type="Edm.String"/></ComplexType>`, "a.b", true},
		{`<ComplexType Name="a"><Property Name="%s" Type="Edm.String"/></ComplexType>`, "a b", false},
		{`<ComplexType Name="a"><Property Name="%s" Type="Edm.String"/></ComplexType>`, "a/b", false},
		{`<ComplexType Name="a"><Property Name="%s" Type="Edm.String"/></ComplexType>`, "a&quot;b", false},
		{`<ComplexType Name="a"><Property Name="%s" Type="Edm.String"/></ComplexType>`, "@odata.x", false},
		{`<ComplexType Name="a"><Property Name="%s" Type="Edm.String"/></ComplexType>`, "-", false},
		{`<ComplexType Name="a"><Property Name="%s" Type="Edm.String"/></ComplexType>`, ".a", false},
		{`<EnumType Name="a"><Member Name="%s"/></EnumType>`, "Collection(String)", true},
		{`<EnumType Name="a"><Member Name="%s"/></EnumType>`, "Collection(Edm.String)", true},
		{`<EnumType Name="a"><Member Name="%s"/></EnumType>`, "3", true},
		{`<EnumType Name="a"><Member Name="%s"/></EnumType>`, "a,b", false},
		{`<ComplexType Name="%s"/>`, "my-type", true},
		{`<ComplexType Name="%s"/>`, "my.type", false},
		{`<ComplexType Name="%s"/>`, "Collection(a)", false},
		{`<EntityType Name="e"><NavigationProperty Name="%s" Type="self.e"/></EntityType>`, "on-behalf", true},
		{`<EntityType Name="e"><NavigationProperty Name="%s" Type="self.e"/></EntityType>`, "a(b)", false},
		{`<Action Name="%s"/>`, "re-send", true},
		{`<Action Name="a"><Parameter Name="%s" Type="Edm.String"/></Action>`, "reply-to", true},
		{`<EntityType Name="e"/><EntityContainer Name="c"><EntitySet Name="%s" EntityType="self.e"/></EntityContainer>`, "x-things", true},
	} {
		doc := read(t, fmt.Sprintf(test.content, test.name))
		err := spec.Check(doc)
		if (err == nil) != test.noted || test.noted && (len(doc.Notes) != 1 || !strings.Contains(doc.Notes[0].Error(), "is used as it is")) {
			t.Errorf("%s: %v, notes %v", test.name, err, doc.Notes)
		}
	}
}

// What is said twice in the same words is said once, with a note; in different words it is a fault.
func TestFaultE1_Doubles(t *testing.T) {
	const set = `<EntityType Name="e"/><EntityType Name="f"/><EntityContainer Name="c">`
	for _, test := range []struct {
		content string
		noted   bool
	}{
		{set + `<Singleton Name="s" Type="self.e"/><Singleton Name="s" Type="self.e"/></EntityContainer>`, true},
		{set + `<Singleton Name="s" Type="self.e"/><Singleton Name="s" Type="self.e"><NavigationPropertyBinding Path="p" Target="s"/></Singleton></EntityContainer>`, true},
		{set + `<Singleton Name="s" Type="self.e"/><Singleton Name="s" Type="self.f"/></EntityContainer>`, false},
		{set + `<EntitySet Name="s" EntityType="self.e"/><EntitySet Name="s" EntityType="self.e"/></EntityContainer>`, true},
		{set + `<EntitySet Name="s" EntityType="self.e"/><Singleton Name="s" Type="self.e"/></EntityContainer>`, false},
		{`<ComplexType Name="a"><Property Name="p" Type="Edm.String"/></ComplexType><ComplexType Name="a"><Property Name="p" Type="Edm.String"/></ComplexType>`, true},
		{`<ComplexType Name="a"><Property Name="p" Type="Edm.String"/></ComplexType><ComplexType Name="a"/>`, false},
		{`<ComplexType Name="a"/><EntityType Name="a"/>`, false},
		{`<EnumType Name="a"><Member Name="m"/></EnumType><EnumType Name="a"><Member Name="m"/></EnumType>`, true},
		{`<EnumType Name="a"><Member Name="m" Value="1"/><Member Name="m" Value="1"/></EnumType>`, true},
		{`<EnumType Name="a"><Member Name="m" Value="1"/><Member Name="m" Value="2"/></EnumType>`, false},
		{`<ComplexType Name="a"><Property Name="p" Type="Edm.String"/><Property Name="p" Type="Edm.String"/></ComplexType>`, true},
		{`<ComplexType Name="a"><Property Name="p" Type="Edm.String"/><Property Name="p" Type="Edm.String" MaxLength="3"/></ComplexType>`, false},
		{`<EntityType Name="e"><NavigationProperty Name="n" Type="self.e"/><NavigationProperty Name="n" Type="Collection(self.e)"/></EntityType>`, false},
	} {
		doc := read(t, test.content)
		err := spec.Check(doc)
		if (err == nil) != test.noted || test.noted && (len(doc.Notes) != 1 || !strings.Contains(doc.Notes[0].Error(), "is ignored, because it is given already at in:3:")) {
			t.Errorf("%s: %v, notes %v", test.content, err, doc.Notes)
		}
	}
}

// Faults belong to the node that has them; those of unused nodes are notes.
func TestFaultE1_UnusedNodes(t *testing.T) {
	doc := read(t, `<ComplexType Name="good"/>
<ComplexType Name="bad one"/>
<ComplexType Name="bad"><Property Name="p" Type="self.none"/></ComplexType>
<ComplexType Name="loop" BaseType="self.loop"/>`)
	x := spec.NewIndex(doc)
	faults := spec.Inspect(x)
	if err := faults.Whole(); err != nil || faults.IsEmpty() || faults.Err() == nil {
		t.Fatal(err)
	}
	p := x.Types["ns.a.bad"].Properties[0]
	if len(faults.Of(p)) != 1 || len(faults.Of("ns.a.loop")) != 1 || len(faults.Of("ns.a.good"))+len(faults.Of("ns.a.bad")) != 0 {
		t.Errorf("the faults are not with their nodes: %v", faults.Err())
	}
	var got []string
	for _, note := range faults.Unused(map[any]bool{p: true}) {
		got = append(got, note.Error())
	}
	want := []string{
		`in:4:1: name "bad one" is not a valid identifier; what was selected does not use it; correct the name`,
		`in:6:1: type ns.a.loop is derived from itself; what was selected does not use it; correct a BaseType`,
	}
	if !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
}
