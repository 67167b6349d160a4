package importer_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/intunegen/intunegen/spec/msdocs"
)

// The table of a page decides for its operation, the younger one where two disagree; it holds
// against the schema of a cloud too. All of that is reported, with sources.
func TestPagesDecideAvailability(t *testing.T) {
	page := func(name, date, path string, clouds map[string]bool) msdocs.Operation {
		return msdocs.Operation{Page: name, Workload: "esim", Date: date, HTTP: []msdocs.Path{{Method: "GET", Path: path}}, Clouds: clouds, Status: 200}
	}
	opts := options(t)
	opts.Docs = []*msdocs.Folder{
		{Operations: []msdocs.Operation{
			page("intune-esim-pool-list", "2024-01-02", "/management/pools", map[string]bool{"global": true, "usgovl4": true}),
			page("intune-esim-desktop-list", "", "/management/desktops", map[string]bool{"global": true, "china": true})}},
		{Operations: []msdocs.Operation{page("intune-esim-pool-list", "2025-01-02", "/management/pools", map[string]bool{"global": true, "usgovl4": false})}},
	}
	texts, report := doImport(t, opts)
	for _, want := range []string{
		"GET /management/pools: usgovl4 yes by page intune-esim-pool-list of 2024-01-02, no by page intune-esim-pool-list of 2025-01-02; the latter is taken",
		"GET /management/desktops: china no by CSDL v1.0 of 2026-01-02, yes by page intune-esim-desktop-list; the latter is taken",
		"cloud china: 1 operations yes, 0 no, 1 not documented",
		"cloud global: 2 operations yes, 0 no, 0 not documented",
		"cloud usgovl4: 0 operations yes, 1 no, 1 not documented",
	} {
		if !slices.Contains(report, want) {
			t.Errorf("not reported: %s\nthe report:\n%s", want, strings.Join(report, "\n"))
		}
	}
	for _, want := range []string{
		`status: 200, clouds: {global: "yes", usgovl4: "no"}, cloudSource: page intune-esim-pool-list of 2025-01-02}`,
		`status: 200, clouds: {china: "yes", global: "yes"}, cloudSource: page intune-esim-desktop-list}`,
	} {
		if !strings.Contains(texts["esim"], want) {
			t.Errorf("the description lacks %s:\n%s", want, texts["esim"])
		}
	}
}
