package printable_test

import (
	"testing"

	"github.com/intunegen/intunegen/spec/printable"
)

func TestPrintable(t *testing.T) {
	for text, want := range map[string][2]string{
		"plain größe 漢字": {"plain größe 漢字", "plain größe 漢字"},
		"a\nb\tc":        {"a\nb\tc", `a\u000ab\u0009c`},
		"\x1b[31mred":    {`\u001b[31mred`, `\u001b[31mred`},
		"a\rb\x00\x7f":   {`a\u000db\u0000\u007f`, `a\u000db\u0000\u007f`},
		"a\u009b2Jb":     {`a\u009b2Jb`, `a\u009b2Jb`},
		"a\u202eb\u2066": {`a\u202eb\u2066`, `a\u202eb\u2066`},
		"a\u2028b\ufeff": {`a\u2028b\ufeff`, `a\u2028b\ufeff`},
		"a\xffb\xc2":     {`a\xffb\xc2`, `a\xffb\xc2`},
	} {
		if got := printable.Text(text); got != want[0] {
			t.Errorf("Text(%q) = %q; want %q", text, got, want[0])
		}
		if got := printable.Line(text); got != want[1] {
			t.Errorf("Line(%q) = %q; want %q", text, got, want[1])
		}
	}
}
