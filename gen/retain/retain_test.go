package retain_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/intunegen/intunegen/gen"
	"github.com/intunegen/intunegen/gen/retain"
	"github.com/intunegen/intunegen/spec"
	"github.com/intunegen/intunegen/spec/csdl"
)

const around = `<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>
<Schema Namespace="api" xmlns="http://docs.oasis-open.org/odata/ns/edm">%s
<EntityContainer Name="service"><EntitySet Name="pools" EntityType="api.pool"/></EntityContainer>
</Schema></edmx:DataServices></edmx:Edmx>`

func read(t *testing.T, text string) *spec.Document {
	t.Helper()
	doc, err := csdl.Read("in.csdl", strings.NewReader(strings.Replace(around, "%s", text, 1)))
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// file returns one generated file, and the parts that were kept.
func file(t *testing.T, doc *spec.Document, parts retain.Parts, name string) (string, *gen.Result) {
	t.Helper()
	result, err := gen.Generate(doc, gen.Options{Name: "api", Parts: parts})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range result.Files {
		if f.Name == name {
			return string(f.Data), result
		}
	}
	t.Fatalf("no file %s", name)
	return "", nil
}

const key = `<Key><PropertyRef Name="id"/></Key><Property Name="id" Type="Edm.String"/>`

const (
	older = `<EntityType Name="thing" Abstract="true"><Property Name="noted" Type="Edm.String"/></EntityType>
<EntityType Name="pool" BaseType="api.thing">` + key + `<Property Name="names" Type="Collection(Edm.String)" Nullable="false"/><Property Name="size" Type="api.size"/>
<Property Name="moved" Type="Edm.Int32"/><Property Name="lost" Type="api.gone"/>
<Property Name="made" Type="Edm.DateTimeOffset" Nullable="false"><Annotation Term="Org.OData.Core.V1.Computed" Bool="true"/></Property>
<Property Name="first" Type="Edm.Boolean"><Annotation Term="Org.OData.Core.V1.Immutable" Bool="true"/></Property></EntityType>
<ComplexType Name="gone"/><EnumType Name="size"><Member Name="small" Value="0"/><Member Name="huge" Value="7"/></EnumType>`
	newer = `<EntityType Name="thing" Abstract="true"><Property Name="moved" Type="Edm.Int32"/></EntityType>
<EntityType Name="pool" BaseType="api.thing">` + key + `</EntityType><EnumType Name="size"><Member Name="small" Value="0"/></EnumType>`
)

// Properties and members that are gone stay with all that was known of them, marked as deprecated;
// what moved to the base or is of a type that is gone does not. They stay the time after that too,
// and go when nothing asks for them.
func TestRestore(t *testing.T) {
	_, first := file(t, read(t, older), nil, "pool.go")
	text, second := file(t, read(t, newer), first.Parts(), "pool.go")
	if diff := cmp.Diff([]string{"api.pool/first", "api.pool/made", "api.pool/names", "api.pool/size", "api.size/huge", "api.thing/noted"}, second.Kept); diff != "" {
		t.Errorf("kept (-want +got):\n%s", diff)
	}
	for _, want := range []string{
		"// Collection of String.\n\t//\n\t// Deprecated: the service no longer describes it.\n\tNames odata.Field[[]string] `odata:\"names\"`",
		"// DateTimeOffset, not nullable, read-only.\n\t//\n\t// Deprecated", "// Boolean, only in create.\n\t//\n\t// Deprecated", "Noted odata.Field[string]",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
	size, third := file(t, read(t, newer), second.Parts(), "size.go")
	if diff := cmp.Diff(second.Files, third.Files); diff != "" {
		t.Errorf("the next time (-first +again):\n%s", diff)
	}
	if !strings.Contains(size, "// Deprecated: the service no longer describes it.\n\tSizeHuge") {
		t.Errorf("the member is not kept:\n%s", size)
	}
	if plain, _ := file(t, read(t, newer), nil, "pool.go"); strings.Contains(plain, "Deprecated") {
		t.Error("something is kept although nothing asks for it")
	}
}

// What was recorded of a property comes back: its type, class and marks.
func TestPartsRoundTrip(t *testing.T) {
	want := retain.Parts{"api.pool": {}, "api.thing": {}}
	for name, text := range map[string]string{"id": "Edm.String?,createOnly", "a": "Edm.String?,managed,secret", "b": "Collection(Edm.Int32),writeOnly,createOnly"} {
		part, ok := retain.ParsePart(text)
		if !ok || part.String() != text {
			t.Errorf("%s is read as %+v, written as %s", text, part, part)
		}
		want["api.pool"][name] = part
	}
	x, gone := retain.Restore(spec.NewIndex(read(t, `<EntityType Name="thing"/><EntityType Name="pool" BaseType="api.thing">`+key+`</EntityType>`)), want)
	if len(gone) != 2 {
		t.Errorf("kept %v", gone)
	}
	_, result := file(t, x.Doc, nil, "pool.go")
	if diff := cmp.Diff(want["api.pool"], result.Parts()["api.pool"]); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// What is not the text of a part is refused.
func TestParsePart(t *testing.T) {
	for _, text := range []string{"", "String", "Edm.String,unknown", "Edm.String,", "99999999999999999999"} {
		if part, ok := retain.ParsePart(text); ok {
			t.Errorf("%q is read as %+v", text, part)
		}
	}
}
