package emit

import (
	"strings"
	"testing"

	"github.com/dave/jennifer/jen"
)

// written returns the file of one construct, without its first lines.
func written(t *testing.T, code jen.Code) (string, error) {
	t.Helper()
	u := unit{name: "x", parts: []part{{"construct ", "a", func() jen.Code { return code }}}}
	file, err := u.render("p")
	if err != nil {
		return "", err
	}
	text, ok := strings.CutPrefix(string(file.Data), "// "+Header+"\n\npackage p\n\n")
	if !ok {
		t.Errorf("the file begins otherwise:\n%s", file.Data)
	}
	return text, nil
}

// What an emitter should not have written is an error that names the file and the construct.
func TestRender(t *testing.T) {
	if _, err := written(t, jen.Type().Id("A").Id("struct{")); err == nil || !strings.HasPrefix(err.Error(), "emit x.go (construct a): ") {
		t.Errorf("error %v", err)
	}
	if text, err := written(t, jen.Var().Id("a").Op("=").Id("b").Op("+").Id("c")); err != nil || text != "var a = b + c\n" {
		t.Errorf("%q, %v", text, err)
	}
}

// Whatever a text of a description holds, its comment is Go, and the next line is code.
func TestComment(t *testing.T) {
	long := strings.Repeat("x", width-1)
	for text, want := range map[string]string{
		"\ufeffa\x00b\u2028c\x85d\xffe\r\nf\ufeff*/ \x7f": "// a b c d e f */",
		"a\u202eb\u2066c":   "// a b c",
		"/* a */ var b int": "// /* a */ var b int",
		"//go:build ignore": "// //go:build ignore",
		"//line x.go:1":     "// //line x.go:1",
		"+build ignore":     "// + build ignore",
		"go:embed x":        "// go:embed x",
		"go:build ignore":   "// go: build ignore",
		long + " +build x":  "// " + long + "\n// + build x",
		" \n ":              "",
	} {
		if want != "" {
			want += "\n"
		}
		got, err := written(t, lines(comment(text), jen.Type().Id("A").String()))
		if err != nil || got != want+"type A string\n" {
			t.Errorf("%q over a type: %q, %v", text, got, err)
		}
		got, err = written(t, jen.Type().Id("A").Struct(described([]string{text}, jen.Id("B").String())))
		if want := "type A struct {\n" + indented(want) + "\tB string\n}\n"; err != nil || got != want {
			t.Errorf("%q over a field: %q, want %q, %v", text, got, want, err)
		}
	}
}

func indented(text string) string {
	var all strings.Builder
	for line := range strings.Lines(text) {
		all.WriteString("\t" + line)
	}
	return all.String()
}

// No text ends the string that it is written as, or is read as another.
func TestRawString(t *testing.T) {
	for text, want := range map[string]string{
		"a b\nc":            "`a b\nc`",
		"`+os.Exit(1)+`":    "\"`+os.Exit(1)+`\"",
		"a\r\nb":            `"a\r\nb"`,
		"\x00\ufeff\xff\n`": `"\x00\ufeff\xff\n` + "`\"",
	} {
		if got, err := written(t, jen.Const().Id("a").Op("=").Add(rawString(text))); err != nil || got != "const a = "+want+"\n" {
			t.Errorf("%q: %q, %v", text, got, err)
		}
	}
}

// What is not a number or truth value does not become one.
func TestLiteral(t *testing.T) {
	for text, want := range map[string]string{"1": "1", "-1.5e+3": "-1.5e+3", "true": "true", "1;x": `"1;x"`, "0x1": `"0x1"`, "f()": `"f()"`, "": `""`, "1\n2": `"1\n2"`} {
		if got, err := written(t, jen.Var().Id("a").Op("=").Add(literal(text))); err != nil || got != "var a = "+want+"\n" {
			t.Errorf("%q: %q, %v", text, got, err)
		}
	}
}
