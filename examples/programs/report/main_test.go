package main

import (
	"strings"
	"testing"
	"testing/synctest"

	"github.com/intunegen/intunegen/generated/intunebeta"
	"github.com/intunegen/intunegen/graph/graphtest"
)

func TestReport(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		server := graphtest.New(t, intunebeta.Schema())
		server.Report("DevicesByOS", []string{"OS", "Count"}, []string{"Windows", "3"}, []string{"macOS, iOS", "2"})
		client, err := intunebeta.NewClient(nil, server.Options())
		if err != nil {
			t.Fatal(err)
		}
		var csv, json strings.Builder
		if err := writeCSV(&csv, export(t.Context(), client, "DevicesByOS")); err != nil || csv.String() != "OS,Count\nWindows,3\n\"macOS, iOS\",2\n" {
			t.Errorf("%q, %v", csv.String(), err)
		}
		if err := writeJSON(&json, export(t.Context(), client, "DevicesByOS")); err != nil || !strings.HasPrefix(json.String(), `{"Count":"3","OS":"Windows"}`) {
			t.Errorf("%q, %v", json.String(), err)
		}
	})
}
