package odata_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/intunegen/intunegen/odata"
)

// What UnmarshalStrict takes, Unmarshal takes; what it refuses has places in the text.
func FuzzUnmarshalStrict(f *testing.F) {
	for _, text := range []string{`{"name":"n","boxes":[{"id":"1","inner":[{"size":"x"}]}],"id":5}`, `{"target":{"name":"a","@odata.type":"#ns.groupTarget"}}`,
		`{"target":{"x":[1,{"a":1,"a":2}],"@odata.type":5}}`, `{"a@odata.bind":{},"#x":1,"@odata.type":"#ns.other","@odata.type":""}`, "\ufeff{\"name\":\n\"a", `[`, ``, `{"box":{"refer":[]}}x`} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, v := range []any{new(shelf), new(shelfPatch), new(device), new(anyTarget), new([]box), new([]*box)} {
			err := odata.UnmarshalStrict([]byte(text), v)
			var strict *odata.StrictError
			if err == nil {
				if !json.Valid([]byte(strings.TrimPrefix(text, "\ufeff"))) {
					t.Errorf("%T: %q was taken", v, text)
				}
				continue
			}
			if !errors.As(err, &strict) || len(strict.Problems) == 0 {
				t.Fatalf("%T: %q: %v", v, text, err)
			}
			for i, p := range strict.Problems {
				lines := strings.Split(text, "\n")
				if p.Offset > len(text) || p.Line > len(lines) || p.Column > len(lines[p.Line-1])+1+len("\ufeff") || i > 0 && p.Offset < strict.Problems[i-1].Offset {
					t.Errorf("%T: %q: %+v", v, text, p)
				}
				if p.What == "" || p.Remedy == "" || p.Path != "" && p.Path[0] != '/' {
					t.Errorf("%T: %q: %+v", v, text, p)
				}
			}
			_ = fmt.Sprint(err)
		}
	})
}

// Each kind of value, in all kinds of JSON: what fits passes, what does not is one problem.
func TestFaultD2_Kinds(t *testing.T) {
	fits := map[string][]string{
		"name": {`"a"`, `""`}, "on": {`true`, `false`, `null`}, "count": {`1`, `-2147483648`, `null`}, "big": {`9223372036854775807`}, "ratio": {`1.5`, `"INF"`},
		"at": {`"2026-01-01T00:00:00Z"`}, "day": {`"2026-01-01"`}, "span": {`"PT1H"`}, "data": {`"AQID"`}, "exact": {`1.5`}, "pass": {`"x"`}, "any": {`[null,{}]`, `5`},
		"tags": {`["a"]`, `[]`, `null`}, "parent": {`{}`, `null`}, "parts": {`[{}]`}, "target": {`{"@odata.type":"#ns.groupTarget"}`, `null`}, "targets": {`[]`},
	}
	misfits := map[string][]string{
		"name": {`1`, `true`, `[]`, `{}`, `null`}, "on": {`"true"`, `1`, `{}`}, "count": {`"1"`, `1.5`, `2147483648`, `true`, `[1]`}, "big": {`9223372036854775808`, `"1"`}, "ratio": {`"x"`, `true`},
		"at": {`"x"`, `5`, `"2026-01-01"`}, "day": {`"2026-1-1"`, `{}`}, "span": {`"1h"`}, "data": {`"%"`}, "exact": {`"x"`, `true`}, "pass": {`5`, `[]`},
		"tags": {`"a"`, `[1]`, `[null]`, `{}`}, "parent": {`[]`, `"x"`, `5`}, "parts": {`{}`, `[1]`, `[null]`, `[[]]`}, "target": {`"x"`, `[]`, `{}`, `{"@odata.type":"#ns.target"}`}, "targets": {`{}`, `[5]`},
	}
	for name, values := range fits {
		for _, value := range values {
			if err := odata.UnmarshalStrict([]byte(`{"`+name+`":`+value+`}`), new(device)); err != nil {
				t.Errorf("%s: %s: %v", name, value, err)
			}
		}
	}
	for name, values := range misfits {
		for _, value := range values {
			err := odata.UnmarshalStrict([]byte(`{"parent":{"parts":[{"`+name+`":`+value+`}]}}`), new(device))
			var strict *odata.StrictError
			if !errors.As(err, &strict) || len(strict.Problems) != 1 || !strings.HasPrefix(strict.Problems[0].Path, "/parent/parts/0/"+name) {
				t.Errorf("%s: %s: %v", name, value, err)
			}
		}
	}
}
