package main

import (
	"strings"
	"testing"
)

// A description with faults is described and compared, and generates what does not use them, with a
// warning; nothing in its names reaches a terminal as it is.
func TestFaultE1_Commands(t *testing.T) {
	t.Chdir(t.TempDir())
	describeService(t, "in.xml", `<EntityType Name="pool"><Key><PropertyRef Name="id"/></Key><Property Name="id" Type="Edm.String"/><Property Name="last-error" Type="n.err"/></EntityType>`+
		`<ComplexType Name="err"><Property Name="request-id" Type="Edm.String"/></ComplexType>`+
		`<ComplexType Name="bad"><Property Name="a&#10;b&#x85;" Type="Edm.String"/><Property Name="c" Type="n.none"/></ComplexType>`+
		`<EnumType Name="kind"><Member Name="Collection(String)"/></EnumType><Term Name="pool" Type="Edm.String"/>`)
	for _, test := range []struct {
		args  []string
		code  int
		wants []string // in the output
	}{
		{[]string{"describe", "--metadata", "in.xml", "bad"}, 0, []string{"n.bad: complex type", `a\u000ab`, "n.none"}},
		{[]string{"describe", "--metadata", "in.xml", "err"}, 0, []string{"request-id"}},
		{[]string{"diff", "in.xml", "in.xml"}, 0, []string{"nothing changed"}},
		{[]string{"generate", "--metadata", "in.xml", "--type", "pool", "--type", "kind", "--out", "api"}, 0, []string{
			"in.xml:1:", "what was selected does not use it", "is used as it is"}},
		{[]string{"generate", "--metadata", "in.xml", "--type", "pool", "--type", "kind", "--out", "api", "--check"}, 0, []string{"up to date"}},
		{[]string{"generate", "--metadata", "in.xml", "--type", "pool", "--type", "kind", "--out", "api", "--force", "--keep-removed"}, 0, nil},
		{[]string{"generate", "--metadata", "in.xml", "--type", "bad", "--out", "other"}, exitBad, []string{"is not a valid identifier; correct the name", "type n.none is not defined; "}},
		{[]string{"generate", "--metadata", "in.xml", "--out", "whole"}, exitBad, []string{"type n.none is not defined; "}},
	} {
		code, out, problem := runAs(t, test.args...)
		if code != test.code {
			t.Errorf("%v: %d, %s%s", test.args, code, out, problem)
		}
		for _, want := range test.wants {
			if !strings.Contains(out+problem, want) {
				t.Errorf("%v: %s%s\nwant %q", test.args, out, problem, want)
			}
		}
		if strings.ContainsRune(out+problem, '\u0085') {
			t.Errorf("%v prints a control character: %q", test.args, out+problem)
		}
	}
	// The lock, whose names have hyphens and parentheses, is read again.
	describeService(t, "in.xml", `<EntityType Name="pool"><Key><PropertyRef Name="id"/></Key><Property Name="id" Type="Edm.String"/></EntityType><EnumType Name="kind"/>`)
	code, out, problem := runAs(t, "generate", "--metadata", "in.xml", "--type", "pool", "--type", "kind", "--out", "api", "--keep-removed")
	if code != 0 || !strings.Contains(out, "no longer described, kept as deprecated") {
		t.Errorf("%d, %s%s", code, out, problem)
	}
}
