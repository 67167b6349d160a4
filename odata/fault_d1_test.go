package odata_test

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/intunegen/intunegen/odata"
)

// colors is an enumeration of flags, as generated ones are.
type colors string

func (c colors) Known() bool       { return odata.KnownFlags(string(c), c.EnumMembers()) }
func (colors) EnumMembers() string { return "none,red,green,blue" }

// kinds has a property of each kind, single, in a list, and nested.
type kinds struct {
	Time     odata.Field[odata.Time]        `odata:"time"`
	Times    odata.Field[[]odata.Time]      `odata:"times"`
	Date     odata.Field[odata.Date]        `odata:"date"`
	Dates    odata.Field[[]odata.Date]      `odata:"dates"`
	Clock    odata.Field[odata.TimeOfDay]   `odata:"clock"`
	Clocks   odata.Field[[]odata.TimeOfDay] `odata:"clocks"`
	Length   odata.Field[odata.Duration]    `odata:"length"`
	Lengths  odata.Field[[]odata.Duration]  `odata:"lengths"`
	Decimal  odata.Field[odata.Decimal]     `odata:"decimal"`
	Decimals odata.Field[[]odata.Decimal]   `odata:"decimals"`
	GUID     odata.Field[odata.GUID]        `odata:"guid"`
	GUIDs    odata.Field[[]odata.GUID]      `odata:"guids"`
	Binary   odata.Field[odata.Binary]      `odata:"binary"`
	Binarys  odata.Field[[]odata.Binary]    `odata:"binarys"`
	Int      odata.Field[int64]             `odata:"int"`
	Ints     odata.Field[[]int64]           `odata:"ints"`
	Small    odata.Field[int32]             `odata:"small"`
	Smalls   odata.Field[[]int32]           `odata:"smalls"`
	Float    odata.Field[float64]           `odata:"float"`
	Floats   odata.Field[[]float64]         `odata:"floats"`
	Bool     odata.Field[bool]              `odata:"bool"`
	Bools    odata.Field[[]bool]            `odata:"bools"`
	Text     odata.Field[string]            `odata:"text"`
	Texts    odata.Field[[]string]          `odata:"texts"`
	Flags    odata.Field[colors]            `odata:"flags"`
	Flagss   odata.Field[[]colors]          `odata:"flagss"`
	Raw      odata.Field[odata.Raw]         `odata:"raw"`
	Raws     odata.Field[[]odata.Raw]       `odata:"raws"`
	Secret   odata.Field[odata.Secret]      `odata:"secret"`
	Secrets  odata.Field[[]odata.Secret]    `odata:"secrets"`
	Owned    odata.Field[string]            `odata:"owned,managed"`
	Once     odata.Field[string]            `odata:"once,writeonly"`
	ReadOnly odata.Field[string]            `odata:"readOnly,readonly"`
	Nested   odata.Field[*kinds]            `odata:"nested"`
	Nests    odata.Field[[]kinds]           `odata:"nests"`
	Extra    odata.Extra                    `odata:"ns.kinds"`
}

// meanings has spellings that are equal, in a line, and others that are not equal to these.
var meanings = map[string]struct{ equal, others []string }{
	"time": {[]string{`"2026-01-01T00:00:00Z"`, `"2026-01-01T00:00:00.0000000Z"`, `"2026-01-01T01:00:00+01:00"`, `"2025-12-31T16:00:00.000-08:00"`, `"2026-01-01T00:00:00"`},
		[]string{`"2026-01-01T00:00:00.0000001Z"`, `"2026-01-01T00:00:00+01:00"`, `"2026-01-01T00:00:00.0000000001Z"`, `"2026-01-02T00:00:00Z"`}},
	"date":    {[]string{`"2026-01-01"`}, []string{`"2026-01-02"`, `"0001-01-01"`}},
	"clock":   {[]string{`"03:00:00.0000000"`, `"03:00:00"`, `"03:00"`, `"03:00:00.000"`}, []string{`"03:00:00.0000001"`, `"15:00:00"`}},
	"length":  {[]string{`"P90D"`, `"PT2160H"`, `"P89DT24H"`, `"PT7776000S"`, `"PT7776000.000S"`}, []string{`"P3M"`, `"-P90D"`, `"PT2160H0.0000000001S"`, `"P91D"`}},
	"lengthZ": {[]string{`"PT0S"`, `"P0D"`, `"-PT0S"`, `"P0Y"`, `"PT0H0M"`}, []string{`"PT1S"`, `"P1M"`}},
	"lengthY": {[]string{`"P1Y"`, `"P12M"`}, []string{`"P365D"`, `"P1M"`}},
	"decimal": {[]string{`1.50`, `1.5`, `15e-1`, `0.15E+1`}, []string{`1.51`, `-1.5`, `1.5000000000000000000000001`}},
	"guid":    {[]string{`"ec308741-8741-ec30-4187-30ec418730ec"`, `"EC308741-8741-EC30-4187-30EC418730EC"`}, []string{`"ec308741-8741-ec30-4187-30ec418730ed"`}},
	"binary":  {[]string{`"+/8="`, `"+/8"`, `"-_8="`, `"-_8"`}, []string{`"+/4="`, `""`}},
	"int":     {[]string{`9007199254740993`, `9007199254740993.0`, `9007199254740993e0`}, []string{`9007199254740992`, `-9007199254740993`}},
	"small":   {[]string{`1000`, `1e3`, `1000.0`, `10000e-1`}, []string{`1001`, `-1000`}},
	"float":   {[]string{`0.5`, `0.50`, `5e-1`}, []string{`0.5000000000000001`, `-0.5`, `"INF"`}},
	"bool":    {[]string{`true`}, []string{`false`}},
	"text":    {[]string{`"a,b"`, `"\u0061,b"`}, []string{`"b,a"`, `"A,b"`, `"a, b"`, `""`}},
	"flags":   {[]string{`"red,blue"`, `"blue,red"`, `"red, blue"`, `"blue , red"`}, []string{`"red"`, `"red,green"`, `"red,blue,green"`, `"RED,blue"`}},
	"raw":     {[]string{`{"a":1,"b":[1.0,"x"]}`, `{"b":[1,"x"],"a":1e0}`}, []string{`{"a":1,"b":["x",1]}`, `{"a":1}`, `{"a":1,"b":[1,"x"],"c":null}`}},
	"secret":  {[]string{`"hunter22"`}, []string{`"****"`, `"hunter23"`}},
}

// places are where a value can be: around it, for a property of that name.
var places = map[string]string{
	"single": `{%q:%s}`, "nested": `{"nested":{%q:%s}}`, "deep": `{"nested":{"nested":{%q:%s}}}`, "in a list of objects": `{"nests":[{},{%q:%s}]}`,
	"in a list": `{"%ss":[%s]}`, "in a nested list": `{"nested":{"%ss":[%s]}}`,
}

func TestFaultD1_Meanings(t *testing.T) {
	compared := 0
	for name, meaning := range meanings {
		name = strings.TrimRight(name, "ZY")
		for where, form := range places {
			of := func(value string) string {
				if strings.Contains(form, "%q") {
					return fmt.Sprintf(form, name, value)
				}
				return fmt.Sprintf(form, name, value)
			}
			all := append(append([]string{}, meaning.equal...), meaning.others...)
			for i, a := range all {
				for j, b := range all[:len(meaning.equal)] {
					compare(t, name+" "+where, of(a), of(b), i == j || i < len(meaning.equal))
					compared++
				}
			}
			compare(t, name+" "+where+" absent", `{}`, of(all[0]), false)
		}
	}
	t.Logf("%d pairs", compared)
}

// compare compares two states by all functions, in both directions.
func compare(t *testing.T, what, a, b string, equal bool) {
	t.Helper()
	have, want := decoded[kinds](t, a), decoded[kinds](t, b)
	if odata.Equal(have, want) != equal || odata.Equal(want, *have) != equal {
		t.Errorf("%s: Equal of %s and %s is not %v", what, a, b, equal)
	}
	if odata.IsEmpty(odata.Difference(have, want)) != equal {
		t.Errorf("%s: Difference of %s and %s is empty: %v", what, a, b, !equal)
	}
	changes := odata.Changes(have, want)
	if (len(changes) == 0) != equal {
		t.Errorf("%s: Changes of %s and %s: %v", what, a, b, changes)
	}
	for _, change := range changes {
		if !strings.HasPrefix(change.Path, "/") || strings.Contains(string(change.Have)+string(change.Want), "hunter") {
			t.Errorf("%s: change %+v", what, change)
		}
	}
	byField := cmp.Options{cmp.FilterPath(func(p cmp.Path) bool { return odata.IsField(p.Last().Type()) }, cmp.Comparer(odata.Equal))}
	if cmp.Equal(have, want, byField) != equal {
		t.Errorf("%s: cmp.Equal of %s and %s is not %v", what, a, b, equal)
	}
}

// What update would change nothing, by what the service does and the options say.
func TestFaultD1_Rules(t *testing.T) {
	var p struct {
		Texts  odata.Property[[]string]
		Nested odata.Property[*kinds]
		Nests  odata.Property[[]kinds]
	}
	p.Texts, p.Nested, p.Nests = odata.Property[[]string]{"texts"}, odata.Property[*kinds]{"nested"}, odata.Property[[]kinds]{"nests"}
	subset, texts, nests, secrets := odata.Subset(), odata.AsSet(p.Texts), odata.AsSet(p.Nests), odata.IgnoreSecrets()
	type options = []odata.Compare
	tests := []struct {
		have, want string
		options    options
		empty      bool
	}{
		{`{"text":"a","int":1}`, `{"text":"a"}`, nil, true},
		{`{"text":null}`, `{"text":null}`, nil, true},
		{`{}`, `{"text":null}`, nil, false},
		{`{"text":"a"}`, `{"text":null}`, nil, false},
		{`{"owned":"a","once":"a"}`, `{"owned":"b","once":"b"}`, nil, true},
		{`{"nested":{"owned":"a","readOnly":"x"}}`, `{"nested":{"owned":"b"}}`, nil, true},
		{`{"nested":{"text":"a","int":null}}`, `{"nested":{"text":"a"}}`, nil, true},
		{`{"nested":{"text":"a"}}`, `{"nested":{"text":"a","int":null}}`, nil, true},
		{`{"nested":{"text":"a","int":1}}`, `{"nested":{"text":"a"}}`, nil, false},
		{`{"nested":{"text":"a","int":1}}`, `{"nested":{"text":"a"}}`, options{subset}, true},
		{`{"nested":{"text":"a","int":1}}`, `{"nested":{"text":"b"}}`, options{subset}, false},
		{`{"nested":{"@odata.type":"ns.kinds","text":"a"}}`, `{"nested":{"text":"a"}}`, nil, true},
		{`{"nested":{"@odata.type":"#ns.kinds","text@odata.type":"#Edm.String","text":"a"}}`, `{"nested":{"text":"a"}}`, nil, true},
		{`{"@odata.context":"x","#ns.do":{},"text":"a"}`, `{"text":"a"}`, nil, true},
		{`{"nests":[{"text":"a","int":1},{"text":"b"}]}`, `{"nests":[{"text":"a"},{"text":"b"}]}`, options{subset}, true},
		{`{"nests":[{"text":"a"},{"text":"b"}]}`, `{"nests":[{"text":"a"}]}`, options{subset}, false},
		{`{"nests":[{"text":"a"},{"text":"b"}]}`, `{"nests":[{"text":"b"},{"text":"a"}]}`, nil, false},
		{`{"nests":[{"text":"a"},{"text":"b"}]}`, `{"nests":[{"text":"b"},{"text":"a"}]}`, options{nests}, true},
		{`{"nests":[{"text":"a","int":1},{"text":"a","int":2}]}`, `{"nests":[{"text":"a"},{"text":"a","int":1}]}`, options{nests, subset}, true},
		{`{"nests":[{"text":"a"},{"text":"a"}]}`, `{"nests":[{"text":"a"},{"text":"b"}]}`, options{nests}, false},
		{`{"texts":["0","1"]}`, `{"texts":["1","0"]}`, nil, false},
		{`{"texts":["0","1"]}`, `{"texts":["1","0"]}`, options{texts}, true},
		{`{"texts":["0","1"]}`, `{"texts":["0"]}`, options{texts}, false},
		{`{"texts":["0"]}`, `{"texts":["0","1"]}`, options{texts}, false},
		{`{"nested":{"texts":["0","1"]}}`, `{"nested":{"texts":["1","0"]}}`, options{odata.AsSet(odata.At(p.Nested, p.Texts))}, true},
		{`{"texts":[]}`, `{"texts":null}`, options{texts}, false},
		{`{"secret":"****"}`, `{"secret":"hunter2"}`, nil, false},
		{`{"secret":"****"}`, `{"secret":"hunter2"}`, options{secrets}, true},
		{`{"secrets":["****"],"nested":{"secret":"PGEvPg=="}}`, `{"secrets":["a"],"nested":{"secret":"b"}}`, options{secrets}, true},
		{`{"secret":"****","text":"a"}`, `{"secret":"hunter2","text":"b"}`, options{secrets}, false},
		{`{"new":{"a":1.0}}`, `{"new":{"a":1}}`, nil, true},
		{`{"new":1}`, `{"new":2}`, nil, false},
	}
	for _, test := range tests {
		have, want := decoded[kinds](t, test.have), decoded[kinds](t, test.want)
		diff := odata.Difference(have, want, test.options...)
		if odata.IsEmpty(diff) != test.empty || (len(odata.Changes(have, want, test.options...)) == 0) != test.empty {
			t.Errorf("have %s, want %s: empty %v; want %v; %v", test.have, test.want, odata.IsEmpty(diff), test.empty, odata.Changes(have, want, test.options...))
		}
	}
}

// Wanted states that cannot be reached are no empty difference.
func TestFaultD2_WrongStates(t *testing.T) {
	for _, want := range []string{`{"int":"2000"}`, `{"minimumMemory":1}`, `{"small":3000000000}`, `{"texts":[null]}`, `{"nested":{"tex":"a"}}`, `{"nested":{"int":"x"}}`, `{"bool":"true"}`} {
		have := decoded[kinds](t, `{"int":1000,"small":1,"texts":["a"],"nested":{"text":"a","int":1},"bool":true}`)
		diff := odata.Difference(have, decoded[kinds](t, want), odata.Subset())
		if odata.IsEmpty(diff) {
			t.Errorf("%s counts as reached", want)
		}
	}
}

func TestFaultD1_ChangePaths(t *testing.T) {
	have := decoded[kinds](t, `{"text":"a","nested":{"text":"x"},"nests":[{"int":1},{"int":2}],"texts":["a"],"secret":"s3cr3t1","raw":{"a":1}}`)
	want := decoded[kinds](t, `{"text":"b","nested":{"text":"y"},"nests":[{"int":1},{"int":3}],"texts":["b"],"secret":"s3cr3t2","a/b~c":1}`)
	got := map[string]string{}
	for _, c := range odata.Changes(have, want) {
		got[c.Path] = fmt.Sprintf("%s>%s %v", c.Have, c.Want, c.Secret)
	}
	expected := map[string]string{"/text": `"a">"b" false`, "/nested/text": `"x">"y" false`, "/nests/1/int": `2>3 false`, "/texts/0": `"a">"b" false`, "/secret": "> true", "/a~1b~0c": ">1 false"}
	if diff := cmp.Diff(expected, got); diff != "" {
		t.Error(diff)
	}
}

// What was decoded and what is made in Go are compared in one way by everybody.
func TestFaultF2_ComparedInTests(t *testing.T) {
	made := kinds{Text: odata.Set("a"), Time: odata.Set(must(odata.ParseTime("2026-01-01T00:00:00Z"))), Floats: odata.Set([]float64{5}), Nested: odata.Set(&kinds{Flags: odata.Set(colors("blue,red"))})}
	received := *decoded[kinds](t, `{"@odata.type":"#ns.kinds","text":"a","time":"2026-01-01T01:00:00+01:00","floats":[5.0],"nested":{"@odata.type":"ns.kinds","flags":"red,blue"}}`)
	if reflect.DeepEqual(made, received) {
		t.Error("reflect compares by meaning now; say so in docs/state.md")
	}
	if !odata.Equal(made, received) || !odata.Equal(&received, made) || !odata.Equal([]kinds{made}, []kinds{received}) || !odata.Equal([]*kinds{&made}, []*kinds{&received}) {
		t.Error("Equal tells the received and the made model apart")
	}
	option := cmp.FilterPath(func(p cmp.Path) bool { return odata.IsField(p.Last().Type()) }, cmp.Comparer(odata.Equal))
	if diff := cmp.Diff(made, received, option); diff != "" {
		t.Error(diff)
	}
	made.Text = odata.Set("b")
	if odata.Equal(made, received) || cmp.Diff(&made, &received, option) == "" {
		t.Error("another text is equal")
	}
}

func TestEqualOfValues(t *testing.T) {
	day, hours := must(odata.ParseDuration("P1D")), must(odata.ParseDuration("PT24H"))
	tests := []struct {
		a, b  any
		equal bool
	}{
		{nil, nil, true}, {nil, kinds{}, false}, {1, 1, true}, {1, 2, false}, {1, int32(1), false}, {"a", "a", true},
		{day, hours, true}, {odata.Set(day), odata.Set(hours), true}, {odata.Set(day), odata.Null[odata.Duration](), false},
		{odata.Field[string]{}, odata.Null[string](), false}, {odata.Null[string](), odata.Null[string](), true}, {odata.Field[string]{}, odata.Field[string]{}, true},
		{[]odata.Duration{day}, []odata.Duration{hours}, true}, {[]odata.Duration{day}, []odata.Duration{}, false},
		{colors("red,blue"), colors("blue,red"), true}, {odata.NewSecret("a"), odata.NewSecret("a"), true}, {odata.NewSecret("a"), odata.NewSecret("b"), false},
		{odata.Set([]string(nil)), odata.Set([]string{}), true}, {(*kinds)(nil), (*kinds)(nil), true}, {(*kinds)(nil), &kinds{}, false},
	}
	for _, test := range tests {
		if odata.Equal(test.a, test.b) != test.equal || odata.Equal(test.b, test.a) != test.equal {
			t.Errorf("Equal(%#v, %#v) is not %v", test.a, test.b, test.equal)
		}
	}
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}
