package emit

import (
	"slices"
	"strings"
	"testing"

	"github.com/intunegen/intunegen/gen/ir"
)

// A list has the documented facts of an operation, and nothing about others.
func TestRowItems(t *testing.T) {
	none, one := []string{}, []string{"A.Read", "A.Write"}
	for _, c := range []struct {
		row  ir.Row
		want []string
	}{
		{ir.Row{}, []string{"GET /a"}},
		{ir.Row{Status: 200, Delegated: one, Personal: none, Application: one},
			[]string{"GET /a: 200", "delegated: A.Read, A.Write", "personal accounts: not supported", "application: A.Read, A.Write"}},
		{ir.Row{Delegated: one, Personal: one[:1]}, []string{"GET /a", "delegated: A.Read, A.Write", "personal accounts: A.Read"}},
		{ir.Row{Delegated: none, Personal: none}, []string{"GET /a", "delegated: not supported"}},
		{ir.Row{Delegated: none, Personal: one}, []string{"GET /a", "delegated: not supported", "personal accounts: A.Read, A.Write"}},
		{ir.Row{Personal: one}, []string{"GET /a", "personal accounts: A.Read, A.Write"}},
		{ir.Row{Status: 204, Clouds: []ir.Cloud{{Name: "china"}, {Name: "global", Available: true}}},
			[]string{"GET /a: 204", "available in the global service", "not available in China"}},
	} {
		c.row.Method, c.row.Path = "GET", "/a"
		if got := texts(rowItems([]*ir.Row{&c.row})); !slices.Equal(got, c.want) {
			t.Errorf("got  %q\nwant %q", got, c.want)
		}
	}
}

func texts(items []item) (all []string) {
	for _, it := range items {
		all = append(all, strings.TrimSpace(it.whole+" "+it.rest))
	}
	return all
}

// What all paths share is said once, also for paths that are not listed; what differs is behind
// each path.
func TestRowItemsShared(t *testing.T) {
	row := func(path string, delegated ...string) *ir.Row {
		return &ir.Row{Method: "GET", Path: path, Delegated: delegated, Application: []string{"B"}}
	}
	for _, c := range []struct {
		rows []*ir.Row
		want string
	}{
		{[]*ir.Row{row("/a", "A"), row("/b", "A")}, "GET /a|GET /b|delegated: A|application: B"},
		{[]*ir.Row{row("/a", "A"), row("/b", "C")}, "GET /a; delegated: A|GET /b; delegated: C|application: B"},
		{[]*ir.Row{row("/a", "A"), row("/b", "A"), row("/c", "A"), row("/d", "C")},
			"GET /a; delegated: A|GET /b; delegated: A|GET /c; delegated: A|application: B"},
		{[]*ir.Row{row("/a", "A"), {Method: "GET", Path: "/b"}}, "GET /a; delegated: A; application: B|GET /b"},
	} {
		if got := strings.Join(texts(rowItems(c.rows)), "|"); got != c.want {
			t.Errorf("got  %s\nwant %s", got, c.want)
		}
	}
}
