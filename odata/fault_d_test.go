package odata_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/intunegen/intunegen/odata"
)

// A shelf and its patch have the form of generated types: the tag of the patch's Extra names what
// only the model has.
type shelf struct {
	ID     odata.Field[string]       `odata:"id,nonnull,readonly"`
	Name   odata.Field[string]       `odata:"name"`
	Code   odata.Field[odata.Secret] `odata:"code"`
	Count  odata.Field[int32]        `odata:"count,managed"`
	Kind   odata.Field[string]       `odata:"kind,createonly"`
	Box    odata.Field[*box]         `odata:"box"`
	Boxes  odata.Field[[]box]        `odata:"boxes,nav,deep"`
	Owner  odata.Field[*box]         `odata:"owner,nav"`
	Sent   odata.Field[[]box]        `odata:"sent,inbody,nav,deep"`
	Target odata.Field[anyTarget]    `odata:"target"`
	Extra  odata.Extra               `odata:"#ns.shelf"`
}

type box struct {
	ID    odata.Field[string] `odata:"id,readonly"`
	Size  odata.Field[int32]  `odata:"size"`
	Inner odata.Field[[]box]  `odata:"inner,nav,deep"`
	Refer odata.Field[*box]   `odata:"refer,nav"`
	Extra odata.Extra         `odata:"#ns.box"`
}

type shelfPatch struct {
	Name   odata.Field[string]       `odata:"name"`
	Code   odata.Field[odata.Secret] `odata:"code"`
	Count  odata.Field[int32]        `odata:"count,managed"`
	Box    odata.Field[*box]         `odata:"box"`
	Sent   odata.Field[[]box]        `odata:"sent,inbody"`
	Target odata.Field[anyTarget]    `odata:"target"`
	Extra  odata.Extra               `createonly:"kind" nav:"boxes,owner" odata:"#ns.shelf" readonly:"id"`
}

type types map[string]bool

func (t types) HasType(name string) bool { return t[name] }

func TestFaultD3_Patch(t *testing.T) {
	for text, says := range map[string]string{
		`{"id":"1"}`:                                   "id is read-only",
		`{"kind":"x"}`:                                 "kind is for creates only",
		`{"boxes":[]}`:                                 "boxes is a navigation property",
		`{"name":5}`:                                   "name has a value that does not fit its type",
		`{"@odata.type":"#ns.box"}`:                    "@odata.type names ns.box",
		`{"name@odata.bind":"x"}`:                      "name@odata.bind is not of a navigation property",
		`{"id@odata.bind":"x"}`:                        "id@odata.bind is not of a navigation property",
		`{"owner@odata.context":"x"}`:                  "owner@odata.context is an annotation",
		`{"#ns.do":{}}`:                                "#ns.do is an operation",
		`{"box":{"size":"x"}}`:                         "shelfPatch.box: odata: box cannot be sent: size has a value",
		`{"sent":[{},{"x@y":1}]}`:                      "shelfPatch.sent[1]: odata: box cannot be sent: x@y is an annotation",
		`{"box":{"id":"1","new":1}}`:                   "",
		`{"box":{"refer@odata.bind":"x"}}`:             "",
		`{"owner@odata.bind":"x"}`:                     "",
		`{"sent@odata.bind":["x"]}`:                    "",
		`{"new":1,"new@odata.bind":"x"}`:               "",
		`{"@odata.type":"#ns.newer"}`:                  "",
		`{"target":{"@odata.type":"#ns.newer","a":1}}`: "",
	} {
		patch := decoded[shelfPatch](t, text)
		body, err := odata.PatchBodyAmong(types{"ns.box": true, "ns.shelf": true}, patch)
		if (err == nil) != (says == "") || err != nil && !strings.Contains(err.Error(), says) {
			t.Errorf("%s: got %s, %v; want %s", text, body, err, says)
		}
		if kept, err := odata.Marshal(patch); err != nil || len(kept) == 0 {
			t.Errorf("%s: Marshal refuses it too: %v", text, err)
		}
	}
}

func TestFaultD4_Create(t *testing.T) {
	for text, says := range map[string]string{
		`{"id":"1"}`:              "id is read-only",
		`{"id":5}`:                "id is read-only",
		`{"@odata.etag":"x"}`:     "@odata.etag is an annotation",
		`{"#ns.do":{}}`:           "#ns.do is an operation",
		`{"kind@odata.bind":"x"}`: "kind@odata.bind is not of a navigation property",
		`{"owner@odata.bind":"x","boxes@odata.bind":[]}`:      "",
		`{"count":1,"kind":"x","new":1,"boxes":[{"id":"1"}]}`: "",
	} {
		body, err := odata.CreateBody(decoded[shelf](t, text))
		if says != "" {
			if err == nil || !strings.Contains(err.Error(), says) || !strings.Contains(err.Error(), "use odata.Clone") {
				t.Errorf("%s: got %s, %v", text, body, err)
			}
			continue
		}
		for _, member := range strings.Split(strings.Trim(text, "{}"), ",\"") {
			if name, _, _ := strings.Cut(strings.Trim(member, `"`), `"`); err != nil || !strings.Contains(string(body), `"`+name+`":`) {
				t.Errorf("%s: got %s, %v", text, body, err)
			}
		}
	}
}

func TestFaultD4_Clone(t *testing.T) {
	read := decoded[shelf](t, `{"@odata.context":"c","@odata.type":"#ns.shelf","id":"1","name":"n","code":"s","count":2,"kind":"k","owner":{"id":"2"},"owner@odata.bind":"o","#ns.do":{},
		"box":{"id":"3","size":1,"refer":{"size":2},"inner":[{"id":"4","size":3,"#ns.do":{},"x@y":1}],"inner@odata.count":1},"sent":[{"id":"5","refer":null}],
		"new":{"a@b":1,"@odata.type":"#ns.new","c@odata.bind":"d","#ns.do":{},"list":[1,{"e@f":2,"g":"\u0041"},[ ],[{"#h":1}]]},"newer":[1.50, "@"]}`)
	const want = `{"@odata.type":"#ns.shelf","name":"n","code":"s","kind":"k","box":{"size":1,"inner":[{"size":3}]},"sent":[{}],"owner@odata.bind":"o",` +
		`"new":{"@odata.type":"#ns.new","c@odata.bind":"d","list":[1,{"g":"\u0041"},[],[{}]]},"newer":[1.50, "@"]}`
	clone, err := odata.Clone(read)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := odata.Marshal(clone); err != nil || string(got) != want {
		t.Errorf("got  %s, %v\nwant %s", got, err, want)
	}
	if _, err := odata.CreateBody(clone); err != nil {
		t.Error(err)
	}
}

func TestModelOf(t *testing.T) {
	patch := decoded[shelfPatch](t, `{"name":"n","code":"s","count":2,"box":null,"sent":[{"size":1}],"new":1,"owner@odata.bind":"x"}`)
	const want = `{"@odata.type":"#ns.shelf","name":"n","code":"s","count":2,"box":null,"sent":[{"@odata.type":"#ns.box","size":1}],"new":1,"owner@odata.bind":"x"}`
	model, err := odata.ModelOf[shelf](patch)
	if err != nil {
		t.Fatal(err)
	}
	pointer, err := odata.ModelOf[*shelf](*patch)
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range []any{&model, model, pointer} {
		if got, err := odata.CreateBody(m); err != nil || string(got) != want {
			t.Errorf("got %s, %v; want %s", got, err, want)
		}
	}
	back, err := odata.PatchOf[shelfPatch](model)
	if err != nil || odata.GetOr(back.Name, "") != "n" || !back.Count.IsZero() {
		t.Errorf("got %v, %v", back, err)
	}
	for name, err := range map[string]error{
		"another type": second(odata.ModelOf[device](patch)),
		"no model":     second(odata.ModelOf[int](patch)),
		"any":          second(odata.ModelOf[any](patch)),
		"the patch":    second(odata.ModelOf[shelfPatch](patch)),
		"of a model":   second(odata.ModelOf[shelf](&shelf{})),
		"of nil":       second(odata.ModelOf[shelf](nil)),
		"of no type":   second(odata.ModelOf[anyTarget](patch)),
		"read-only":    second(odata.ModelOf[shelf](decoded[shelfPatch](t, `{"id":"1"}`))),
		"a misfit":     second(odata.ModelOf[shelf](decoded[shelfPatch](t, `{"name":1}`))),
	} {
		if err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func second[T any](_ T, err error) error { return err }

func TestFaultD2_CreateOnly(t *testing.T) {
	var strict *odata.StrictError
	err := odata.UnmarshalStrict([]byte(`{"kind":"x","sent@odata.bind":["x"],"name@odata.bind":"x"}`), new(shelfPatch))
	if !errors.As(err, &strict) || len(strict.Problems) != 2 || !strings.Contains(strict.Problems[0].What, "for creates only") || strict.Problems[1].Path != "/name@odata.bind" {
		t.Errorf("got %v", err)
	}
	if err := odata.UnmarshalStrict([]byte(strings.Repeat(`{"inner":[`, 3000)+strings.Repeat(`]}`, 3000)), new(box)); err != nil {
		t.Error(err)
	}
	if err := odata.UnmarshalStrict([]byte(strings.Repeat(`{"inner":[`, 6000)), new(box)); !errors.As(err, &strict) || !strings.Contains(err.Error(), "nested over 10000 levels") {
		t.Errorf("got %.200v", err)
	}
}
