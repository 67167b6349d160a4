package diff_test

import (
	"slices"
	"testing"
)

// A description with texts is no other description than the same without. Texts that both have are
// compared.
func TestFaultE5_Texts(t *testing.T) {
	const (
		text = `<Annotation Term="Org.OData.Core.V1.Description" String="x"/><Annotation Term="Org.OData.Core.V1.LongDescription" String="long"/>`
		gone = `<Annotation Term="Org.OData.Core.V1.Revisions"><Collection><Record><PropertyValue Property="Date" Date="2026-01-01"/><PropertyValue Property="Description" String="x"/></Record></Collection></Annotation>`
		date = `<Annotation Term="Org.OData.Core.V1.Revisions"><Collection><Record><PropertyValue Property="Date" Date="2026-01-01"/></Record></Collection></Annotation>`
	)
	of := func(annotations, more string) string {
		return `<EntityType Name="t"><Property Name="p" Type="Edm.String">` + annotations + `</Property></EntityType>` + more
	}
	for _, test := range []struct {
		old, new string
		want     []string
	}{
		{of("", ""), of(text, ""), nil},
		{of(text, ""), of("", ""), nil},
		{of(date, ""), of(text+gone, ""), nil},
		{of("", ""), of(text, `<Annotations Target="self.nowhere">`+text+`</Annotations>`), nil},
		{of("", ""), of(text, `<ComplexType Name="c"/>`), []string{"added complex type n.c"}},
		{of(text, ""), of(text, `<ComplexType Name="c">`+text+`</ComplexType>`), []string{"added complex type n.c"}},
	} {
		if got := changes(t, test.old, test.new); !slices.Equal(got, test.want) {
			t.Errorf("%s\nto %s:\n%q; want\n%q", test.old, test.new, got, test.want)
		}
	}
}
