package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/intunegen/intunegen/tools/diff"
)

// describePools writes a description with actions of these names, one function and one more type.
func describePools(t *testing.T, file, more string, actions ...string) {
	t.Helper()
	types := `<EntityType Name="pool"><Key><PropertyRef Name="id"/></Key><Property Name="id" Type="Edm.String"/></EntityType>` + more
	for _, name := range actions {
		types += `<Action Name="` + name + `" IsBound="true"><Parameter Name="bindingParameter" Type="n.pool"/></Action>`
	}
	describeService(t, file, types)
}

// What was selected before and is gone is an error that says so, and makes a check fail as stale.
func TestFaultE6_Gone(t *testing.T) {
	const plan = `<ComplexType Name="plan"/>`
	for _, test := range []struct {
		name, selection, more string
		actions               []string // of the newer description
		newer                 string   // selection of the second run, if it differs
		want                  string   // "" for a run that succeeds
		stale                 bool
	}{
		{"an action", `operations: ["POST /pools/{id}/n.wipe"]`, plan, []string{"retire"}, "", "operations POST /pools/{id}/n.wipe: gone from new.xml; api/intunegen.lock, which was generated before, still has it; remove it from what is selected", true},
		{"an action without a verb", `operations: [/pools/*/n.wipe]`, plan, []string{"retire"}, "", "operations /pools/*/n.wipe: gone from new.xml", true},
		{"one of two", `operations: [/pools/*/n.wipe, /pools/*/n.retire]`, plan, []string{"retire"}, "", "operations /pools/*/n.wipe: gone", true},
		{"a type", `types: [pool, plan]`, "", []string{"wipe", "retire"}, "", "type plan: gone from new.xml", true},
		{"another selection", `operations: [/pools/*/n.wipe]`, plan, []string{"retire"}, `operations: [/pools/*/n.wipe, "GET /pools"]`, "operations /pools/*/n.wipe: gone", true},
		{"never there", `operations: [/pools/*/n.wipe]`, plan, []string{"wipe"}, `operations: [/pools/*/n.wine]`, "operations /pools/*/n.wine: the description has no such path", false},
		{"another verb", `operations: [/pools/*/n.wipe]`, plan, []string{"wipe"}, `operations: [GET /pools/*/n.wipe]`, "operations GET /pools/*/n.wipe: the description has no such path", false},
		{"still there", `operations: [/pools/*/n.wipe]`, plan, []string{"wipe"}, "", "", false},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Chdir(t.TempDir())
			configure := func(input, selection string) {
				writeFile(t, "intunegen.yaml", "output: api\ninput: "+input+"\n"+selection+"\n")
			}
			describePools(t, "old.xml", plan, "wipe", "retire")
			describePools(t, "new.xml", test.more, test.actions...)
			configure("old.xml", test.selection)
			if code, _, problem := runAs(t, "generate"); code != 0 {
				t.Fatal(problem)
			}
			if test.newer == "" {
				test.newer = test.selection
			}
			configure("new.xml", test.newer)
			code, out, _ := runAs(t, "generate", "--check")
			if wanted := map[bool]int{true: exitStale, false: exitBad}[test.stale]; test.want != "" && (code != wanted || test.stale && !strings.Contains(out, test.want)) {
				t.Errorf("--check: %d, %s; want %d and %q", code, out, wanted, test.want)
			}
			code, _, problem := runAs(t, "generate")
			if test.want == "" && code != 0 || test.want != "" && (code != exitBad || !strings.HasPrefix(problem, "intunegen.yaml:3:") || !strings.Contains(problem, test.want)) {
				t.Errorf("%d, %s; want %q", code, problem, test.want)
			}
		})
	}
}

// diff lists what a configuration selects and the newer description does not have, and a lock's
// names that are gone.
func TestFaultE6_Diff(t *testing.T) {
	t.Chdir(t.TempDir())
	describePools(t, "old.xml", `<ComplexType Name="plan"/>`, "wipe", "retire")
	describePools(t, "new.xml", "", "retire")
	writeFile(t, "c.yaml", "output: api\ninput: old.xml\ntypes: [plan, pool]\noperations: [/pools/*/n.wipe, /pools/*/n.retire, /pools/*/n.never]\n")
	writeFile(t, "intunegen.yaml", "output: api\ninput: old.xml\noperations: [/pools/*/n.wipe]\n")
	if code, _, problem := runAs(t, "generate"); code != 0 {
		t.Fatal(problem)
	}
	for _, test := range []struct {
		args []string
		want []string
	}{
		{[]string{"old.xml", "new.xml"}, []string{"selected /pools/*/n.wipe", "selected plan"}},
		{[]string{"old.xml", "old.xml"}, nil},
		{[]string{"new.xml", "old.xml"}, nil},
		{[]string{filepath.Join("api", "intunegen.lock"), "new.xml"}, []string{"selected /pools/*/n.never", "selected /pools/*/n.wipe", "selected plan"}},
	} {
		var out bytes.Buffer
		err := runDiff(&out, test.args, "", "json", "c.yaml")
		var report diff.Report
		if e := json.Unmarshal(out.Bytes(), &report); e != nil {
			t.Fatal(e, err)
		}
		var got []string
		names := ""
		for _, c := range report.Changes {
			if c.Kind == "selected" {
				got = append(got, c.Kind+" "+c.Element)
			}
			names += fmt.Sprintln(c.What, c.Kind, c.Element)
		}
		slices.Sort(got)
		if !slices.Equal(got, test.want) || (err != nil) != report.Breaking() {
			t.Errorf("%v: %q, %v; want %q\n%s", test.args, got, err, test.want, names)
		}
		if strings.HasSuffix(test.args[0], ".lock") && !strings.Contains(names, "removed method") {
			t.Errorf("the lock's method is not among\n%s", names)
		}
	}
}
