package csdl_test

import (
	"strings"
	"testing"

	"github.com/intunegen/intunegen/spec/csdl"
)

// Errors have the line and the column, in bytes, at which the tag of the element starts.
func TestPositions(t *testing.T) {
	const broken = `<ComplexType/>`
	for name, test := range map[string]struct{ content, want string }{
		"at the start of a line":     {broken, "3:1"},
		"after spaces and tabs":      {" \t" + broken, "3:3"},
		"after a void element":       {`<ComplexType Name="a"/>` + broken, "3:24"},
		"after an end tag":           {`<ComplexType Name="a"></ComplexType>` + broken, "3:37"},
		"after a comment":            {"<!-- a\nb -->" + broken, "4:6"},
		"after an instruction":       {"<?a b?>" + broken, "3:8"},
		"after CRLF":                 {"\r\n" + broken, "4:1"},
		"after CR alone":             {"\r" + broken, "3:2"},
		"after text beyond ASCII":    {"<!-- é𝔞 -->" + broken, "3:16"},
		"after an entity":            {"&#233;&amp;" + broken, "3:12"},
		"after CDATA":                {"<![CDATA[\n<a>]]>" + broken, "4:7"},
		"attributes on many lines":   {"<ComplexType\n\n\tOpenType=\"true\"\n/>", "3:1"},
		"after attributes on a line": {"<ComplexType\n  Name='a'\n/>" + broken, "5:3"},
	} {
		_, err := csdl.Read("in.csdl", strings.NewReader(wrap(test.content)))
		if want := "in.csdl:" + test.want + ": ComplexType has no Name; add it"; err == nil || err.Error() != want {
			t.Errorf("%s: got %v; want %s", name, err, want)
		}
	}
}
