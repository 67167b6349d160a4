package snippet

import "testing"

// What is dropped leaves spaces, strings stay as they are, and what is a fault stays one.
func TestStripJSONC(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{`{"a":1}`, `{"a":1}`},
		{`{"a":1,}`, `{"a":1 }`},
		{`[1, ]`, `[1  ]`},
		{`{"a":"//,}" // x`, `{"a":"//,}"     `},
		{`{"a":"\",]"/*,*/,}`, `{"a":"\",]"      }`},
		{"{...,\"a\":1,\n...}", "{    \"a\":1 \n   }"},
		{`[1,…,2]`, `[1,    2]`},
		{`{"a":1,,"b":2}`, `{"a":1,,"b":2}`},
		{`{"a":1,,}`, `{"a":1,,}`},
		{`[,1]`, `[,1]`},
		{`{"a":"`, `{"a":"`},
		{`/*`, `  `},
		{`"\`, `"\`},
	} {
		if got, _ := StripJSONC([]byte(c.text)); string(got) != c.want {
			t.Errorf("%s: got %q; want %q", c.text, got, c.want)
		}
	}
}
