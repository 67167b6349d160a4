package odata_test

import (
	"testing"

	"github.com/intunegen/intunegen/odata"
)

// decoded returns the value that a text decodes to.
func decoded[T any](t *testing.T, text string) *T {
	t.Helper()
	v := new(T)
	if err := odata.Unmarshal([]byte(text), v); err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return v
}

func TestFillPatch(t *testing.T) {
	var patch any = &devicePatch{}
	model := &device{ID: odata.Set("1"), Name: odata.Set("a"), Version: odata.Set[int32](7)}
	if err := odata.FillPatch(patch, model); err != nil {
		t.Fatal(err)
	}
	if got := patch.(*devicePatch); odata.GetOr(got.Name, "") != "a" || !got.Version.IsZero() {
		t.Errorf("got %v", got)
	}
	for _, bad := range []any{nil, devicePatch{}, (*devicePatch)(nil), new(int), &groupTarget{}} {
		if err := odata.FillPatch(bad, model); err == nil {
			t.Errorf("%T was filled", bad)
		}
	}
}

func TestClone(t *testing.T) {
	read := decoded[device](t, `{"@odata.type":"#ns.device","@odata.etag":"W/1","id":"1","name":"a","count":"x","version":3,"new":1,"color":null,"pass":"p",
		"parts@odata.context":"c","parts":[{"id":"2","on":true,"x@y":1,"new":2,"id@a":0,"parts":[{"id":[]}]}],"target":{"@odata.type":"#ns.other","name":"n"}}`)
	want := `{"@odata.type":"#ns.device","name":"a","color":null,"pass":"p","parts":[{"on":true,"parts":[{}],"new":2}],` +
		`"target":{"@odata.type":"#ns.other","name":"n"},"count":"x","new":1}`
	clone, err := odata.Clone(read)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := odata.Marshal(clone); err != nil || string(got) != want {
		t.Errorf("got %s, %v\nwant %s", got, err, want)
	}
	if odata.GetOr(clone.Parts, nil)[0].ID = odata.Set("9"); odata.GetOr(odata.GetOr(read.Parts, nil)[0].ID, "") != "2" {
		t.Error("a change of the copy changed the original")
	}
	if one, err := odata.Clone[anyTarget](&groupTarget{Name: odata.Set("n")}); err != nil || odata.GetOr(one.(*groupTarget).Name, "") != "n" {
		t.Errorf("got %v, %v", one, err)
	}
	if value, err := odata.Clone(groupTarget{Name: odata.Set("n")}); err != nil || odata.GetOr(value.Name, "") != "n" {
		t.Errorf("got %v, %v", value, err)
	}
	if _, err := odata.Clone(5); err == nil {
		t.Error("a number was cloned")
	}
}

func TestDifferenceOfNestedValues(t *testing.T) {
	for _, test := range []struct {
		have, want string
		differ     bool
	}{
		{`{}`, `{"color":null}`, true}, // an unknown value can be anything
		{`{"color":null}`, `{"color":null}`, false},
		{`{"parts":[{"id":"1","on":true,"version":2,"a@b":1,"color":null}]}`, `{"parts":[{"on":true}]}`, false},
		{`{"parts":[{"on":true}]}`, `{"parts":[{"on":true,"color":null}]}`, false},
		{`{"parts":[{"on":true,"color":"red"}]}`, `{"parts":[{"on":true}]}`, true},
		{`{"parts":[{"on":true}]}`, `{"parts":[{"on":true},{}]}`, true},
		{`{"parent":{"id":"1","new":1}}`, `{"parent":{"id":"2","new":2}}`, true},
		{`{"parent":{"id":"1"}}`, `{"parent":{"id":"2"}}`, false},
		{`{"parent":{"count":"x"}}`, `{"parent":{"count":1}}`, true},
	} {
		diff := odata.Difference(decoded[device](t, test.have), decoded[device](t, test.want))
		if odata.IsEmpty(diff) == test.differ {
			t.Errorf("from %s to %s: %v", test.have, test.want, diff)
		}
	}
}

func TestUnmarshalIntoInterfaces(t *testing.T) {
	one := *decoded[anyTarget](t, `{"@odata.type":"#ns.groupTarget","groupId":"g"}`)
	if got, ok := one.(*groupTarget); !ok || odata.GetOr(got.GroupID, "") != "g" {
		t.Errorf("got %#v", one)
	}
	list := *decoded[[]anyTarget](t, `[{"@odata.type":"#ns.groupTarget","groupId":"g"},{"@odata.type":"#ns.other"}]`)
	if _, ok := list[0].(*groupTarget); !ok || odata.TypeName(list[1]) != "ns.other" {
		t.Errorf("got %#v", list)
	}
	pointers := *decoded[[]*groupTarget](t, ` [{"groupId":"g"},{}] `)
	if len(pointers) != 2 || odata.GetOr(pointers[0].GroupID, "") != "g" {
		t.Errorf("got %v", pointers)
	}
	for _, text := range []string{`5`, `[`, `{}x`, `[1]`, ``, `"a"`, `[{}`, `{"a":1,"a":2}`} {
		if err := odata.Unmarshal([]byte(text), new(anyTarget)); err == nil {
			t.Errorf("%s was decoded into an interface", text)
		}
		if err := odata.Unmarshal([]byte(text), new([]*groupTarget)); err == nil {
			t.Errorf("%s was decoded into a slice of pointers", text)
		}
	}
	for _, target := range []any{new(any), new([]int), new([]*int), new([][]device), new(fmtStringer)} {
		if err := odata.Unmarshal([]byte(`[]`), target); err == nil {
			t.Errorf("decoded into %T", target)
		}
	}
}

type fmtStringer interface{ String() string }
