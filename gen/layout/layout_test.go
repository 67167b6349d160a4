package layout_test

import (
	"bytes"
	"go/format"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/intunegen/intunegen/gen/layout"
)

// same fails where src is laid out otherwise than by gofmt; it returns whether it was known.
func same(t *testing.T, src string) bool {
	t.Helper()
	got, known := new(layout.Layouter).Source([]byte(src))
	if !known {
		return false
	}
	want, err := format.Source([]byte(src))
	if err != nil {
		t.Fatalf("laid out:\n%s\nbut gofmt says: %v", src, err)
	}
	if !bytes.Equal(got, want) {
		t.Fatalf("source:\n%s\nlaid out:\n%s\nwant:\n%s", src, got, want)
	}
	return true
}

// shapes are declarations that are to be known.
var shapes = map[string]string{
	"empty file":         "",
	"alias":              "type A = b.C\nvar d = e\n",
	"function type":      "type A func (* B,* c.D,[] E) (F,error)",
	"generic":            "type A struct{\nB odata.Field [map1 [* C,[] d.E]]\n}",
	"two quotes":         "// A is ''b'' and ``c``.\ntype A string",
	"heading of old":     "// A is b.\n//\n// Heading\n//\n// Text.\ntype A string",
	"heading":            "// # A\ntype A string",
	"list":               "// A:\n//  - b\n//  - c\n// d\ntype A string",
	"list of one column": "// A:\n// - b\n//   c\ntype A string",
	"code":               "// A:\n//   b {\n// }\ntype A string",
	"links":              "// A [b].\n//\n// [b]: http://c\ntype A string",
	"comment of blanks":  "// A\n//  \n//\n// b\ntype A string",
	"braces in comments": "// } { ` \" /* \ntype A struct{\n// } // /*\nB c\n}",
	"quotes":             "const a = \"{}`//\\\"\\\\\"\nconst b = `\"//{`",
	"raw lines":          "const a b.C = `\n { \n// \"\n`",
	"fields in columns":  "type A struct{\n_ [0] func ()\nBcd e\nF g.H [i]\n}",
	"tags":               "type A struct{\nA b `c:\"d\"`\nLonger longest `e:\"f\"`\n// G\n H i `j`\n}",
	"one field":          "type A struct{\nB c\n}",
	"embedded":           "type A struct{\n* b.C\n}\ntype D struct{\n* E\nF g\n* H\nLonger i\n}",
	"sections":           "type A struct{\n// B:\n\n// C\n D e\n// F\n\n\n// G\n Longer h\nI j\n}",
	"constants":          "const (\nA B = \"c\"\nLonger D = \"e\"\n// F\nG = H\nIjk L = \"m\"\n// N\nO = P\n// Q\nR S = \"T\"\n)",
	"one constant":       "const (\nA B = \"c\"\n)",
	"interface":          "type A interface{\nb (C,d.E) F\nG ()\n}",
	"embedded interface": "type A interface{\nB\nC ()\n}",
	"empty bodies":       "func (A) b () {}\nfunc (* Longer) c (D) {}\nfunc e () {\nreturn\n}\nfunc (F) g () {}",
	"statements":         "func a (b c) (* D,error) {\ne,err := f.G (b,h ())\nif err != nil {\nreturn nil,err\n}\nreturn & D {e},nil\n}",
	"conversions":        "func (a * B) C (d ... e.F) * G [* H] {\nreturn (* G [* H]) ((* i.J) (a) . K (d) . L (\"m\",& n))\n}",
	"table":              "var a = [...] any {\n (* B) (nil),\n (* c.D) (nil),\n}\nfunc e () {\nreturn f (a [:])\n}",
	"pairs":              "var a = struct{\nB c\nDef g\n} {\n B : \"h\",\n Def : \"i\",\n}",
	"no elements":        "var a = [...] b {\n}\nvar c = d {}",
	"pairs of literals":  "var a = B {\n c : d.E [* F] {\"g\"},\n Hij : k.L [[] m.N,o] {\"p\"},\n}\nvar q = [] r {s {},t [u] {}}",
	"pairs of a call":    "func a () b.C {\nreturn b.C {\nLonger:true,\nD:\"e\",\n}\n}",
}

// refused are texts that gofmt knows and a layouter does not, for they are not written, or gofmt changes more than their blanks.
var refused = map[string]string{
	"carriage return":     "type A b\r\n",
	"tab":                 "type\tA b",
	"block comment":       "type A /* { */ b",
	"comment behind":      "type A b // c",
	"floating comment":    "// A\n\ntype B c",
	"last comment":        "type A b\n// c",
	"build constraint":    "// +build linux\n\n// A\ntype A b",
	"directive":           "//go:generate a\ntype A b",
	"rune":                "var a = '{'",
	"other numbers":       "var a = 0X1F\nvar b = 010\nvar c = 1E3\nvar d = 1.5",
	"label":               "func a () {\nb:\nreturn\n}",
	"nested function":     "func a () {\nb := func () {}\n}",
	"operators":           "var a = b + c * d",
	"parentheses":         "func a () (error) {\nreturn nil\n}",
	"one line of struct":  "type A struct{ B c }",
	"one line of body":    "func a () { return }",
	"empty lines":         "func a () {\n\nreturn\n}",
	"semicolons":          "type A b; type C d",
	"groups":              "type (\nA b\n)",
	"empty groups":        "import (\n)\nconst (\n)",
	"empty constants":     "const (\n)",
	"pairs on one line":   "var a = B {c : d}",
	"mixed elements":      "var a = [] B {\nc : d,\ne,\n}",
	"argument lines":      "var a = b (\nc,\n)",
	"unsorted imports":    "import (\n\"b\"\n\"a\"\n)\ntype A b",
	"imports twice":       "import (\n\"a\"\n\"a\"\n)\ntype A b",
	"letters of others":   "type Ä b",
	"numeric escapes":     "var a = \"\\x41\"",
	"indices":             "var a = b [c]",
	"type parameters":     "type A [b any] c",
	"elements of structs": "type A struct{\nB struct{\nC d\n}\n}",
}

// invalid are texts that are no Go; go/format is to say why.
var invalid = []string{
	"type A struct{", "type A struct{\nB\n}}", "func a (b c,d) {}", "func a () {\nreturn b (\n}", "type func b", "const (\nA B\n)", "var a = \"b",
	"var a = `b", "func (a b,c d) e () {}", "func a (b ... c,d e) {}", "var a = \"\\q\"", "type A b c", "var a = b [:", "var a = b [:] {}", "var a = b [c,] {d}", "}", "func a () {\nif b != c {\n}",
	"type A \ufeffb", "type A b\x00", "// \xff\ntype A b",
}

func TestShapes(t *testing.T) {
	for name, src := range shapes {
		if !same(t, "package p\n\n"+src) {
			t.Errorf("%s is not known:\n%s", name, src)
		}
	}
}

func TestRefused(t *testing.T) {
	for name, src := range refused {
		if same(t, "package p\n\n"+src) {
			t.Errorf("%s is laid out, and not in the list of shapes", name)
		}
		if _, err := format.Source([]byte("package p\n\n" + src)); err != nil {
			t.Errorf("%s is no Go: %v", name, err)
		}
	}
	for _, src := range invalid {
		if same(t, "package p\n\n"+src) {
			t.Errorf("laid out:\n%s", src)
		}
	}
}

// Headers are measured as gofmt measures them, and keys.
func TestLengths(t *testing.T) {
	for n := range 120 {
		name := strings.Repeat("n", n+1)
		if !same(t, "package p\nfunc "+name+" () {}\nfunc a () {}\n") {
			t.Error("an empty function is not known")
		}
		for _, other := range []int{1, 3, 16, 40, 41, 100} {
			first, last := strings.Repeat("f", other), strings.Repeat("l", n%7+1)
			if !same(t, "package p\nvar a = B {\n "+first+" : c,\n "+name+" : d,\n "+last+" : e,\nf : g,\n}\n") {
				t.Error("a literal is not known")
			}
		}
	}
}

// FuzzSource looks for texts that are laid out otherwise than by gofmt. It splices, for whole texts that a fuzzer changes are seldom known.
func FuzzSource(f *testing.F) {
	var all []string
	for _, src := range shapes {
		all = append(all, src)
	}
	for _, src := range refused {
		all = append(all, src)
	}
	for i, src := range append(all, invalid...) {
		f.Add("// c\n\n", src, all[i%len(all)])
	}
	for _, file := range generated(f) {
		data, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add("", strings.TrimPrefix(string(data), "package"), "")
	}
	f.Fuzz(func(t *testing.T, head, one, other string) {
		same(t, head+"package p\n"+one+"\n"+other)
		same(t, "package p\n"+one+other)
	})
}

// generated returns some files that are laid out.
func generated(f *testing.F) []string {
	files, err := filepath.Glob(filepath.Join("..", "..", "generated", "intunebeta", "android*state.go"))
	if err != nil || len(files) == 0 {
		f.Fatalf("no generated files: %v", err)
	}
	return files
}
