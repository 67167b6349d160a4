package yamltext

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	yaml "github.com/oasdiff/yaml3"
)

// JSON is read with the same nodes, at the same places, as the YAML library reads it where it can.
func TestJSONAsYAML(t *testing.T) {
	for _, text := range []string{
		`{"a": [1, -2.5, 3e9, true, false, null, "x"], "b": {}, "c": [], "d": "q\"\n"}`,
		"\n{\r\n  \"a\"\t:\n\t[ [ ], {\"b\":0} ]\n  ,\"a\":\"é\" }\n",
		`[]`,
	} {
		want, err := Parse("in", []byte("# YAML\n"+text))
		if err != nil {
			t.Fatal(err)
		}
		if !IsJSON([]byte(text)) || IsJSON([]byte("# YAML\n"+text)) {
			t.Fatalf("IsJSON errs on %q", text)
		}
		got := fromJSON([]byte(text))
		walk(got, func(n *yaml.Node) { n.Line++ })
		if diff := cmp.Diff(want.Root, got, cmpopts.IgnoreFields(yaml.Node{}, "HeadComment", "EndLine", "EndColumn")); diff != "" {
			t.Errorf("%q: (-YAML +JSON)\n%s", text, diff)
		}
	}
}

func walk(n *yaml.Node, visit func(*yaml.Node)) {
	visit(n)
	for _, item := range n.Content {
		walk(item, visit)
	}
}

// What JSON allows inside its strings and YAML does not, or reads otherwise, is read as JSON means
// it; columns count bytes.
func TestJSONStrings(t *testing.T) {
	f, err := Parse("in", []byte(`{"\ud83d\ude00\/": "é`+"\u0085\u2028\u007f\u009c"+`", "last": "\u0000\b"}`))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, n := range f.Root.Content {
		got = append(got, n.Value)
	}
	if diff := cmp.Diff([]string{"😀/", "é\u0085\u2028\u007f\u009c", "last", "\x00\b"}, got); diff != "" {
		t.Error(diff)
	}
	if at := f.At(f.Root.Content[2]); at.Column != 34 {
		t.Errorf("the last name is at column %d; want 34", at.Column)
	}
}

// Text that starts like JSON and is not JSON is read as YAML.
func TestNotQuiteJSON(t *testing.T) {
	f, err := Parse("in", []byte("{a: 1, 'b': [x,], # note\n}"))
	if err != nil || len(f.Root.Content) != 4 {
		t.Errorf("%v, %v", f, err)
	}
}
