package odata_test

import (
	"bytes"
	"encoding/json"
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
			t.Errorf("%q was accepted but is not a JSON object", input)
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
		if odata.GetOr(d.Name, "") != "before" {
			t.Errorf("%.40q: the target was written", input)
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
