package emit

import (
	"strings"
	"testing"

	"github.com/intunegen/intunegen/gen/ir"
)

// What an emitter should not have written is an error that names the file and the construct, and Go of a shape that package layout does
// not know is formatted all the same.
func TestRender(t *testing.T) {
	for _, c := range []struct{ text, want, fault string }{
		{"type A struct{\nB c", "", "emit x.go (construct a): "},
		{"var a = b+c*d", "// " + Header + "\n\npackage p\n\nvar a = b + c*d\n", ""},
	} {
		u := unit{"x", []part{{"construct ", "a", func(s *source) { s.put(c.text) }}}}
		file, err := new(renderer).render(&ir.Package{Name: "p"}, u)
		if got := string(file.Data); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
		if (err != nil) != (c.fault != "") || err != nil && !strings.HasPrefix(err.Error(), c.fault) {
			t.Errorf("error %v, want %q", err, c.fault)
		}
	}
}

// Whatever a text of a description holds, its comment is Go.
func TestComment(t *testing.T) {
	text := "\ufeffa\x00b\u2028c\x85d\xffe\r\nf\ufeff*/ \x7f"
	u := unit{"x", []part{{"construct ", "a", func(s *source) {
		s.comment(text)
		s.put("type A string\n")
	}}}}
	file, err := new(renderer).render(&ir.Package{Name: "p"}, u)
	if want := "// " + Header + "\n\npackage p\n\n// a b c d e f */\ntype A string\n"; string(file.Data) != want || err != nil {
		t.Errorf("%q %v, want %q", file.Data, err, want)
	}
}

// No line of a comment is a build constraint, which would keep the file from being compiled.
func TestCommentConstraint(t *testing.T) {
	for _, text := range []string{"+build ignore", strings.Repeat("x", width-1) + " +build ignore"} {
		u := unit{"x", []part{{"construct ", "a", func(s *source) {
			s.comment(text)
			s.put("type A string\n")
		}}}}
		file, err := new(renderer).render(&ir.Package{Name: "p"}, u)
		if !strings.HasPrefix(string(file.Data), "// "+Header+"\n\npackage p\n") || !strings.Contains(string(file.Data), "\n// + build ignore\n") || err != nil {
			t.Errorf("%q %v", file.Data, err)
		}
	}
}
