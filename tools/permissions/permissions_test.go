package permissions_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/intunegen/intunegen/gen"
	"github.com/intunegen/intunegen/gen/ir"
	"github.com/intunegen/intunegen/spec/beta"
	"github.com/intunegen/intunegen/tools/permissions"
)

func delegated(r *ir.Row) []string { return r.Delegated }

func rows(lists ...string) []*ir.Row {
	var all []*ir.Row
	for _, list := range lists {
		all = append(all, &ir.Row{Path: list, Delegated: strings.Fields(list)})
	}
	return all
}

func TestLeast(t *testing.T) {
	for _, test := range []struct {
		rows []*ir.Row
		want string
	}{
		{nil, ""},
		{rows("R W"), "R"},
		{rows("R W", "W"), "W"},
		{rows("R W", "R W"), "R"},
		{rows("A.R A.W", "B.R B.W"), "A.R B.R"},
		{rows("A B", "B C", "C D", "B"), "B C"},
		{rows("X Y", "Z Y", "X", "Z"), "X Z"},
	} {
		need := permissions.Least(test.rows, delegated)
		if got := strings.Join(need.Permissions, " "); got != test.want {
			t.Errorf("%v: %q; want %q", test.rows, got, test.want)
		}
		slices.Reverse(test.rows)
		if again := permissions.Least(test.rows, delegated); !slices.Equal(again.Permissions, need.Permissions) {
			t.Errorf("the order of operations matters: %v and %v", need.Permissions, again.Permissions)
		}
	}
}

func TestLeastTellsWhatCannotBeCalled(t *testing.T) {
	need := permissions.Least([]*ir.Row{{Path: "a", Delegated: []string{}}, {Path: "b"}, {Path: "c", Delegated: []string{"P"}}}, delegated)
	if len(need.NotSupported) != 1 || need.NotSupported[0].Path != "a" || len(need.NotDocumented) != 1 || need.NotDocumented[0].Path != "b" {
		t.Errorf("got %+v", need)
	}
}

func TestCalls(t *testing.T) {
	doc, err := beta.Document()
	if err != nil {
		t.Fatal(err)
	}
	pkg, err := gen.Model(doc, gen.Options{Name: "intunebeta", Path: "/beta"})
	if err != nil {
		t.Fatal(err)
	}
	called, unseen, err := permissions.Calls(pkg, "", "./testdata/calls")
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, row := range called {
		got = append(got, row.Method+" "+row.Path)
	}
	want := []string{
		"DELETE /deviceAppManagement/mobileApps/{mobileAppId}",
		"POST /deviceAppManagement/mobileApps/{mobileAppId}/assign",
		"GET /deviceAppManagement/mobileApps/{mobileAppId}/contentVersions",
		"POST /deviceAppManagement/mobileApps/{mobileAppId}/contentVersions/{mobileAppContentId}/files/{mobileAppContentFileId}/commit",
		"POST /deviceAppManagement/syncMicrosoftStoreForBusinessApps",
		"PUT /deviceManagement/configurationPolicies/{deviceManagementConfigurationPolicyId}",
		"GET /deviceManagement/deviceCategories/{deviceCategoryId}",
		"GET /deviceManagement/embeddedSIMActivationCodePools",
		"PATCH /deviceManagement/embeddedSIMActivationCodePools/{embeddedSIMActivationCodePoolId}",
	}
	if diff := cmp.Diff(want, slices.DeleteFunc(got, func(s string) bool { return strings.HasSuffix(s, "/deviceCategory") })); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	need := permissions.Least(called, delegated)
	if len(unseen) > 0 {
		t.Errorf("cannot see %q", unseen)
	}
	if len(need.Inferred) != 1 || need.Inferred[0].Method != "PUT" || len(need.NotDocumented) != 0 {
		t.Errorf("got %+v; want the PUT alone as inferred, and nothing undocumented", need)
	}
	if _, _, err := permissions.Calls(pkg, "", "./testdata/none"); err == nil {
		t.Error("a package that is not there gives no error")
	}
}
