package generated_test

import (
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/intunegen/intunegen/gen"
	"github.com/intunegen/intunegen/gen/ir"
	"github.com/intunegen/intunegen/generated/intunebeta"
	"github.com/intunegen/intunegen/graph"
	"github.com/intunegen/intunegen/odata"
	"github.com/intunegen/intunegen/spec"
	"github.com/intunegen/intunegen/spec/beta"
)

const policyPath = "/deviceManagement/configurationPolicies/{deviceManagementConfigurationPolicyId}"

// The documented PATCH of a policy is there beside the PUT that sends its settings.
func TestFaultD6_PatchBesidePut(t *testing.T) {
	client, err := intunebeta.NewClient(nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	policy := client.DeviceManagement().ConfigurationPolicies().ID("1")
	for _, test := range []struct {
		request interface{ Build() (graph.Wire, error) }
		want    string
	}{
		{policy.Patch(intunebeta.DeviceManagementConfigurationPolicyPatch{Name: odata.Set("n")}),
			`PATCH {"@odata.type":"#microsoft.graph.deviceManagementConfigurationPolicy","name":"n"}`},
		{policy.Put(&intunebeta.DeviceManagementConfigurationPolicy{Settings: odata.Set([]intunebeta.DeviceManagementConfigurationSetting{})}),
			`PUT {"@odata.type":"#microsoft.graph.deviceManagementConfigurationPolicy","settings":[]}`},
		{policy.Patch(intunebeta.DeviceManagementConfigurationPolicyPatch{Settings: odata.Set([]intunebeta.DeviceManagementConfigurationSetting{})}),
			"PATCH " + policyPath + ": odata: DeviceManagementConfigurationPolicyPatch.settings: is refused in an update; send the whole resource with Put"},
	} {
		wire, err := test.request.Build()
		got := wire.Method + " " + string(wire.Body)
		if err != nil {
			got = err.Error()
		}
		if got != test.want {
			t.Errorf("got  %s\nwant %s", got, test.want)
		}
	}
}

// A PUT that is not documented needs what the documented PATCH needs, and says where that is from.
func TestFaultD6_PermissionsOfPut(t *testing.T) {
	operations := intunebeta.Operations()
	row := func(method string) graph.Operation {
		at := slices.IndexFunc(operations, func(op graph.Operation) bool { return op.Method == method && op.Path == policyPath })
		if at < 0 {
			t.Fatalf("no row of %s", method)
		}
		return operations[at]
	}
	put, patch := row("PUT"), row("PATCH")
	if put.From != "PATCH" || patch.From != "" || len(put.Application) == 0 || !slices.Equal(put.Application, patch.Application) || !slices.Equal(put.Delegated, patch.Delegated) {
		t.Errorf("PUT %+v\nPATCH %+v", put, patch)
	}
	client := refusing(t)
	_, err := client.DeviceManagement().ConfigurationPolicies().ID("1").Put(&intunebeta.DeviceManagementConfigurationPolicy{}).Do(t.Context())
	if !graph.IsForbidden(err) || !strings.Contains(err.Error(), patch.Application[0]) {
		t.Errorf("got %v; want the name of %s", err, patch.Application[0])
	}
}

// refusing returns a client whose service answers 403 to everything.
func refusing(t *testing.T) *intunebeta.Client {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		http.Error(w, `{"error":{"code":"Forbidden","message":"no"}}`, http.StatusForbidden)
	}))
	t.Cleanup(server.Close)
	client, err := intunebeta.NewClient(nil, &graph.ClientOptions{BaseURL: server.URL + "/beta"})
	if err != nil {
		t.Fatal(err)
	}
	return client
}

// noCall are documented operations without a method, each with its reason.
var noCall = map[string]string{
	"POST /deviceManagement/virtualEndpoint/crossCloudGovernmentOrganizationMapping": "the page creates it, the schema has a single one",
	"POST /users/{userId}": "the page posts to an item",
}

// No correction takes a documented operation away: each has its method.
func TestFaultD6_NoDocumentedCallIsTakenAway(t *testing.T) {
	doc, pkg := described(t)
	performed := map[string]bool{}
	for _, row := range pkg.Table.Rows {
		performed[row.Method+" "+row.Path] = true
	}
	checked := 0
	for _, schema := range doc.Schemas {
		for _, a := range schema.Annotations {
			if a.Term != spec.TermOperations {
				continue
			}
			for i := range a.Value.List {
				call := a.Value.List[i].Get("method").Str() + " " + a.Value.List[i].Get("path").Str()
				if checked++; performed[call] == (noCall[call] != "") {
					t.Errorf("%s: has a method: %v; listed without: %q", call, performed[call], noCall[call])
				}
			}
		}
	}
	if checked < 2000 {
		t.Errorf("only %d operations were checked", checked)
	}
}

// No correction takes a member of a documented update away: what the description says is sent, or
// what it calls in effect in create only and yet sent, is in the patch.
func TestFaultD6_NoDocumentedMemberIsTakenAway(t *testing.T) {
	doc, pkg := described(t)
	patches := map[string][]*ir.Field{}
	for _, m := range pkg.Models {
		if m.Patch != nil {
			patches[m.Wire] = m.Patch.Fields
		}
	}
	index, checked := spec.NewIndex(doc), 0
	for _, schema := range doc.Schemas {
		for _, st := range schema.Types {
			fields, ok := patches[index.Name(st)]
			for _, p := range st.Properties {
				if !ok || !isSent(p) {
					continue
				}
				checked++
				if !slices.ContainsFunc(fields, func(f *ir.Field) bool { return f.Wire == p.Name && !f.ByPut }) {
					t.Errorf("%s: documented bodies have %s, and no patch can send it", index.Name(st), p.Name)
				}
			}
		}
	}
	if checked < 200 {
		t.Errorf("only %d properties were checked", checked)
	}
}

// isSent reports whether a property that is not simply writable is in documented bodies.
func isSent(p *spec.Property) bool {
	if marks := spec.Find(p.Annotations, spec.TermMarks); marks != nil && marks.Value.Get("createOnly") != nil {
		return marks.Value.Get("inBody") != nil
	}
	class := spec.Find(p.Annotations, spec.TermClass)
	return class != nil && class.Value.Get("class").Str() == "managed"
}

func described(t *testing.T) (*spec.Document, *ir.Package) {
	t.Helper()
	doc, err := beta.Document()
	if err != nil {
		t.Fatal(err)
	}
	pkg, err := gen.Model(doc, gen.Options{Name: "described"})
	if err != nil {
		t.Fatal(err)
	}
	return doc, pkg
}
