package yamlfile_test

import (
	"errors"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/intunegen/intunegen/spec"
	"github.com/intunegen/intunegen/spec/csdljson"
	"github.com/intunegen/intunegen/spec/yamlfile"
)

// The values, the order of members and all positions are those of the reader that works on nodes.
func TestParseAsNodes(t *testing.T) {
	shipped, err := os.ReadFile("../overlay/intune.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{
		string(shipped),
		"b: 1\na: x\nc: {z: 1, x: [p, q]}\n",
		"# comment\n---\nlist:\n- one\n- \"two\"\n- - nested\n- k: v\n  l: w\n",
		"é: 𝔞\n\"ü\": {ä: 1, ö: x}\nlist: [é, 𝔞, b]\n",
		"a:\r\n  b: true\r\n  c: null\r\n",
		"a: |\n  ---\n  text\nb: >\n  folded\n  text\n",
		"numbers: [1, -2, 0, 12345678901234567890]\ndate: \"2026-01-01\"\n",
		"{\"a\": \"https:\\/\\/x\", \"b\": [1.50]}",
		"empty: {}\nnone: []\ntext: ''\n",
	} {
		want, err := csdljson.Parse("f.yaml", []byte(text))
		if err != nil {
			t.Fatalf("%q: %v", text, err)
		}
		got, err := yamlfile.Parse("f.yaml", []byte(text))
		if err != nil {
			t.Errorf("%q: %v", text, err)
			continue
		}
		if strings.Contains(text, "- - nested") {
			want.Get("list").List[2].List[0].Pos = want.Get("list").Pos // the library does not place it
			want.Get("list").List[2].Pos = want.Get("list").Pos
		}
		if diff := cmp.Diff(want, got, cmp.FilterPath(isFlowObject, cmp.Ignore()), cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("%.80q (-nodes +got):\n%s", text, diff)
		}
	}
}

// Integers of 64 bits keep all digits; a quoted number keeps every digit.
func TestParseKeepsDigits(t *testing.T) {
	for written, want := range map[string]string{
		"9007199254740993":          "9007199254740993", // 2^53 + 1
		"-9007199254740993":         "-9007199254740993",
		"9223372036854775807":       "9223372036854775807",
		"-9223372036854775808":      "-9223372036854775808",
		"18446744073709551615":      "18446744073709551615",
		"0x20000000000001":          "9007199254740993",
		`"0.12345678901234567890"`:  "0.12345678901234567890",
		`"123456789012345678901.5"`: "123456789012345678901.5",
	} {
		for _, text := range []string{"a: " + written + "\n", "a: [" + written + "]\n", "a: {b: " + written + "}\n"} {
			v, err := yamlfile.Parse("f.yaml", []byte(text))
			if err != nil {
				t.Fatalf("%q: %v", text, err)
			}
			got := v.Get("a")
			switch {
			case got.Kind == spec.List:
				got = &got.List[0]
			case got.Kind == spec.Object:
				got = got.Get("b")
			}
			if got.Text != want {
				t.Errorf("%q: got %s, want %s", text, got.Text, want)
			}
		}
	}
}

// isFlowObject selects the position of an object in braces in a list: the library has that of its
// first name.
func isFlowObject(p cmp.Path) bool {
	if p.Last().String() != ".Pos" || len(p) < 2 {
		return false
	}
	for _, step := range p[len(p)-2:] {
		if _, isItem := step.(cmp.SliceIndex); isItem {
			v, _ := p.Index(-2).Values()
			return v.FieldByName("Kind").Uint() == uint64(spec.Object)
		}
	}
	return false
}

// What is wrong is an error with its place.
func TestFaults(t *testing.T) {
	for text, want := range map[string]string{
		"a: 1\nb: 2\na: 3\n":             "f.yaml:3:1: a is already given in line 1; keep one",
		"x:\n  - b: 1\n    b: 2\n":       "f.yaml:3:5: b is already given in line 2; keep one",
		"x: {a: 1, é: 2, 'a': 3}\n":      "f.yaml:1:18: a is already given in line 1; keep one",
		"é: {a: 1, a: 2}\n":              "f.yaml:1:12: a is already given in line 1; keep one",
		"a: 1\nb: {c: 1, c: 2}\na: 2\n":  "f.yaml:3:1: a is already given in line 1; keep one",
		"__origin__: 1\na: 2\n":          "__origin__ is already given in line 1; keep one",
		"a: 1\n---\nb: 2\n":              "f.yaml:2:1: the file holds more than one YAML document; keep one",
		"---\na: 1\n---\n":               "f.yaml:3:1: the file holds more than one YAML document",
		"---\n# nothing\n---\na: 1\n":    "f.yaml:3:1: the file holds more than one YAML document",
		"a: [":                           "f.yaml:1:1: malformed YAML",
		"a: 1\n  b: 2\n":                 "f.yaml:2:1: malformed YAML: mapping values are not allowed in this context",
		"\tb: 2\n":                       "malformed YAML",
		"a: *b\n":                        "malformed YAML: unknown anchor 'b' referenced",
		"a: &a [*a]\n":                   "malformed YAML: anchor 'a' value contains itself",
		"a: .inf\n":                      "malformed YAML",
		"? [a]\n: 1\n":                   "malformed YAML",
		"":                               "the file holds no value",
		"# only a comment\n":             "the file holds no value",
		strings.Repeat("a", 17<<20):      "the file is larger than 16 MiB",
		strings.Repeat("[", 20_000):      "malformed YAML",
		"a: &a [x,x]\n" + aliases(30):    "excessive aliasing",
		"{\"a\": 1, \"b\": 2, \"a\": 3}": "f.yaml:1:18: a is already given in line 1; keep one",
	} {
		_, err := yamlfile.Parse("f.yaml", []byte(text))
		if err == nil || !strings.HasPrefix(err.Error(), "f.yaml:") || !strings.Contains(err.Error(), want) {
			t.Errorf("%.60q: %.200v; want %s", text, err, want)
		}
	}
}

// aliases returns lists, each of two times the one before.
func aliases(n int) string {
	var b strings.Builder
	for i := range n {
		name, last := string(rune('b'+i%25))+strings.Repeat("x", i/25), "a"
		if i > 0 {
			last = string(rune('b'+(i-1)%25)) + strings.Repeat("x", (i-1)/25)
		}
		b.WriteString(name + ": &" + name + " [*" + last + ",*" + last + "]\n")
	}
	return b.String()
}

// FuzzParse proves that what is read and what is refused has a place in the text.
func FuzzParse(f *testing.F) {
	f.Add("a: {b: [1, x, {c: d}], e: null}\n")
	f.Add("x: &x {a: 1}\ny: *x\nz: {<<: *x, b: 2}\n")
	f.Fuzz(func(t *testing.T, text string) {
		v, err := yamlfile.Parse("f.yaml", []byte(text))
		var one *spec.Error
		if err != nil && !errors.As(err, &one) {
			t.Errorf("%q: %v has no place", text, err)
		}
		breaks := strings.Count(text, "\n") + strings.Count(text, "\r") // of lines, each of which YAML counts
		for _, other := range []string{"\u0085", "\u2028", "\u2029"} {
			breaks += strings.Count(text, other)
		}
		placed(t, text, &v, breaks+1)
	})
}

func placed(t *testing.T, text string, v *spec.Value, lines int) {
	if v.Pos.Line < 0 || v.Pos.Line > lines || v.Pos.Column < 0 || v.Pos.Column > len(text)+1 {
		t.Errorf("%q: a value at %v", text, v.Pos)
	}
	for i := range v.List {
		placed(t, text, &v.List[i], lines)
	}
	for i := range v.Members {
		placed(t, text, &v.Members[i].Value, lines)
	}
}

// Escapes of JSON are read in the files of users too, and positions stay.
func TestFaultF5_Values(t *testing.T) {
	v, err := yamlfile.Parse("in", []byte("# c\na: {\"b\\/c\": [\"https:\\/\\/x\", \"\\ud83d\\ude00\"], d: 'e\\/'}\nf: \"\\/\""))
	if err != nil {
		t.Fatal(err)
	}
	list, d, f := v.Get("a").Get("b/c"), v.Get("a").Get("d"), v.Get("f")
	if list == nil || len(list.List) != 2 || list.List[0].Text != "https://x" || list.List[1].Text != "😀" || d.Text != `e\/` || f.Text != "/" {
		t.Fatalf("%+v", v)
	}
	if list.Pos.Column != 5 || d.Pos.Column != 46 || d.Pos.Line != 2 || f.Pos.Line != 3 {
		t.Errorf("at %v, %v and %v", list.Pos, d.Pos, f.Pos)
	}
}
