package generated_test

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/printer"
	"go/token"
	"go/types"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/intunegen/intunegen/gen"
	"github.com/intunegen/intunegen/spec"
	"github.com/intunegen/intunegen/spec/beta"
	"github.com/intunegen/intunegen/test/typecheck"
)

func embedded(t *testing.T) *spec.Document {
	t.Helper()
	doc, err := beta.Document()
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// slice generates a slice; operations are patterns.
func slice(t *testing.T, doc *spec.Document, types, operations []string) *gen.Result {
	t.Helper()
	result, err := gen.Generate(doc, gen.Options{Name: "slice", Path: "/beta", Types: types, Operations: operations})
	if err != nil {
		t.Fatal(err)
	}
	return result
}

// calls lists the methods of builders and client that make requests or lead on, as
// "Builder.Method".
func calls(t *testing.T, result *gen.Result) []string {
	t.Helper()
	scope := typecheck.Package(t, result.Files).Scope()
	var all []string
	for _, name := range scope.Names() {
		named, ok := scope.Lookup(name).Type().(*types.Named)
		if !ok || name != "Client" && !strings.HasSuffix(name, "Builder") && !strings.HasSuffix(name, "Collection") {
			continue
		}
		for i := range named.NumMethods() {
			all = append(all, name+"."+named.Method(i).Name())
		}
	}
	return all
}

// A slice of operations has these operations, the ways to them, and the types that they send and
// receive; no others.
func TestSliceOfOperations(t *testing.T) {
	doc := embedded(t)
	const pools = "/deviceManagement/embeddedSIMActivationCodePools"
	way := []string{"Client.DeviceManagement", "DeviceManagementBuilder.EmbeddedSIMActivationCodePools"}
	for _, c := range []struct {
		operations []string
		want       []string // but for the way to the pools
		has, lacks []string // types
	}{
		{[]string{"GET " + pools}, []string{"EmbeddedSIMActivationCodePoolCollection.List"}, []string{"EmbeddedSIMActivationCodePool"}, []string{"ManagedDevice", "DeviceManagement"}},
		{[]string{"get " + pools + "/$count"}, []string{"EmbeddedSIMActivationCodePoolCollection.Count"}, nil, []string{"EmbeddedSIMActivationCodePool"}},
		{[]string{"POST " + pools, "DELETE " + pools + "/{id}"}, []string{"EmbeddedSIMActivationCodePoolCollection.Create", "EmbeddedSIMActivationCodePoolCollection.ID", "EmbeddedSIMActivationCodePoolBuilder.Delete"},
			[]string{"EmbeddedSIMActivationCodePool"}, nil},
		{[]string{"PATCH " + pools + "/{embeddedSIMActivationCodePoolId}"}, []string{"EmbeddedSIMActivationCodePoolCollection.ID", "EmbeddedSIMActivationCodePoolBuilder.Patch"},
			[]string{"EmbeddedSIMActivationCodePoolPatch"}, []string{"EmbeddedSIMActivationCodePoolAssignParams"}},
		{[]string{pools + "/*/assign"}, []string{"EmbeddedSIMActivationCodePoolCollection.ID", "EmbeddedSIMActivationCodePoolBuilder.Assign"},
			[]string{"EmbeddedSIMActivationCodePoolAssignment", "EmbeddedSIMActivationCodePoolAssignParams"}, []string{"EmbeddedSIMActivationCodePool", "EmbeddedSIMDeviceState"}},
		{[]string{pools + "/{id}/assignments"}, []string{"EmbeddedSIMActivationCodePoolCollection.ID", "EmbeddedSIMActivationCodePoolBuilder.Assignments",
			"EmbeddedSIMActivationCodePoolAssignmentCollection.ID", "EmbeddedSIMActivationCodePoolAssignmentCollection.List", "EmbeddedSIMActivationCodePoolAssignmentCollection.Count",
			"EmbeddedSIMActivationCodePoolAssignmentCollection.Create", "EmbeddedSIMActivationCodePoolAssignmentBuilder.Get", "EmbeddedSIMActivationCodePoolAssignmentBuilder.Patch",
			"EmbeddedSIMActivationCodePoolAssignmentBuilder.Delete"}, []string{"EmbeddedSIMActivationCodePoolAssignment"}, []string{"EmbeddedSIMActivationCodePool"}},
	} {
		result := slice(t, doc, nil, c.operations)
		got, want := calls(t, result), append(slices.Clone(way), c.want...)
		slices.Sort(got)
		slices.Sort(want)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%v (-want +got):\n%s", c.operations, diff)
		}
		scope := typecheck.Package(t, result.Files).Scope()
		for _, name := range slices.Concat(c.has, c.lacks) {
			if has := scope.Lookup(name) != nil; has != slices.Contains(c.has, name) {
				t.Errorf("%v: %s is there: %t", c.operations, name, has)
			}
		}
	}
}

// A cast on the way, a verb that a segment does not have, and calls that only documentation tells
// of.
func TestSliceOfOddOperations(t *testing.T) {
	doc := embedded(t)
	got := calls(t, slice(t, doc, nil, []string{"GET /deviceAppManagement/mobileApps/{id}/microsoft.graph.win32LobApp/contentVersions"}))
	slices.Sort(got)
	want := []string{"Client.DeviceAppManagement", "DeviceAppManagementBuilder.MobileApps", "MobileAppBuilder.AsWin32LobApp", "MobileAppCollection.ID",
		"MobileAppContentCollection.List", "Win32LobAppBuilder.ContentVersions"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	for pattern, want := range map[string]string{
		"PUT /deviceManagement/managedDevices/{id}":      "has no such call of microsoft.graph.managedDevice; leave the verb out",
		"GET /deviceManagement/managedDevices/{id}/wipe": "no such path",
		"/nothing":                  "no such path",
		"/deviceManagement/nothing": "no such path",
		"GET":                       "no such path",
	} {
		_, err := gen.Generate(doc, gen.Options{Name: "slice", Operations: []string{pattern}})
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v; want %s", pattern, err, want)
		}
	}
}

// lists are the declarations that name all types of a package, and so grow with it.
var lists = regexp.MustCompile(`^(models|patches|table|schema|typesOf[A-Z]\w*)$`)

// declarations returns the text of every declaration, comments apart, by name; of methods by
// "Type.Name".
func declarations(t *testing.T, result *gen.Result) map[string]string {
	t.Helper()
	all := map[string]string{}
	for _, file := range result.Files {
		set := token.NewFileSet()
		f, err := parser.ParseFile(set, file.Name, file.Data, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range f.Decls {
			var text bytes.Buffer
			if err := printer.Fprint(&text, set, d); err != nil {
				t.Fatal(err)
			}
			switch d := d.(type) {
			case *ast.FuncDecl:
				name := d.Name.Name
				if d.Recv != nil {
					name = types.ExprString(d.Recv.List[0].Type) + "." + name
				}
				all[name] = text.String()
			case *ast.GenDecl:
				switch s := d.Specs[0].(type) {
				case *ast.TypeSpec:
					all[s.Name.Name] = text.String()
				case *ast.ValueSpec:
					all[s.Names[0].Name] = text.String()
				}
			}
		}
	}
	return all
}

// An addition to a slice does not change what was in it. Every declaration stays as it was, except
// for those that list all types.
func TestAddingToSlice(t *testing.T) {
	doc := embedded(t)
	types := []string{"embeddedSIMActivationCodePool", "iosLobApp", "win32LobApp", "deviceCategory", "windows10CustomConfiguration", "deviceManagementConfigurationPolicy", "managedDevice",
		"deviceAndAppManagementRoleAssignment"}
	operations := []string{"/deviceManagement/deviceCompliancePolicies/{id}/assign", "GET /deviceAppManagement/mobileApps"}
	before := declarations(t, slice(t, doc, types[:1], nil))
	count := 0
	for i := range types[1:] {
		after := declarations(t, slice(t, doc, types[:i+2], operations[:min(i, 2)]))
		for name, text := range before {
			if lists.MatchString(name) {
				continue
			}
			count++
			if after[name] != text {
				t.Errorf("with %s: %s was\n%s\nand is\n%s", types[i+1], name, text, after[name])
			}
		}
		before = after
	}
	if count < 1000 {
		t.Errorf("only %d declarations compared", count)
	}
}
