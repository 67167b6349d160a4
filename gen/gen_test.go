package gen_test

import (
	"bytes"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/intunegen/intunegen/gen"
	"github.com/intunegen/intunegen/spec/beta"
	"github.com/intunegen/intunegen/spec/csdl"
)

// The order of types, enumerations and operations in a description does not matter.
func TestDeterministic(t *testing.T) {
	first, err := beta.Document()
	if err != nil {
		t.Fatal(err)
	}
	want, err := gen.Generate(first, options)
	if err != nil {
		t.Fatal(err)
	}
	second, err := beta.Document()
	if err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(3, 4))
	for _, s := range second.Schemas {
		r.Shuffle(len(s.Types), func(i, j int) { s.Types[i], s.Types[j] = s.Types[j], s.Types[i] })
		r.Shuffle(len(s.Enums), func(i, j int) { s.Enums[i], s.Enums[j] = s.Enums[j], s.Enums[i] })
		r.Shuffle(len(s.Operations), func(i, j int) { s.Operations[i], s.Operations[j] = s.Operations[j], s.Operations[i] })
	}
	got, err := gen.Generate(second, options)
	if err != nil {
		t.Fatal(err)
	}
	if len(got.Files) != len(want.Files) {
		t.Fatalf("%d files; want %d", len(got.Files), len(want.Files))
	}
	for i := range want.Files {
		if !bytes.Equal(got.Files[i].Data, want.Files[i].Data) {
			t.Errorf("%s differs", want.Files[i].Name)
		}
	}
}

const wrapped = `<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>
<Schema Namespace="microsoft.graph" xmlns="http://docs.oasis-open.org/odata/ns/edm">
%s
</Schema></edmx:DataServices></edmx:Edmx>`

// Bad input is an error with position and remedy.
func TestBadInput(t *testing.T) {
	for name, test := range map[string]struct{ body, want string }{
		"unknown type": {`<ComplexType Name="a"><Property Name="p" Type="microsoft.graph.B"/></ComplexType><ComplexType Name="b"/>`, "in.csdl:3:23: type microsoft.graph.B is not defined; did you mean microsoft.graph.b"},
		"cycle":        {`<ComplexType Name="a" BaseType="microsoft.graph.a"/>`, "in.csdl:3:1: type microsoft.graph.a is derived from itself; correct a BaseType"},
		"duplicate":    {`<ComplexType Name="a"/><EnumType Name="a"/>`, "in.csdl:3:24: microsoft.graph.a is defined twice, first at in.csdl:3:1; remove one of the two"},
		"identifier":   {`<ComplexType Name="a b"/>`, `in.csdl:3:1: name "a b" is not a valid identifier; correct the name`},
	} {
		doc, err := csdl.Read("in.csdl", strings.NewReader(strings.Replace(wrapped, "%s", test.body, 1)))
		if err == nil {
			_, err = gen.Generate(doc, options)
		}
		if err == nil || err.Error() != test.want {
			t.Errorf("%s: got %v; want %s", name, err, test.want)
		}
	}
}

// No text of a description can end a comment.
func TestHostileDescription(t *testing.T) {
	body := `<ComplexType Name="a"><Property Name="p" Type="Edm.String"><Annotation Term="Org.OData.Core.V1.Description" String="x */ func init() { &#10; ` + "`" + ` // y"/></Property></ComplexType>`
	doc, err := csdl.Read("in.csdl", strings.NewReader(strings.Replace(wrapped, "%s", body, 1)))
	if err != nil {
		t.Fatal(err)
	}
	result, err := gen.Generate(doc, options)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range result.Files {
		if f.Name == "a.go" && !strings.Contains(string(f.Data), "\t// x */ func init() { ` // y\n") {
			t.Errorf("the description is not in a line comment:\n%s", f.Data)
		}
	}
}

// Of several entity containers one is the service's; the others that it does not extend are named.
func TestUnexposed(t *testing.T) {
	doc, err := csdl.Read("in.csdl", strings.NewReader(`<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"
xmlns="http://docs.oasis-open.org/odata/ns/edm"><edmx:DataServices><Schema Namespace="a"><EntityContainer Name="base"/></Schema>
<Schema Namespace="b"><EntityContainer Name="service" Extends="a.base"/></Schema><Schema Namespace="c"><EntityContainer Name="other"/></Schema>
</edmx:DataServices></edmx:Edmx>`))
	if err != nil {
		t.Fatal(err)
	}
	result, err := gen.Generate(doc, options)
	if err != nil || strings.Join(result.UnusedContainers, " ") != "c.other" {
		t.Errorf("%v, %v", result, err)
	}
}

// What no path leads to has no method, and is named; a part of a description names nothing, because
// most of the rest is left out on purpose.
func TestUncalled(t *testing.T) {
	doc, err := csdl.Read("in.csdl", strings.NewReader(`<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"
xmlns="http://docs.oasis-open.org/odata/ns/edm"><edmx:DataServices><Schema Namespace="a"><EntityContainer Name="c"><EntitySet Name="ones" EntityType="a.one"/>
</EntityContainer><EntityType Name="one"><Key><PropertyRef Name="id"/></Key><Property Name="id" Type="Edm.String"/></EntityType>
<ComplexType Name="size"/><Action Name="known" IsBound="true"><Parameter Name="on" Type="a.one"/></Action>
<Action Name="lost" IsBound="true"><Parameter Name="on" Type="Collection(a.size)"/></Action><Action Name="alone"/></Schema></edmx:DataServices></edmx:Edmx>`))
	if err != nil {
		t.Fatal(err)
	}
	result, err := gen.Generate(doc, options)
	if err != nil || strings.Join(result.UnreachableOperations, " ") != "a.alone() a.lost(Collection(a.size))" {
		t.Errorf("%v, %v", result, err)
	}
	part := options
	part.Types = []string{"one"}
	if result, err := gen.Generate(doc, part); err != nil || result.UnreachableOperations != nil {
		t.Errorf("of a part: %v, %v", result, err)
	}
}
