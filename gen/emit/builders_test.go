package emit

import (
	"testing"

	"github.com/intunegen/intunegen/gen/ir"
)

// A comment states what is documented of an operation and nothing of what is not.
func TestRowSentence(t *testing.T) {
	none, one := []string{}, []string{"A.Read", "A.Write"}
	for _, c := range []struct {
		row  ir.Row
		want string
	}{
		{ir.Row{}, "GET /a."},
		{ir.Row{Status: 200, Delegated: one, Personal: none, Application: one},
			"GET /a answers 200. Delegated permissions: A.Read, A.Write; personal accounts: not supported. Application permissions: A.Read, A.Write."},
		{ir.Row{Delegated: one, Personal: one[:1]}, "GET /a. Delegated permissions: A.Read, A.Write; personal accounts: A.Read."},
		{ir.Row{Delegated: none, Personal: none}, "GET /a. Delegated permissions: not supported."},
		{ir.Row{Delegated: none, Personal: one}, "GET /a. Delegated permissions: not supported; personal accounts: A.Read, A.Write."},
		{ir.Row{Personal: one}, "GET /a. Personal accounts: A.Read, A.Write."},
		{ir.Row{Status: 204, Clouds: []ir.Cloud{{Name: "china"}, {Name: "global", Available: true}}},
			"GET /a answers 204. Available in the global service. Not available in China."},
	} {
		c.row.Method, c.row.Path = "GET", "/a"
		if got := rowSentence(&c.row); got != c.want {
			t.Errorf("got  %s\nwant %s", got, c.want)
		}
	}
}
