package yamltext

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	yaml "github.com/oasdiff/yaml3"
)

// Escapes of JSON in YAML are read as in JSON, wherever they are, and nothing else changes.
func TestFaultF5_Escapes(t *testing.T) {
	for _, test := range []struct{ text, want string }{ // want: the scalars, each with line:column
		{`a: "https:\/\/x"`, `1:1 a|1:4 https://x`},
		{"# note\na: {\"b\\/c\": \"\\/\", d: e}", `2:1 a|2:5 b/c|2:13 /|2:19 d|2:22 e`},
		{`a: ["\ud83d\ude00", "\uD83D\uDE00x"]`, "1:1 a|1:5 😀|1:21 😀x"},
		{`{"é\/": "ü\/", b: "\u00e9"}`, `1:2 é/|1:10 ü/|1:18 b|1:21 é`},
		{`"\/a": "\"\/\\"`, `1:1 /a|1:8 "/\`},
		{"a: \"\\/\"\nb: 'c:\\/d'\nc: d\\/e", `1:1 a|1:4 /|2:1 b|2:4 c:\/d|3:1 c|3:4 d\/e`},
		{"a: |\n  \"x\\/y\"\n\n  \"z\\/\"\nb: \"\\/\"", "1:1 a|1:4 \"x\\/y\"\n\n\"z\\/\"\n|5:1 b|5:4 /"},
		{"- a: >-\n    \"x\\/y\"\n- \"\\/\"", `1:3 a|1:6 "x\/y"|3:3 /`},
		{"a: it's \"b\\/c\"\nd: \"\\/\"", `1:1 a|1:4 it's "b\/c"|2:1 d|2:4 /`},
		{"a: 'it''s \"\\/'\nd: \"\\/\"", `1:1 a|1:4 it's "\/|2:1 d|2:4 /`},
		{"a: b # \"\\/\nd: \"\\/ # no comment\"", `1:1 a|1:4 b|2:1 d|2:4 / # no comment`},
		{"a: \"x\n  \\/y\"", `1:1 a|1:4 x /y`},
		{"a: \"\\x41\\u0042\\U00000043\\n\\/\"", "1:1 a|1:4 ABC\n/"},
		{"a: \"\ue000\\/\"", "1:1 a|1:4 \ue000/"},
		{"a:\n- \"\\/\"\n- b: \"\\/\"\n  ? \"\\/c\"\n  : d", "1:1 a|2:3 /|3:3 b|3:6 /|4:5 /c|5:5 d"},
	} {
		f, err := Parse("in", []byte(test.text))
		if err != nil {
			t.Errorf("%s: %v", test.text, err)
			continue
		}
		var got []string
		walk(f.Root, func(n *yaml.Node) {
			if n.Kind == yaml.ScalarNode {
				at := f.At(n)
				got = append(got, fmt.Sprintf("%d:%d %s", at.Line, at.Column, n.Value))
			}
		})
		if text := strings.Join(got, "|"); text != test.want {
			t.Errorf("%s:\n%q; want\n%q", test.text, text, test.want)
		}
	}
}

// Every JSON text is read as YAML as it is read as JSON, with a comment above it.
func TestFaultF5_JSONInYAML(t *testing.T) {
	for _, text := range []string{`"\/"`, `"\ud83d\ude00\/\ud83d\ude01"`, `"a\\\/b"`, `"\b\f\n\r\t\"\\\/"`, `"\u005c/"`, `"\\ud83d\\ude00\/"`, `"😀\/"`} {
		var want string
		if err := json.Unmarshal([]byte(text), &want); err != nil {
			t.Fatal(err)
		}
		f, err := Parse("in", []byte("# YAML\nx: [{y: "+text+"}]"))
		if err != nil {
			t.Errorf("%s: %v", text, err)
			continue
		}
		if got := f.Root.Content[1].Content[0].Content[1].Value; got != want {
			t.Errorf("%s: %q; want %q", text, got, want)
		}
	}
}

// What is wrong stays wrong, on its line.
func TestFaultF5_Refused(t *testing.T) {
	for _, text := range []string{"a: \"\\/\"\nb: \"\\q\"", "a: \"\\/\"\nb: \"\\ud83d\"", "a: \"\\/\"\nb: {"} {
		if _, err := Parse("in", []byte(text)); err == nil || !strings.HasPrefix(err.Error(), "in:2:") && !strings.HasPrefix(err.Error(), "in:3:") {
			t.Errorf("%s: %v; want an error on line 2", text, err)
		}
	}
}
