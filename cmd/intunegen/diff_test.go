package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/intunegen/intunegen/tools/diff"
)

// diffOf returns what runDiff reports, one line a change.
func diffOf(t *testing.T, args ...string) []string {
	t.Helper()
	var out bytes.Buffer
	err := runDiff(&out, args, "", "json", "")
	if err != nil && !errors.Is(err, errStale) {
		t.Fatal(err)
	}
	var report diff.Report
	if err := json.Unmarshal(out.Bytes(), &report); err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, c := range report.Changes {
		line := c.What + " " + c.Kind + " " + c.Element
		for _, s := range c.Symbols {
			line += ", " + s.Name
		}
		if c.Go.Breaking {
			line += ": " + c.Go.Reason
		}
		lines = append(lines, line)
	}
	if report.Breaking() != (err != nil) {
		t.Errorf("breaking %t and %v", report.Breaking(), err)
	}
	slices.Sort(lines)
	return lines
}

const (
	lockedBefore = `<EntityType Name="pool"><Key><PropertyRef Name="id"/></Key><Property Name="id" Type="Edm.String"/><Property Name="old" Type="Edm.String"/>` +
		`<Property Name="size" Type="n.size"/></EntityType><EnumType Name="size"><Member Name="small" Value="0"/></EnumType><ComplexType Name="apart"/>` +
		`<ComplexType Name="plan"><Property Name="a" Type="Edm.String"/></ComplexType>`
	lockedAfter = `<EntityType Name="pool"><Key><PropertyRef Name="id"/></Key><Property Name="id" Type="Edm.String"/><Property Name="new" Type="Edm.String"/>` +
		`<Property Name="size" Type="n.size"/></EntityType><EnumType Name="size"><Member Name="small" Value="0"/><Member Name="big" Value="1"/></EnumType>` +
		`<ComplexType Name="more"/><ComplexType Name="bigPlan"><Property Name="a" Type="Edm.String"/></ComplexType>`
)

func describeService(t *testing.T, file, types string) {
	t.Helper()
	writeFile(t, file, `<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>`+
		`<Schema Namespace="n" xmlns="http://docs.oasis-open.org/odata/ns/edm">`+types+
		`<EntityContainer Name="service"><EntitySet Name="pools" EntityType="n.pool"/></EntityContainer></Schema></edmx:DataServices></edmx:Edmx>`)
}

// A lock stands for either side of a comparison: of the package that it belongs to, whole or a
// slice, nothing else is told.
func TestDiffOfLocks(t *testing.T) {
	t.Chdir(t.TempDir())
	describeService(t, "old.xml", lockedBefore)
	describeService(t, "new.xml", lockedAfter)
	for _, args := range [][]string{
		{"--metadata", "old.xml", "--out", "whole/api"}, {"--metadata", "old.xml", "--out", "slice/api", "--type", "pool"}, {"--metadata", "new.xml", "--out", "new/api", "--type", "pool"},
	} {
		if code := run(append([]string{"generate"}, args...)); code != 0 {
			t.Fatalf("%v: %d", args, code)
		}
	}
	const whole, slice, later = "whole/api/intunegen.lock", "slice/api/intunegen.lock", "new/api/intunegen.lock"
	changed := []string{"added enumeration member n.size/big", "added property n.pool/new", "removed property n.pool/old, Pool.Old: Go names are removed"}
	for _, c := range []struct {
		old, new string
		want     []string
	}{
		{whole, whole, nil},
		{whole, "old.xml", nil},
		{slice, "old.xml", nil},
		{"old.xml", slice, nil},
		{slice, "new.xml", changed},
		{slice, later, changed},
		{"old.xml", later, changed},
		{whole, "new.xml", append([]string{"added earlier name type:n.plan>n.bigPlan", "removed type n.apart, Apart: Go names are removed", "removed type n.plan"}, changed...)},
	} {
		slices.Sort(c.want)
		if d := cmp.Diff(c.want, diffOf(t, c.old, c.new)); d != "" {
			t.Errorf("%s %s (-want +got):\n%s", c.old, c.new, d)
		}
	}
	if err := os.WriteFile("damaged.lock", []byte("intunegen lock 1\n<<<<<<<\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if code := run([]string{"diff", "damaged.lock", "new.xml"}); code != exitBad {
		t.Errorf("a damaged lock: %d", code)
	}
}
