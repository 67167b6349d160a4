package serve_test

import (
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/intunegen/intunegen/gen"
	"github.com/intunegen/intunegen/gen/emit"
	"github.com/intunegen/intunegen/gen/project/source"
	"github.com/intunegen/intunegen/graph"
	"github.com/intunegen/intunegen/graph/graphtest"
)

// The schema of a part of the description has its paths, also through types that are not part of
// it.
func TestSlicesAreServed(t *testing.T) {
	d, err := source.Source{}.Read()
	if err != nil {
		t.Fatal(err)
	}
	for typ, requests := range map[string][][5]string{
		"embeddedSIMActivationCodePool": {
			{"POST", "/deviceManagement/embeddedSIMActivationCodePools", `{"displayName":"p"}`, "201", `"id":"`},
			{"GET", "/deviceManagement/embeddedSIMActivationCodePools?$filter=displayName%20eq%20'p'&$expand=assignments", "", "200", `"displayName":"p"`},
			{"GET", "/deviceManagement/deviceCategories", "", "400", "deviceCategories"}},
		"win32LobApp": {
			{"POST", "/deviceAppManagement/mobileApps", `{"@odata.type":"#microsoft.graph.win32LobApp","fileName":"f"}`, "201", `"fileName":"f"`},
			{"GET", "/deviceAppManagement/mobileApps/microsoft.graph.win32LobApp", "", "200", `"fileName":"f"`},
			{"POST", "/deviceAppManagement/mobileApps", `{"@odata.type":"#microsoft.graph.deviceCategory"}`, "400", "could not be resolved"}},
		"deviceManagementConfigurationPolicy": {
			{"POST", "/deviceManagement/configurationPolicies", `{"name":"n","settings":[{"settingInstance":{"@odata.type":"#microsoft.graph.deviceManagementConfigurationSimpleSettingInstance","settingDefinitionId":"d"}}]}`, "201", `"name":"n"`},
			{"GET", "/deviceManagement/configurationPolicies?$expand=settings", "", "200", `"settingDefinitionId":"d"`}},
	} {
		pkg, err := gen.Model(d.Doc, gen.Options{Name: "slice", Path: d.Path, Types: []string{typ}})
		if err != nil {
			t.Fatal(err)
		}
		server := graphtest.New(quiet{t}, graph.Schema{Operations: graph.Table(emit.OperationsText(pkg)), Types: emit.SchemaText(pkg)})
		for _, each := range requests {
			req, err := http.NewRequestWithContext(t.Context(), each[0], "https://graphtest.example/beta"+each[1], strings.NewReader(each[2]))
			if err != nil {
				t.Fatal(err)
			}
			resp, err := server.Client().Do(req)
			if err != nil {
				t.Fatal(err)
			}
			body, err := io.ReadAll(resp.Body)
			if err != nil || !strings.HasPrefix(resp.Status, each[3]) || !strings.Contains(string(body), each[4]) {
				t.Errorf("%s: %v: %s %s, %v", typ, each, resp.Status, body, err)
			}
		}
	}
}

// A quiet test does not report requests for what a slice lacks.
type quiet struct{ testing.TB }

func (quiet) Errorf(string, ...any) {}
