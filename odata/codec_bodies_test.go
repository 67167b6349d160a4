package odata_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/intunegen/intunegen/odata"
)

func TestBodies(t *testing.T) {
	var received device
	if err := odata.Unmarshal([]byte(`{"id":"1","name":"n","x@y":1,"z":2,"parts":[{"id":"2"}]}`), &received); err != nil {
		t.Fatal(err)
	}
	_, err := odata.CreateBody(&received)
	if want := "odata: device cannot be sent: id is read-only, x@y is an annotation; leave this out, or use odata.Clone for what was read"; err == nil || err.Error() != want {
		t.Errorf("got %v; want %s", err, want)
	}
	received.ID = odata.Field[string]{}
	received.Extra.Delete("x@y")
	body, err := odata.CreateBody(&received)
	if want := `{"@odata.type":"#ns.device","name":"n","parts":[{"@odata.type":"#ns.device","id":"2"}],"z":2}`; err != nil || string(body) != want {
		t.Errorf("got %s, %v; want %s", body, err, want)
	}
	if _, err := odata.Marshal(&target{}); err == nil {
		t.Error("an abstract type made in Go was encoded")
	}
	if _, err := odata.Marshal(&device{Parent: odata.Set[*device](nil)}); err == nil {
		t.Error("a nil pointer was encoded")
	}
	if _, err := odata.PatchBody(&devicePatch{Name: odata.Null[string]()}); err == nil {
		t.Error("null for a property that is not nullable was encoded")
	}
}

func TestPatchOfAndDifference(t *testing.T) {
	have := &device{ID: odata.Set("1"), Name: odata.Set("a"), Count: odata.Set[int32](1), Version: odata.Set[int32](7)}
	patch, err := odata.PatchOf[devicePatch](have)
	if err != nil {
		t.Fatal(err)
	}
	if !patch.Version.IsZero() || odata.GetOr(patch.Name, "") != "a" {
		t.Errorf("got %v", patch)
	}
	want := devicePatch{Name: odata.Set("a"), Count: odata.Set[int32](2), Pass: odata.Set(odata.NewSecret("s")), Version: odata.Set[int32](9)}
	diff := odata.Difference(patch, want)
	body, err := odata.PatchBody(&diff)
	if expect := `{"@odata.type":"#ns.device","count":2}`; err != nil || string(body) != expect {
		t.Errorf("got %s, %v; want %s", body, err, expect)
	}
	if !odata.IsEmpty(odata.Difference(want, want)) || odata.IsEmpty(want) {
		t.Error("IsEmpty is wrong")
	}
}

func TestViewAndMisfits(t *testing.T) {
	view, ok := odata.View[target](&groupTarget{Name: odata.Set("n")})
	if !ok || odata.GetOr(view.Name, "") != "n" {
		t.Errorf("got %v, %v", view, ok)
	}
	var d device
	if err := odata.Unmarshal([]byte(`{"count":"x","parts":[{"on":1}]}`), &d); err != nil {
		t.Fatal(err)
	}
	if got := fmt.Sprintf("%s", odata.Misfits(&d)); got != `[{count "x"} {parts[0]/on 1}]` {
		t.Errorf("got %s", got)
	}
}

func TestSecretsDoNotShow(t *testing.T) {
	d := device{Pass: odata.Set(odata.NewSecret("hunter2"))}
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q"} {
		if text := fmt.Sprintf(verb, d); strings.Contains(text, "hunter2") {
			t.Errorf("%s shows the secret: %s", verb, text)
		}
	}
}

func TestArguments(t *testing.T) {
	at, err := odata.ParseTime("2020-01-01T00:00:00Z")
	if err != nil {
		t.Fatal(err)
	}
	got, _, err := odata.Arguments(&device{Name: odata.Set("O'Brien"), Count: odata.Set[int32](3), At: odata.Set(at), Color: odata.Null[color]()})
	if want := `name='O''Brien',color=null,count=3,at=2020-01-01T00:00:00Z`; err != nil || got != want {
		t.Errorf("got %s, %v; want %s", got, err, want)
	}
}

// A call without one of its parameters names another function, or none.
func TestRequiredArguments(t *testing.T) {
	type params struct {
		ID     odata.Field[string] `odata:"id,required"`
		Reason odata.Field[string] `odata:"reason"`
		Extra  odata.Extra         `odata:""`
	}
	_, _, err := odata.Arguments(&params{Reason: odata.Set("x")})
	if want := "odata: id is not set and the function needs it; set it"; err == nil || err.Error() != want {
		t.Errorf("got %v; want %s", err, want)
	}
	for want, p := range map[string]params{"id=''": {ID: odata.Set("")}, "id=null": {ID: odata.Null[string]()}} {
		if got, _, err := odata.Arguments(&p); err != nil || got != want {
			t.Errorf("got %s, %v; want %s", got, err, want)
		}
	}
}

// A size is an enumeration whose service wants the type's name in URLs.
type size string

func (size) EnumType() string { return "Shop.Size" }

func TestEnumLiterals(t *testing.T) {
	for v, want := range map[any]string{size("Large"): "Shop.Size'Large'", size("A,B"): "Shop.Size'A,B'", color("red"): "'red'"} {
		if got, err := odata.Literal(v); err != nil || got != want {
			t.Errorf("got %s, %v; want %s", got, err, want)
		}
	}
}
