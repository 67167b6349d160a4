package odata_test

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/intunegen/intunegen/odata"
)

// The entity of the tests, with a derived type.

type anyThing interface{ family(typesOfThing) }

type typesOfThing func(*thing, *bigThing)

type thing struct {
	ID     odata.Field[string]         `odata:"id"`
	Name   odata.Field[string]         `odata:"name"`
	Mode   odata.Field[thingMode]      `odata:"mode"`
	On     odata.Field[bool]           `odata:"on"`
	Count  odata.Field[int32]          `odata:"count"`
	Long   odata.Field[int64]          `odata:"long"`
	Ratio  odata.Field[float64]        `odata:"ratio"`
	Price  odata.Field[odata.Decimal]  `odata:"price"`
	At     odata.Field[odata.Time]     `odata:"at"`
	Day    odata.Field[odata.Date]     `odata:"day"`
	Lasts  odata.Field[odata.Duration] `odata:"lasts"`
	Key    odata.Field[odata.GUID]     `odata:"key"`
	Data   odata.Field[odata.Binary]   `odata:"data"`
	Pass   odata.Field[odata.Secret]   `odata:"pass"`
	Open   odata.Field[odata.Raw]      `odata:"open"`
	Tags   odata.Field[[]string]       `odata:"tags"`
	Size   odata.Field[*thingSize]     `odata:"size"`
	Sizes  odata.Field[[]thingSize]    `odata:"sizes"`
	Shape  odata.Field[anyShape]       `odata:"shape"`
	Parent odata.Field[anyThing]       `odata:"parent"`
	Parts  odata.Field[[]anyThing]     `odata:"parts"`
	Extra  odata.Extra                 `odata:"#ns.thing"`
}

type bigThing struct {
	ID    odata.Field[string] `odata:"id"`
	Name  odata.Field[string] `odata:"name"`
	Big   odata.Field[int32]  `odata:"weight"`
	Extra odata.Extra         `odata:"#ns.bigThing"`
}

type thingSize struct {
	Width odata.Field[int32]  `odata:"width"`
	Unit  odata.Field[string] `odata:"unit"`
	Extra odata.Extra         `odata:"ns.size"`
}

type (
	thingMode string
	otherMode string
	ownText   string
)

func (thingMode) Known() bool { return true }
func (otherMode) Known() bool { return true }

func (*thing) family(typesOfThing)    {}
func (*bigThing) family(typesOfThing) {}

// rowsOf decodes items into rows of type R.
func rowsOf[R any](items string) (rows []R, query string, err error) {
	row, options, err := odata.NewRow(reflect.TypeFor[R](), reflect.TypeFor[anyThing]())
	if err != nil {
		return nil, "", err
	}
	if query, err = odata.EncodeQuery(options); err != nil {
		return nil, "", err
	}
	page := odata.Page{Row: row, Link: func(string) {}}
	err = odata.DecodePage([]byte(`{"value":[`+items+`]}`), &rows, &page)
	return rows, query, err
}

type plainRow struct {
	ID    string        `odata:"id"`
	Name  ownText       `odata:"name"`
	Mode  thingMode     `odata:"mode"`
	On    bool          `odata:"on"`
	Count int           `odata:"count"`
	Long  uint16        `odata:"long"`
	Ratio float32       `odata:"ratio"`
	Price float64       `odata:"price"`
	At    time.Time     `odata:"at"`
	Day   time.Time     `odata:"day"`
	Lasts time.Duration `odata:"lasts"`
	Key   string        `odata:"key"`
	Data  []byte        `odata:"data"`
	Open  odata.Raw     `odata:"open"`
	Tags  []string      `odata:"tags"`
	_     func()        // not exported, so left out
}

func TestRowsOfPlainValues(t *testing.T) {
	rows, query, err := rowsOf[plainRow](`{"@odata.type":"#ns.thing","id":"1","name":"a\u00e9","mode":"fast","on":true,"count":-5,"long":7,"ratio":1.5,"price":12.340000000000000001,
		"at":"2026-01-02T03:04:05.5+01:00","day":"2026-01-02","lasts":"P1DT2H","key":"EC308741-8741-ec30-4187-30ec418730ec","data":"aGk=","open":{"x":[1]},"tags":["a",null,"b"],"other":[{}]},
		{ "tags" : null , "id" : null },{}`)
	if err != nil {
		t.Fatal(err)
	}
	if want := "?$select=id,name,mode,on,count,long,ratio,price,at,day,lasts,key,data,open,tags"; query != want {
		t.Errorf("got %s; want %s", query, want)
	}
	want := plainRow{
		ID: "1", Name: "aé", Mode: "fast", On: true, Count: -5, Long: 7, Ratio: 1.5, Price: 12.34, At: time.Date(2026, 1, 2, 2, 4, 5, 5e8, time.UTC),
		Day: time.Date(2026, 1, 2, 0, 0, 0, 0, time.UTC), Lasts: 26 * time.Hour, Key: "EC308741-8741-ec30-4187-30ec418730ec", Data: []byte("hi"),
		Open: odata.Must(odata.RawOf(map[string]any{"x": []int{1}})), Tags: []string{"a", "", "b"},
	}
	if got := rows[0]; !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v\nwant %+v", got, want)
	}
	for _, row := range rows[1:] {
		if !reflect.DeepEqual(row, plainRow{}) {
			t.Errorf("null and absent: got %+v", row)
		}
	}
}

type base struct {
	ID string `odata:"id"`
}

type partRow struct {
	base
	Name odata.Field[string] `odata:"name"`
}

type sizeRow struct {
	Width *int32 `odata:"width"`
}

type nestedRow struct {
	base
	Mode     odata.Field[thingMode] `odata:"mode"`
	Size     sizeRow                `odata:"size"`
	Sizes    []*sizeRow             `odata:"sizes"`
	Parent   *partRow               `odata:"parent"`
	Parts    []partRow              `odata:"parts"`
	Whole    odata.Field[anyShape]  `odata:"shape"`
	Pass     odata.Secret           `odata:"pass"`
	ETag     string                 `odata:"@odata.etag"`
	Computed int                    `odata:"-"`
}

func TestRowsOfNestedValues(t *testing.T) {
	rows, query, err := rowsOf[nestedRow](`{"id":"1","@odata.etag":"W/\"1\"","mode":null,"size":{"unit":"cm","width":3},"sizes":[{"width":null},null,{"width":4}],
		"parent":{"id":"p","name":null},"parts":[{"id":"a"},{"name":"b"}],"shape":{"@odata.type":"#ns.round","name":"r"},"pass":"s3cret"},
		{"id":"2","mode":"slow","size":null,"parent":null,"parts":[],"shape":null}`)
	if err != nil {
		t.Fatal(err)
	}
	if want := "?$select=id,mode,size,sizes,shape,pass&$expand=parent($select=id,name),parts($select=id,name)"; unescape(query) != want {
		t.Errorf("got %s; want %s", query, want)
	}
	one, two := rows[0], rows[1]
	if one.ID != "1" || one.ETag != `W/"1"` || !one.Mode.IsNull() || *one.Size.Width != 3 || len(one.Sizes) != 3 || one.Sizes[0].Width != nil || one.Sizes[1] != nil || *one.Sizes[2].Width != 4 {
		t.Errorf("got %+v", one)
	}
	if one.Parent.ID != "p" || !one.Parent.Name.IsNull() || one.Parts[0].ID != "a" || !one.Parts[0].Name.IsZero() || odata.GetOr(one.Parts[1].Name, "") != "b" || one.Pass.Reveal() != "s3cret" {
		t.Errorf("got %+v", one)
	}
	if shape, _ := odata.Get(one.Whole); odata.TypeName(shape) != "ns.round" {
		t.Errorf("got %v", shape)
	}
	if two.Parent != nil || two.Parts == nil || len(two.Parts) != 0 || two.Size.Width != nil || odata.GetOr(two.Mode, "") != "slow" || !two.Whole.IsNull() {
		t.Errorf("got %+v", two)
	}
}

type complexRow struct {
	Size struct {
		Unit string `odata:"unit"`
	} `odata:"size"`
	Shape struct {
		In odata.Raw `odata:"in"`
	} `odata:"shape"` // of a type derived from the declared one
}

func TestRowsQueries(t *testing.T) {
	type onlyParts struct {
		Parts []struct {
			Parent struct {
				Name string `odata:"name"`
			} `odata:"parent"`
		} `odata:"parts"`
	}
	_, query, err := rowsOf[onlyParts](``)
	if want := "?$select=id&$expand=parts($select%3Did;$expand%3Dparent($select%3Dname))"; err != nil || unescape(query) != unescape(want) {
		t.Errorf("got %s, %v; want %s", query, err, want)
	}
	if _, query, err = rowsOf[complexRow](``); err != nil || query != "?$select=size,shape" {
		t.Errorf("got %s, %v", query, err)
	}
}

func unescape(query string) string {
	return strings.NewReplacer("%3D", "=", "%3B", ";", "%2C", ",").Replace(query)
}

// refusal returns the error of rows of type R.
func refusal[R any]() error { _, _, err := rowsOf[R](``); return err }

func TestRowsThatDoNotFit(t *testing.T) {
	type self struct {
		Parent *struct {
			Name string `odata:"name"`
		} `odata:"parent"`
		Tag int `odata:"tags"`
	}
	for name, test := range map[string]struct {
		err  error
		want []string
	}{
		"a name": {refusal[struct {
			N string `odata:"nam"`
		}](), []string{"N", `"nam"`, "ns.thing", "it has name"}},
		"the case of a name": {refusal[struct {
			N string `odata:"Name"`
		}](), []string{"it has name"}},
		"a name like no other": {refusal[struct {
			N string `odata:"zzzzzzzzzz"`
		}](), []string{"it has id, name, mode, on,"}},
		"two faults": {refusal[struct {
			A string `odata:"x1"`
			B int    `odata:"name"`
		}](), []string{"A `odata", "B `odata", "int cannot hold", "string"}},
		"no tag": {refusal[struct{ N string }](), []string{".N has no name"}},
		"not exported": {refusal[struct {
			n string `odata:"name"`
		}](), []string{".n is not exported"}},
		"a name twice": {refusal[struct {
			A, B string `odata:"name"`
		}](), []string{"same name"}},
		"a number for a text": {refusal[struct {
			N int `odata:"name"`
		}](), []string{"a int cannot hold"}},
		"a text for a number": {refusal[struct {
			N string `odata:"count"`
		}](), []string{"a string cannot hold", "int32"}},
		"an integer for a ratio": {refusal[struct {
			N int `odata:"ratio"`
		}](), []string{"float64"}},
		"a length for a count": {refusal[struct {
			N time.Duration `odata:"count"`
		}](), []string{"time.Duration cannot hold"}},
		"a bool for a text": {refusal[struct {
			N bool `odata:"mode"`
		}](), []string{"bool cannot hold"}},
		"another enumeration": {refusal[struct {
			N otherMode `odata:"mode"`
		}](), []string{"otherMode cannot hold", "thingMode"}},
		"an enumeration": {refusal[struct {
			N thingMode `odata:"name"`
		}](), []string{"thingMode cannot hold"}},
		"a date for a time": {refusal[struct {
			N odata.Date `odata:"at"`
		}](), []string{"odata.Date cannot hold", "odata.Time"}},
		"a text for a secret": {refusal[struct {
			N string `odata:"pass"`
		}](), []string{"use odata.Secret"}},
		"one for many": {refusal[struct {
			N string `odata:"tags"`
		}](), []string{"use a slice"}},
		"many for one": {refusal[struct {
			N []string `odata:"name"`
		}](), []string{"[]string cannot hold"}},
		"a field of another type": {refusal[struct {
			N odata.Field[int32] `odata:"name"`
		}](), []string{"int32 cannot hold"}},
		"a text for an object": {refusal[struct {
			N string `odata:"size"`
		}](), []string{"struct with tags"}},
		"an object for a text": {refusal[struct {
			N struct {
				A string `odata:"a"`
			} `odata:"name"`
		}](), []string{"cannot hold"}},
		"one object for many": {refusal[struct {
			N sizeRow `odata:"sizes"`
		}](), []string{"slice of a struct"}},
		"another model": {refusal[struct {
			N *thingSize `odata:"shape"`
		}](), []string{"cannot hold"}},
		"a name inside": {refusal[struct {
			N struct {
				W int `odata:"wide"`
			} `odata:"size"`
		}](), []string{"N.W", "ns.size has no such property", "width"}},
		"a type inside": {refusal[struct {
			N []struct {
				W string `odata:"width"`
			} `odata:"sizes"`
		}](), []string{"N.W", "string cannot hold"}},
		"a name of a target": {refusal[struct {
			N struct {
				W string `odata:"nome"`
			} `odata:"parent"`
		}](), []string{"N.W", "it has name"}},
		"a derived property": {refusal[struct {
			N int32 `odata:"weight"`
		}](), []string{"ns.bigThing", "graph.OfType[*odata_test.bigThing]"}},
		"a map": {refusal[struct {
			N map[string]string `odata:"open"`
		}](), []string{"cannot hold a map"}},
		"any": {refusal[struct {
			N any `odata:"open"`
		}](), []string{"odata.Raw"}},
		"a function": {refusal[struct {
			N func() `odata:"name"`
		}](), []string{"cannot hold a func"}},
		"no struct": {refusal[string](), []string{"not a struct"}},
		"a pointer": {refusal[*sizeRow](), []string{"not a struct"}},
		"a model":   {refusal[thing](), []string{"is a model"}},
		"two extras": {refusal[struct {
			A, B odata.Extra
			N    string `odata:"name"`
		}](), []string{"two odata.Extra"}},
		"a kind of row": {refusal[self](), []string{"Tag", "int cannot hold"}},
	} {
		if test.err == nil {
			t.Errorf("%s: no error", name)
			continue
		}
		for _, want := range test.want {
			if !strings.Contains(test.err.Error(), want) {
				t.Errorf("%s: got %v; want %q in it", name, test.err, want)
			}
		}
		if strings.Contains(test.err.Error(), "\n") {
			t.Errorf("%s: %v", name, test.err)
		}
	}
}

type recursive struct {
	Parent *recursive `odata:"parent"`
}

func TestRowThatContainsItself(t *testing.T) {
	if err := refusal[recursive](); err == nil || !strings.Contains(err.Error(), "contain itself") || len(err.Error()) > 1000 {
		t.Errorf("got %v", err)
	}
}

type misfitRow struct {
	Count int8      `odata:"count"`
	On    bool      `odata:"on"`
	At    time.Time `odata:"at"`
	Tags  []string  `odata:"tags"`
	Sizes []struct {
		Width uint32 `odata:"width"`
	} `odata:"sizes"`
	Parent struct {
		Name string `odata:"name"`
	} `odata:"parent"`
}

type misfitRowWithExtra struct {
	misfitRow
	Extra odata.Extra
}

// A value that does not fit is an error with its path, or goes to Extra.
func TestRowsMisfits(t *testing.T) {
	for _, test := range []struct{ in, path, member string }{
		{`"count":300`, "item 1: count: found a number", "count"},
		{`"count":"3"`, "item 1: count: found a text", "count"},
		{`"count":1.5`, "item 1: count:", "count"},
		{`"on":"true"`, "item 1: on: found a text", "on"},
		{`"at":"soon"`, "item 1: at: found a text, which is no time.Time", "at"},
		{`"at":"2026-02-30T00:00:00Z"`, "item 1: at:", "at"},
		{`"tags":"a"`, "item 1: tags: found a text", "tags"},
		{`"tags":["a",{"b":[]},"c"]`, "item 1: tags[1]: found an object", "tags"},
		{`"sizes":[{"width":1},{"unit":"x","width":-1}],"on":true`, "item 1: sizes[1]/width: found a number", "sizes"},
		{`"sizes":[[1,[2]]]`, "item 1: sizes[0]: found an array", "sizes"},
		{`"parent":{"name":[1,2,{"x":"y"}],"z":1}`, "item 1: parent/name: found an array", "parent"},
		{`"parent":5`, "item 1: parent: found a number", "parent"},
	} {
		_, _, err := rowsOf[misfitRow](`{},{"x":[],` + test.in + `},{}`)
		if err == nil || !strings.Contains(err.Error(), test.path) {
			t.Errorf("%s: got %v; want %q", test.in, err, test.path)
		}
		rows, _, err := rowsOf[misfitRowWithExtra](`{},{"x":[1],` + test.in + `,"@odata.type":"#ns.thing"},{"count":1}`)
		if err != nil {
			t.Errorf("%s: %v", test.in, err)
			continue
		}
		raw, ok := rows[1].Extra.Get(test.member)
		if !ok || !strings.Contains(test.in, string(raw)) || !reflect.DeepEqual(rows[1].misfitRow, misfitRow{On: rows[1].On}) {
			t.Errorf("%s: got %s and %+v", test.in, raw, rows[1])
		}
		if x, _ := rows[1].Extra.Get("x"); string(x) != "[1]" || rows[2].Count != 1 || rows[2].Extra.Len() != 0 {
			t.Errorf("%s: got %v, %+v", test.in, rows[1].Extra, rows[2])
		}
		if name, _ := rows[1].Extra.Get("@odata.type"); string(name) != `"#ns.thing"` {
			t.Errorf("%s: got the type %s", test.in, name)
		}
	}
}

// What is no JSON is an error in rows too, and so is a property that comes twice.
func TestRowsOfMalformedItems(t *testing.T) {
	for _, in := range []string{
		`{`, `{"count":1,}`, `{,}`, `{"count"}`, `{"count":}`, `{"count":1 "on":true}`, `{"count":1,"count":2}`, `{"x":01}`, `{"x":"a` + "\n" + `"}`, `{"on":tru}`,
		`{"parent":{"name":"a","name":"b"}}`, `{"x":{"a":1,"a":2}}`, `{"count":1}}`, `{"tags":["a",]}`, `{"tags":["a"}`, `{"at":"2026` + "\xff" + `"}`, `{"count":1},`, `null`, `"a"`, `[]`,
	} {
		if rows, _, err := rowsOf[misfitRow](in); err == nil {
			t.Errorf("%s: got %+v", in, rows)
		}
		if rows, _, err := rowsOf[misfitRowWithExtra](in); err == nil {
			t.Errorf("%s, with Extra: got %+v", in, rows)
		}
	}
}

// Rows with more than 64 fields, in any order.
func TestRowsOfManyFields(t *testing.T) {
	var fields []reflect.StructField
	in := ""
	for i := range 70 {
		fields = append(fields, reflect.StructField{Name: fmt.Sprintf("F%d", i), Type: reflect.TypeFor[string](), Tag: reflect.StructTag(fmt.Sprintf(`odata:"f%d@x"`, i))})
		in = fmt.Sprintf(`,"f%d@x":"%d"`, i, i) + in
	}
	row := reflect.StructOf(fields)
	r, _, err := odata.NewRow(row, reflect.TypeFor[anyThing]())
	if err != nil {
		t.Fatal(err)
	}
	items := reflect.New(reflect.SliceOf(row))
	if err := odata.DecodePage([]byte(`[{`+in[1:]+`}]`), items.Interface(), &odata.Page{Row: r}); err != nil {
		t.Fatal(err)
	}
	for i := range 70 {
		if got := items.Elem().Index(0).Field(i).String(); got != fmt.Sprint(i) {
			t.Errorf("field %d: got %q", i, got)
		}
	}
	if err := odata.DecodePage([]byte(`[{`+in[1:]+in+`}]`), items.Interface(), &odata.Page{Row: r}); err == nil || !strings.Contains(err.Error(), "twice") {
		t.Errorf("each field twice: got %v", err)
	}
}
