package permissions_test

import (
	"regexp"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/intunegen/intunegen/gen"
	"github.com/intunegen/intunegen/spec/beta"
	"github.com/intunegen/intunegen/tools/permissions"
)

// Requests of Client.Do with a path that the code shows are found. Of the others it is said, with
// their place, that they are not seen.
func TestFaultE10_RawRequests(t *testing.T) {
	doc, err := beta.Document()
	if err != nil {
		t.Fatal(err)
	}
	pkg, err := gen.Model(doc, gen.Options{Name: "intunebeta", Path: "/beta"})
	if err != nil {
		t.Fatal(err)
	}
	called, unseen, err := permissions.Calls(pkg, "", "./testdata/raw")
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, row := range called {
		text := row.Method + " " + row.Path
		if row.Application == nil {
			text += " not documented"
		}
		got = append(got, text)
	}
	want := []string{
		"GET /deviceManagement/deviceCategories",
		"PATCH /deviceManagement/deviceCategories/{deviceCategoryId}",
		"DELETE /deviceManagement/managedDevices/{managedDeviceId}",
		"POST /deviceManagement/managedDevices/{managedDeviceId}/retire",
		"POST /deviceManagement/managedDevices/{managedDeviceId}/syncDevice",
		"GET /deviceManagement/newThings/1 not documented",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	for i := range unseen {
		unseen[i] = regexp.MustCompile(`^.*/testdata`).ReplaceAllString(unseen[i], "testdata")
	}
	wantUnseen := []string{
		"testdata/raw/raw.go:23:6: cannot see what Client.Do sends: its method and path are not constants",
		"testdata/raw/raw.go:24:6: cannot see what Client.Do sends: its method and path are not constants",
		"testdata/raw/raw.go:25:6: cannot see the requests that Continue sends beside that which it is given",
	}
	if diff := cmp.Diff(wantUnseen, unseen); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}
