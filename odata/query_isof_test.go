package odata_test

import (
	"testing"

	"github.com/intunegen/intunegen/odata"
)

func TestIsOf(t *testing.T) {
	for want, c := range map[string]odata.Condition{
		"?$filter=isof('ns.bigThing')":                     odata.IsOf[*bigThing](),
		"?$filter=isof('ns.thing')":                        odata.IsOf[anyThing](),
		"?$filter=isof('ns.size')":                         odata.IsOf[thingSize](),
		"?$filter=not%20(isof('ns.round'))":                odata.Not(odata.IsOf[*round]()),
		"?$filter=isof('ns.ball')%20or%20isof('ns.shape')": odata.Or(odata.IsOf[*ball](), odata.IsOf[anyShape]()),
		"?$filter=isof('ns.ball')%20and%20name%20eq%20'a'": odata.And(odata.IsOf[*ball](), odata.Eq(odata.Property[string]{"name"}, "a")),
		"?$filter=size/unit%20eq%20'cm'":                   odata.Eq(odata.At(odata.Property[*thingSize]{"size"}, odata.Property[string]{"unit"}), "cm"),
	} {
		if got, err := odata.EncodeQuery([]odata.QueryOption{odata.Filter(c)}); err != nil || got != want {
			t.Errorf("got %s, %v; want %s", got, err, want)
		}
	}
	for name, c := range map[string]odata.Condition{
		"a scalar": odata.IsOf[string](), "any": odata.IsOf[any](), "a slice": odata.IsOf[[]thing](), "no model": odata.IsOf[struct{}](), "in a list": odata.Or(odata.IsOf[*ball](), odata.IsOf[int]()),
	} {
		if got, err := odata.EncodeQuery([]odata.QueryOption{odata.Filter(c)}); err == nil {
			t.Errorf("%s: got %s", name, got)
		}
	}
}
