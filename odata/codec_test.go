package odata_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/intunegen/intunegen/odata"
)

// These models have the form of generated ones.

type target struct {
	Name  odata.Field[string] `odata:"name"`
	Extra odata.Extra         `odata:"ns.target,abstract"`
}

type anyTarget interface{ family(typesOfTarget) }

func (*target) family(typesOfTarget) {}

type groupTarget struct {
	Name    odata.Field[string] `odata:"name"`
	GroupID odata.Field[string] `odata:"groupId"`
	Extra   odata.Extra         `odata:"ns.groupTarget"`
}

func (*groupTarget) family(typesOfTarget) {}

type typesOfTarget func(*target, *groupTarget)

type color string

type device struct {
	ID      odata.Field[string]         `odata:"id,readonly"`
	Name    odata.Field[string]         `odata:"name,nonnull"`
	Color   odata.Field[color]          `odata:"color"`
	On      odata.Field[bool]           `odata:"on"`
	Count   odata.Field[int32]          `odata:"count"`
	Big     odata.Field[int64]          `odata:"big"`
	Ratio   odata.Field[float64]        `odata:"ratio"`
	At      odata.Field[odata.Time]     `odata:"at"`
	Day     odata.Field[odata.Date]     `odata:"day"`
	Span    odata.Field[odata.Duration] `odata:"span"`
	Data    odata.Field[odata.Binary]   `odata:"data"`
	Exact   odata.Field[odata.Decimal]  `odata:"exact"`
	Pass    odata.Field[odata.Secret]   `odata:"pass"`
	Any     odata.Field[odata.Raw]      `odata:"any"`
	Tags    odata.Field[[]string]       `odata:"tags"`
	Parent  odata.Field[*device]        `odata:"parent"`
	Parts   odata.Field[[]device]       `odata:"parts"`
	Target  odata.Field[anyTarget]      `odata:"target"`
	Targets odata.Field[[]anyTarget]    `odata:"targets"`
	Version odata.Field[int32]          `odata:"version,managed"`
	Extra   odata.Extra                 `odata:"#ns.device"`
}

func (m device) MarshalJSON() ([]byte, error)     { return odata.Marshal(m) }
func (m *device) UnmarshalJSON(data []byte) error { return odata.Unmarshal(data, m) }

type devicePatch struct {
	Name    odata.Field[string]       `odata:"name,nonnull"`
	Pass    odata.Field[odata.Secret] `odata:"pass,writeonly"`
	Count   odata.Field[int32]        `odata:"count"`
	Version odata.Field[int32]        `odata:"version,managed"`
	Extra   odata.Extra               `odata:"#ns.device"`
}

// inputs are objects that must be written back as they are. They also seed the fuzzer.
var inputs = []string{
	`{}`,
	`{"@odata.type":"#ns.device"}`,
	`{"@odata.type":"ns.device","id":"1"}`,
	`{"@odata.type":"#ns.newDevice","id":"1","new":{"a":[1,2.50,null]}}`,
	`{"@odata.type":5,"name":null}`,
	`{"name":"a\u0000\"\\\/\ud83d\ude00\ud800","na\u00efve":"\u00ef"}`,
	`{"on":true,"count":-2147483648,"big":9223372036854775807,"ratio":5.0}`,
	`{"on":"true","count":2147483648,"big":1e3,"ratio":0.33333333333333331}`,
	`{"ratio":"INF"}`, `{"ratio":"-INF"}`, `{"ratio":"NaN"}`, `{"ratio":1e400}`, `{"ratio":-0.0}`, `{"count":-0}`,
	`{"at":"2017-01-01T00:02:43.5775965-08:00","day":"2017-01-01","span":"-PT3M22.1587532S"}`,
	`{"at":"0001-01-01T00:00:00Z"}`, `{"at":"2025-02-07T08:42:35"}`, `{"at":"soon","day":"2017-13-01","span":"1h"}`,
	`{"data":"AQI=","exact":1.500000000000000000001,"pass":"p","any":{"x":[{}]}}`,
	`{"tags":["a",null]}`, `{"tags":[]}`, `{"tags":null}`, `{"tags":"a"}`,
	`{"parent":{"parent":{"name":"x","y":1}},"parts":[{"id":"1"},{}]}`, `{"parts":[1]}`, `{"parent":[]}`,
	`{"target":{"@odata.type":"#ns.groupTarget","groupId":"g"},"targets":[{"@odata.type":"#ns.other","q":1},{"name":"n"},{}]}`,
	`{"target":{"name":"late","@odata.type":"ns.groupTarget"}}`, `{"targets":[null]}`,
	`{"a@odata.count":1,"id@x":"y","Name":"case","NAME":1}`,
	`{"ratio":0E00000}`, `{"ratio":-0.00e99999}`, `{"ratio":10E-00001}`,
}

func value(t testing.TB, text []byte) any {
	t.Helper()
	d := json.NewDecoder(strings.NewReader(string(text)))
	d.UseNumber()
	var v any
	if err := d.Decode(&v); err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return normal(v)
}

// normal writes numbers as exact fractions, so that 5.0 equals 5.
func normal(v any) any {
	switch v := v.(type) {
	case map[string]any:
		for name := range v {
			v[name] = normal(v[name])
		}
	case []any:
		for i := range v {
			v[i] = normal(v[i])
		}
	case json.Number:
		return number(v.String())
	}
	return v
}

func roundTrip(t testing.TB, input string) {
	t.Helper()
	var d device
	if err := odata.Unmarshal([]byte(input), &d); err != nil {
		t.Fatalf("%s: %v", input, err)
	}
	overwriteBody(len(input))
	out, err := odata.Marshal(&d)
	if err != nil {
		t.Fatalf("%s: %v", input, err)
	}
	if diff := cmp.Diff(value(t, []byte(input)), value(t, out)); diff != "" {
		t.Errorf("%s became %s (-want +got):\n%s", input, out, diff)
	}
	standard, err := json.Marshal(d)
	if err != nil {
		t.Fatalf("%s: encoding/json: %v", input, err)
	}
	if diff := cmp.Diff(value(t, out), value(t, standard)); diff != "" {
		t.Errorf("%s: encoding/json differs:\n%s", input, diff)
	}
}

// overwriteBody decodes bytes that are not JSON, in the memory of the last body.
func overwriteBody(size int) { _ = odata.Unmarshal(bytes.Repeat([]byte("#"), size), new(device)) }

func TestRoundTrip(t *testing.T) {
	for _, input := range inputs {
		roundTrip(t, input)
	}
}

func FuzzRoundTrip(f *testing.F) {
	for _, input := range inputs {
		f.Add(input)
	}
	f.Fuzz(func(t *testing.T, input string) {
		var d device
		err := odata.Unmarshal([]byte(input), &d)
		object := json.Valid([]byte(input)) && strings.HasPrefix(strings.TrimLeft(input, " \t\r\n"), "{")
		switch {
		case err == nil && !object:
			t.Errorf("%q was accepted but is no JSON object", input)
		case err == nil:
			roundTrip(t, input)
		case object && utf8.ValidString(input) && !strings.Contains(err.Error(), "is twice in its object"):
			t.Errorf("%q was refused: %v", input, err)
		}
	})
}

func TestMalformed(t *testing.T) {
	for _, input := range []string{``, `[]`, `{`, `{"a":1`, `{"a":01}`, `{"a":.5}`, `{"a":1.}`, `{"a":tru}`, "{\"a\":\"\x01\"}", "{\"a\":\"\xff\"}", "{\"a\":\"\xc3(\"}",
		"{\"a\":\"\xc0\x80\"}", "{\"a\":\"\xe2\x82\"}", "{\"a\":\"\xe0\x80\x80\"}", "{\"a\":\"\xed\xa0\x80\"}", "{\"a\":\"\xf0\x80\x80\x80\"}", "{\"a\":\"\xe2\x82",
		`{"a":1,"a":2}`, `{"name":"x","name":"y"}`, `{"a":1,"\u0061":2}`, `{"z":{"b":1,"b":2}}`, `{} {}`, `{"a":1,}`,
		`{"z":` + strings.Repeat("[", 20000) + strings.Repeat("]", 20000) + `}`,
		`{"parts":[` + strings.Repeat(`{"tags":[1],"parts":[5]},`, 100) + `{}],"z":` + strings.Repeat("[", 10000) + strings.Repeat("]", 10000) + `}`} {
		d := device{Name: odata.Set("before")}
		if err := odata.Unmarshal([]byte(input), &d); err == nil {
			t.Errorf("%.40q was accepted", input)
		}
		if d.Name.Or("") != "before" {
			t.Errorf("%.40q: the target was written", input)
		}
	}
}

func TestBodies(t *testing.T) {
	var received device
	if err := odata.Unmarshal([]byte(`{"id":"1","name":"n","x@y":1,"z":2,"parts":[{"id":"2"}]}`), &received); err != nil {
		t.Fatal(err)
	}
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
	if !patch.Version.IsZero() || patch.Name.Or("") != "a" {
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
	if !ok || view.Name.Or("") != "n" {
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
	got, err := odata.Arguments(&device{Name: odata.Set("O'Brien"), Count: odata.Set[int32](3), At: odata.Set(at), Color: odata.Null[color]()})
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
	_, err := odata.Arguments(&params{Reason: odata.Set("x")})
	if want := "odata: id is not set and the function needs it; set it"; err == nil || err.Error() != want {
		t.Errorf("got %v; want %s", err, want)
	}
	for want, p := range map[string]params{"id=''": {ID: odata.Set("")}, "id=null": {ID: odata.Null[string]()}} {
		if got, err := odata.Arguments(&p); err != nil || got != want {
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

func BenchmarkDecode(b *testing.B) {
	page := []byte(`{"parts":[` + strings.TrimSuffix(strings.Repeat(inputs[14]+`,{"id":"2","name":"n","on":true,"count":5,"tags":["a","b"]},`, 1000), ",") + `]}`)
	b.SetBytes(int64(len(page)))
	b.ReportAllocs()
	for b.Loop() {
		var d device
		if err := odata.Unmarshal(page, &d); err != nil {
			b.Fatal(err)
		}
	}
}
