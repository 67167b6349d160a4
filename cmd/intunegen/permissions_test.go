package main

import (
	"strings"
	"testing"

	"github.com/intunegen/intunegen/gen/project/source"
	"github.com/intunegen/intunegen/tools/permissions"
)

// The documented update of the description's first example: who may call it, and what it needs.
func TestPermissionsOfTypes(t *testing.T) {
	rows, _, err := neededRows(source.Source{}, []string{"embeddedSIMActivationCodePool"}, "")
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	for _, kind := range callers {
		printNeed(&out, kind.name, len(rows), permissions.Least(rows, kind.of))
	}
	const want = "delegated permissions for 6 operations:\n  DeviceManagementConfiguration.ReadWrite.All\n" +
		"application permissions for 6 operations:\n  DeviceManagementConfiguration.ReadWrite.All\n"
	if out.String() != want {
		t.Errorf("got:\n%s\nwant:\n%s", out.String(), want)
	}
	for _, bad := range [][]string{
		{"permissions", "--as", "user", "--type", "mobileApp"}, {"permissions", "--type", "mobileApp", "./x"}, {"permissions", "--type", "noSuchType"},
		{"permissions", "./nowhere"},
	} {
		if code := run(bad); code != exitBad {
			t.Errorf("%v: %d; want %d", bad, code, exitBad)
		}
	}
}
