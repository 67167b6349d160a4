package diff_test

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/intunegen/intunegen/gen"
	"github.com/intunegen/intunegen/spec"
	"github.com/intunegen/intunegen/spec/csdl"
	"github.com/intunegen/intunegen/spec/csdljson"
	"github.com/intunegen/intunegen/tools/diff"
)

// described reads a schema "n" with one entity set.
func described(t *testing.T, content string) *spec.Document {
	t.Helper()
	doc, err := csdl.Read("in", strings.NewReader(`<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>
<Schema Namespace="n" Alias="self" xmlns="http://docs.oasis-open.org/odata/ns/edm">
<EntityType Name="pool"><Key><PropertyRef Name="id"/></Key><Property Name="id" Type="Edm.String"/></EntityType>
`+content+`
<EntityContainer Name="service"><EntitySet Name="pools" EntityType="n.pool"/></EntityContainer></Schema></edmx:DataServices></edmx:Edmx>`))
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// changes returns the changes between two contents, each as "What Kind Element Facet [breaks]". It
// checks that they turn the one into the other.
func changes(t *testing.T, old, new string) []string {
	t.Helper()
	before, after := described(t, old), described(t, new)
	was, is := diff.Facts(before, after)
	report, err := diff.Compare(before, after, gen.Options{Name: "diff", Faulty: true})
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(is, diff.Apply(was, report.Changes)); d != "" {
		t.Errorf("%s to %s: the changes do not make the newer description:\n%s", old, new, d)
	}
	lines := []string{}
	for _, c := range report.Changes {
		line := strings.TrimSpace(fmt.Sprintf("%s %s %s %s", c.What, c.Kind, c.Element, c.Facet))
		if c.Go.Breaking {
			line += " Go"
		}
		lines = append(lines, line)
	}
	return lines
}

const (
	action    = `<Action Name="code" IsBound="true"><Parameter Name="bindingParameter" Type="n.pool"/></Action>`
	function  = `<Function Name="code" IsBound="true"><Parameter Name="bindingParameter" Type="n.pool"/><ReturnType Type="Edm.String"/></Function>`
	codes     = `<EnumType Name="code"><Member Name="a"/></EnumType>`
	codeTerm  = `<Term Name="code" Type="Edm.String"/>`
	intTerm   = `<Term Name="code" Type="Edm.Int32"/>`
	codeType  = `<ComplexType Name="code"><Property Name="p" Type="Edm.String"/></ComplexType>`
	container = `<ComplexType Name="service"><Property Name="pools" Type="Edm.String"/></ComplexType>`
)

// Kinds that are used in different places may share a name, and are matched by kind.
func TestFaultE2_SharedNames(t *testing.T) {
	for _, test := range []struct {
		old, new string
		want     []string
	}{
		{codeType + codeTerm, codeType + codeTerm, []string{}},
		{codeTerm + codeType, codeType + codeTerm, []string{}},
		{codeType, codeType + codeTerm, []string{"added term @n.code"}},
		{codeTerm, codeTerm + codeType, []string{"added complex type n.code"}},
		{codeType + codeTerm, codeTerm, []string{"removed complex type n.code Go"}},
		{codeType + codeTerm, codeType, []string{"removed term @n.code"}},
		{codeType + codeTerm, codeType + intTerm, []string{"changed term @n.code $Type"}},
		{codes + codeTerm + action, codes + codeTerm + action, []string{}},
		{codes + codeTerm + action, codes + action, []string{"removed term @n.code"}},
		{container, container, []string{}},
		{container + codeTerm + intTerm, container + codeTerm, []string{}}, // the first counts
	} {
		if got := changes(t, test.old, test.new); !slices.Equal(got, test.want) {
			t.Errorf("%s to %s:\n%q; want\n%q", test.old, test.new, got, test.want)
		}
		for _, content := range []string{test.old, test.new} {
			text, err := csdljson.Write(described(t, content))
			if err != nil {
				t.Fatal(err)
			}
			again, err := csdljson.Read("again.yaml", text)
			if err != nil {
				t.Fatalf("%s\n%v", text, err)
			}
			was, is := diff.Facts(described(t, content), again)
			if d := cmp.Diff(was, is); d != "" {
				t.Errorf("%s: written and read again:\n%s", content, d)
			}
		}
	}
}

// What is faulty is compared all the same: the first of a double counts.
func TestFaultE2_Faulty(t *testing.T) {
	for _, content := range []string{
		codeType + codes,
		codes + codeType + action,
		`<ComplexType Name="a"><Property Name="p" Type="Edm.String"/><Property Name="p" Type="Edm.Int32"/></ComplexType>`,
		`<EnumType Name="a"><Member Name="m" Value="1"/><Member Name="m" Value="2"/></EnumType>`,
		`<EntityType Name="a" BaseType="self.a"/>`,
		`<EntityType Name="a" BaseType="self.b"/><EntityType Name="b" BaseType="self.a"><NavigationProperty Name="n" Type="self.a"/></EntityType>`,
		`<TypeDefinition Name="a" UnderlyingType="self.a"/><ComplexType Name="c"><Property Name="p" Type="self.a"/></ComplexType>`,
		`<ComplexType Name="a b"><Property Name="c/d" Type="self.none"/></ComplexType>`,
		`<Action Name="x" IsBound="true"/>`,
		`<EntityType Name="a"><NavigationProperty Name="n" Type="Edm.String"/></EntityType>`,
	} {
		if got := changes(t, content, content); len(got) > 0 {
			t.Errorf("%s differs from itself: %q", content, got)
		}
		if got := changes(t, content, content+`<ComplexType Name="more"/>`); !slices.Equal(got, []string{"added complex type n.more"}) {
			t.Errorf("%s: %q", content, got)
		}
	}
}

func TestFaultE3_MatchedByKind(t *testing.T) {
	for _, test := range []struct {
		old, new string
		want     []string
	}{
		{action, action + codes, []string{"added enumeration n.code"}},
		{action + codes, action, []string{"removed enumeration n.code Go"}},
		{function, function + codeType, []string{"added complex type n.code"}},
		{action, action + codeTerm, []string{"added term @n.code"}},
		{action + codeType, function + codeType, []string{"changed function n.code(n.pool) $Kind Go", "changed function n.code(n.pool) $ReturnType"}},
		{action + codes, codes, []string{"removed action n.code(n.pool) Go"}},
		{codes, codes + action, []string{"added action n.code(n.pool)"}},
	} {
		if got := changes(t, test.old, test.new); !slices.Equal(got, test.want) {
			t.Errorf("%s to %s:\n%q; want\n%q", test.old, test.new, got, test.want)
		}
	}
}

func TestFaultE4_Blame(t *testing.T) {
	const media = `<ComplexType Name="media"/><ComplexType Name="sub" BaseType="n.media"/><EnumType Name="e"><Member Name="m"/></EnumType>`
	property := func(attributes, annotations string) string {
		return media + `<EntityType Name="t"><Property Name="p" ` + attributes + `>` + annotations + `</Property></EntityType>`
	}
	const computed = `<Annotation Term="Org.OData.Core.V1.Computed" Bool="true"/>`
	const text = `<Annotation Term="Org.OData.Core.V1.Description" String="x"/>`
	const other = `<Annotation Term="Org.OData.Core.V1.Description" String="y"/>`
	for _, test := range []struct {
		old, new string
		want     []string
	}{
		{property(`Type="n.media" Nullable="false"`, ""), property(`Type="Edm.String"`, ""), []string{"changed property n.t/p $Nullable", "changed property n.t/p $Type Go"}},
		{property(`Type="Edm.String"`, ""), property(`Type="n.media" Nullable="false"`, ""), []string{"changed property n.t/p $Nullable", "changed property n.t/p $Type Go"}},
		{property(`Type="Edm.String" MaxLength="3"`, ""), property(`Type="Edm.Int32"`, ""), []string{"changed property n.t/p $MaxLength", "changed property n.t/p $Type Go"}},
		{property(`Type="Edm.String"`, text), property(`Type="n.e"`, other), []string{"changed property n.t/p $Type Go", "changed property n.t/p @Org.OData.Core.V1.Description"}},
		{property(`Type="Edm.String"`, ""), property(`Type="Edm.Int32"`, computed), []string{"changed property n.t/p $Type Go", "changed property n.t/p @Org.OData.Core.V1.Computed Go"}},
		{property(`Type="Edm.String"`, ""), property(`Type="Collection(Edm.String)"`, ""), []string{"changed property n.t/p $Collection Go"}},
		{property(`Type="Edm.String" Nullable="false"`, ""), property(`Type="Collection(Edm.Int32)"`, ""), []string{"changed property n.t/p $Collection", "changed property n.t/p $Nullable", "changed property n.t/p $Type Go"}},
		{property(`Type="Edm.String" Nullable="false"`, ""), property(`Type="Edm.String"`, ""), []string{"changed property n.t/p $Nullable"}},
		{property(`Type="Edm.String"`, text), property(`Type="Edm.String" DefaultValue="x"`, other), []string{"changed property n.t/p $DefaultValue", "changed property n.t/p @Org.OData.Core.V1.Description"}},
		{
			`<EnumType Name="e"><Member Name="a"/><Member Name="b"/></EnumType><Annotations Target="n.e/b">` + text + `</Annotations>`,
			`<EnumType Name="e"><Member Name="a"/></EnumType><Annotations Target="n.e/b">` + text + `</Annotations>`,
			[]string{"added annotation target @n.e/b", "removed enumeration member n.e/b Go"},
		},
		{
			property(`Type="Edm.String"`, "") + `<Annotations Target="self.t/p">` + text + `</Annotations>`,
			media + `<EntityType Name="t"/><Annotations Target="self.t/p">` + text + `</Annotations>`,
			[]string{"added annotation target @n.t/p", "removed property n.t/p Go"},
		},
		{
			media + `<EntityType Name="t"/><Annotations Target="self.t/p">` + text + `</Annotations>`,
			property(`Type="Edm.String"`, text),
			[]string{"removed annotation target @n.t/p", "added property n.t/p"},
		},
	} {
		if got := changes(t, test.old, test.new); !slices.Equal(got, test.want) {
			t.Errorf("%s\nto %s:\n%q; want\n%q", test.old, test.new, got, test.want)
		}
	}
}

// Equal descriptions have an empty list of changes.
func TestFaultE4_NoChanges(t *testing.T) {
	report, err := diff.Compare(described(t, codeType), described(t, codeType), gen.Options{Name: "diff"})
	if err != nil {
		t.Fatal(err)
	}
	for name, r := range map[string]*diff.Report{"descriptions": report, "locks": diff.CompareNames(nil, nil)} {
		var out bytes.Buffer
		if err := r.JSON(&out); err != nil || !strings.Contains(out.String(), `"changes": []`) {
			t.Errorf("%s: %v\n%s", name, err, out.String())
		}
	}
}
