package spec_test

import (
	"strings"
	"testing"

	"github.com/intunegen/intunegen/spec"
)

// Names are written by alias, so that a term applied under both names is seen to be repeated, and
// targets under both are one.
func TestAliases(t *testing.T) {
	doc := read(t, `<EntityType Name="t" BaseType="ns.a.u"><NavigationProperty Name="n" Type="Collection(ns.a.t)"/>
<Annotation Term="ns.a.x" AnnotationPath="n/@ns.a.x#q"/><Annotation Term="self.x" String="ns.a.x"/></EntityType><EntityType Name="u"/>
<Annotations Target="ns.a.f(ns.a.t,Collection(ns.a.u))/p"><Annotation Term="self.x"/></Annotations>
<Annotations Target="self.f(self.t,Collection(self.u))/p"><Annotation Term="self.y" String="ns.a.x"/></Annotations>
<EntityContainer Name="c"><EntitySet Name="ts" EntityType="ns.a.t"><NavigationPropertyBinding Path="ns.a.t/n" Target="ns.a.c/ts"/></EntitySet></EntityContainer>`)
	s := doc.Schemas[0]
	t0 := s.Types[0]
	set := s.Container.EntitySets[0]
	for _, got := range [][2]string{
		{t0.Base, "self.u"}, {t0.Navigations[0].Type.Name, "self.t"}, {t0.Annotations[0].Term, "self.x"}, {t0.Annotations[0].Value.Text, "n/@self.x#q"},
		{s.Targets[0].Path, "self.f(self.t,Collection(self.u))/p"}, {s.Targets[0].Annotations[1].Value.Text, "ns.a.x"},
		{set.Type, "self.t"}, {set.Bindings[0].Path, "self.t/n"}, {set.Bindings[0].Target, "ts"},
	} {
		if got[0] != got[1] {
			t.Errorf("%q; want %q", got[0], got[1])
		}
	}
	if len(s.Targets) != 1 || len(t0.Annotations) != 1 || len(doc.Notes) != 1 || !strings.Contains(doc.Notes[0].Error(), "annotation self.x is ignored") {
		t.Errorf("%d targets, %d annotations, notes %v", len(s.Targets), len(t0.Annotations), doc.Notes)
	}
}

func TestMerge(t *testing.T) {
	one := read(t, `<ComplexType Name="a"/><Action Name="f"/><Function Name="g"><ReturnType Type="Edm.Int32"/></Function><Action Name="f"><Parameter Name="p" Type="Edm.String"/></Action>
<EntityContainer Name="c"><Singleton Name="s" Type="self.t"/></EntityContainer>`)
	two := read(t, `<EntityType Name="t"/><EntityContainer Name="c"><EntitySet Name="ts" EntityType="self.t"/></EntityContainer>`)
	doc, err := spec.Merge(one, two)
	if err != nil {
		t.Fatal(err)
	}
	s := doc.Schemas[0]
	if len(doc.Schemas) != 1 || len(s.Types) != 2 || len(s.Container.EntitySets) != 1 || len(s.Container.Singletons) != 1 {
		t.Errorf("%d schemas, %d types, %v", len(doc.Schemas), len(s.Types), s.Container)
	}
	if s.Operations[0].Name != "f" || s.Operations[1].Name != "f" || s.Operations[2].Name != "g" {
		t.Error("overloads do not stand together")
	}
	other := read(t, `<EntityContainer Name="d"/>`)
	if _, err := spec.Merge(doc, other); err == nil || !strings.Contains(err.Error(), "schema ns.a has container d here and c at in:4:1; keep one container") {
		t.Errorf("two containers: %v", err)
	}
}
