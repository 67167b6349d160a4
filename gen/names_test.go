package gen_test

import (
	"fmt"
	"go/ast"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/intunegen/intunegen/gen"
	"github.com/intunegen/intunegen/gen/names"
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

// Whatever a later description adds, names given earlier stay: those of companions, constants and
// fields, and those that every package has.
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
		for _, n := range items {
			if now := kept.Names[scope].Of(n.Key); now != n.Go {
				t.Errorf("%s %s was %s and is %s", scope, n.Key, n.Go, now)
			}
			if items := fresh.Names[scope]; items != nil && items.Of(n.Key) != n.Go { // a scope that is gone is that of the client, which moved
				moved = append(moved, n.Key)
			}
		}
	}
	slices.Sort(moved)
	if want := []string{"Name", "fixed:Client", "member:api.size/small", "patch:api.pool"}; !slices.Equal(moved, want) {
		t.Errorf("without a lock these would have moved: %v; want %v", moved, want)
	}
	for scope, items := range kept.Names {
		seen := map[string]string{}
		for _, n := range items {
			if other, double := seen[n.Go]; double {
				t.Errorf("%s: %s and %s are both %s", scope, n.Key, other, n.Go)
			}
			seen[n.Go] = n.Key
		}
	}
}

// No exported name changes when a later description adds types that would have the same names.
func TestCollisionsRenameNothing(t *testing.T) {
	const operations = `<Action Name="fill" IsBound="true"><Parameter Name="b" Type="api.pool"/><Parameter Name="x" Type="Edm.String"/></Action>
<EntityType Name="bigPool" BaseType="api.pool"><Property Name="more" Type="Edm.String"/></EntityType>`
	opts := gen.Options{Name: "api", Source: "in.csdl"}
	first, err := gen.Generate(small(t, "", operations), opts)
	if err != nil {
		t.Fatal(err)
	}
	before := exportedNames(t, first)
	taken := map[string]bool{}
	for name := range before {
		top, _, _ := strings.Cut(name, ".")
		taken[top] = true
	}
	var hostile strings.Builder // a type for every name there is, and properties for those of the pool
	for _, name := range slices.Sorted(maps.Keys(taken)) {
		if lower := strings.ToLower(name[:1]) + name[1:]; !slices.Contains([]string{"pool", "bigPool", "size"}, lower) && ast.IsExported(name) {
			fmt.Fprintf(&hostile, `<ComplexType Name="%s"/><EnumType Name="%s"><Member Name="a" Value="0"/></EnumType>`, lower, name)
		}
	}
	later := small(t, `<Property Name="ID" Type="Edm.String"/><Property Name="name" Type="Edm.String"/><Property Name="Extra" Type="Edm.String"/>`, operations+hostile.String())
	opts.Earlier = first.Names
	second, err := gen.Generate(later, opts)
	if err != nil {
		t.Fatal(err)
	}
	after := exportedNames(t, second)
	for name := range before {
		if !after[name] {
			t.Errorf("%s is gone", name)
		}
	}
	for _, n := range first.Names[names.Top] {
		if now := second.Names[names.Top].Of(n.Key); now != n.Go {
			t.Errorf("%s was %s and is %s", n.Key, n.Go, now)
		}
	}
	if len(before) < 40 {
		t.Errorf("only %d names", len(before))
	}
}

// generateWith generates under the names of an earlier result.
func generateWith(t *testing.T, doc *spec.Document, earlier names.Table) *gen.Result {
	t.Helper()
	result, err := gen.Generate(doc, gen.Options{Name: "api", Source: "in.csdl", Earlier: earlier})
	if err != nil {
		t.Fatal(err)
	}
	return result
}

// Overloads of one name, inherited from several types, keep their names apart when the package is
// generated again.
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
	if diff := cmp.Diff(first, second, cmpopts.IgnoreUnexported(gen.Planned{})); diff != "" {
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
	if got := second.Names[names.Top].Of("type:api.PoolPatch"); got != "PoolPatch" {
		t.Errorf("the type is called %s", got)
	}
}
