package main

import (
	"strings"
	"testing"

	"github.com/intunegen/intunegen/gen/project/source"
)

// What the paths of a base give is told of each derived type.
func TestFaultE10_DerivedTypes(t *testing.T) {
	tests := map[string][]string{
		"windowsUpdateForBusinessConfiguration": {"PATCH /deviceManagement/deviceConfigurations/{deviceConfigurationId}", "POST /deviceManagement/deviceConfigurations/{deviceConfigurationId}/assign"},
		"microsoft.graph.win32LobApp":           {"POST /deviceAppManagement/mobileApps", "POST /deviceAppManagement/mobileApps/{mobileAppId}/assign"},
		"iosLobApp":                             {"DELETE /deviceAppManagement/mobileApps/{mobileAppId}"},
	}
	for name, want := range tests {
		rows, _, err := neededRows(source.Source{}, []string{name}, "")
		if err != nil {
			t.Fatal(err)
		}
		got := map[string]bool{}
		for _, row := range rows {
			got[row.Method+" "+row.Path] = true
		}
		var out strings.Builder
		if err := execute([]string{"describe", name}, &out); err != nil {
			t.Fatal(err)
		}
		for _, row := range want {
			verb, path, _ := strings.Cut(row, " ")
			if !got[row] || !strings.Contains(strings.Join(strings.Fields(out.String()), " "), verb+" "+path+" ") {
				t.Errorf("%s: %s is not told", name, row)
			}
		}
	}
}
