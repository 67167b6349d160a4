package gen_test

import (
	"go/ast"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/intunegen/intunegen/gen"
	"github.com/intunegen/intunegen/gen/names"
	"github.com/intunegen/intunegen/spec"
)

// rings returns a service with rings. The names of their type and enumeration are given, so that a
// later description can have others.
func rings(t *testing.T, ring, colour string) *spec.Document {
	t.Helper()
	return small(t, `<NavigationProperty Name="rings" Type="Collection(api.`+ring+`)" ContainsTarget="true"/>`, `<EntityType Name="`+ring+`"><Key><PropertyRef Name="id"/></Key>
<Property Name="id" Type="Edm.String"/><Property Name="colour" Type="api.`+colour+`"/></EntityType>
<EntityType Name="goldRing" BaseType="api.`+ring+`"/><EnumType Name="`+colour+`"><Member Name="red" Value="0"/></EnumType>
<Action Name="turn" IsBound="true"><Parameter Name="b" Type="api.`+ring+`"/><Parameter Name="x" Type="Edm.String"/></Action>`)
}

// What was renamed upstream keeps its earlier names as deprecated ones: of the type and of all that
// comes with it.
func TestRenames(t *testing.T) {
	first := generateWith(t, rings(t, "ring", "hue"), nil)
	renamed := generateWith(t, rings(t, "deviceRing", "hueType"), first.Names)
	is := exportedNames(t, renamed)
	for name := range exportedNames(t, first) {
		if !strings.Contains(name, ".") && ast.IsExported(name) {
			if !is[name] {
				t.Errorf("%s is gone", name)
			}
		}
	}
	for _, name := range []string{"Ring", "RingPatch", "AnyRing", "AnyRingPatch", "RingBuilder", "RingCollection", "RingProperties", "RingTurnParams", "Hue", "HueRed"} {
		if !slices.ContainsFunc(renamed.Names[names.AliasScope], func(n names.Name) bool { return n.Go == name }) {
			t.Errorf("%s is not an earlier name: %v", name, renamed.Names[names.AliasScope])
		}
	}
	again := generateWith(t, rings(t, "deviceRing", "hueType"), renamed.Names)
	if diff := cmp.Diff(renamed, again, cmpopts.IgnoreUnexported(gen.Planned{})); diff != "" {
		t.Errorf("the same description gives another package (-first +again):\n%s", diff)
	}
	delete(renamed.Names, names.AliasScope) // as for another description
	if later := generateWith(t, rings(t, "deviceRing", "hueType"), renamed.Names); exportedNames(t, later)["Ring"] {
		t.Error("the earlier name is still there after its cycle")
	}
}

// An earlier name is not given to anything new while it is kept.
func TestEarlierNamesAreTaken(t *testing.T) {
	first := generateWith(t, rings(t, "ring", "hue"), nil)
	later := rings(t, "deviceRing", "hue")
	later.Schemas[0].Types = append(later.Schemas[0].Types, &spec.StructuredType{Name: "Ring"}, &spec.StructuredType{Name: "ringPatch"})
	got := generateWith(t, later, first.Names)
	for key, want := range map[string]string{"type:api.Ring": "Ring_", "type:api.ringPatch": "RingPatch_", "type:api.deviceRing": "DeviceRing"} {
		if now := got.Names[names.Top].Of(key); now != want {
			t.Errorf("%s is %s; want %s", key, now, want)
		}
	}
}

// What is like nothing, or like several, or has the same properties under quite another name, is
// not taken for a rename.
func TestNoRenames(t *testing.T) {
	first := generateWith(t, small(t, "", `<ComplexType Name="plan"><Property Name="a" Type="Edm.String"/></ComplexType>`), nil)
	const a = `<Property Name="a" Type="Edm.String"/></ComplexType>`
	for name, later := range map[string]string{
		"another name":       `<ComplexType Name="scheme">` + a,
		"other properties":   `<ComplexType Name="bigPlan"><Property Name="b" Type="Edm.String"/></ComplexType>`,
		"two of them":        `<ComplexType Name="bigPlan">` + a + `<ComplexType Name="planned">` + a,
		"still there":        `<ComplexType Name="plan">` + a + `<ComplexType Name="bigPlan">` + a,
		"only case, same Go": `<ComplexType Name="Plan">` + a,
	} {
		got := generateWith(t, small(t, "", later), first.Names)
		if all := got.Names[names.AliasScope]; len(all) > 0 {
			t.Errorf("%s: %v", name, all)
		}
	}
}
