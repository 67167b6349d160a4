package msdocs

import (
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Titles of columns and rows name clouds in many spellings.
func TestCloudsInTitles(t *testing.T) {
	for clouds, titles := range map[string][]string{
		"global": {"Global service", "Global", "**Global service**", "Worldwide", "Global (including GCC)", "Microsoft Graph global service", "Public", "Commercial",
			"[Global service](/graph/deployments)", "Azure public", "Azure global"},
		"usgovl4":         {"US Government L4", "US Gov L4", "U.S. Government L4", "US Government L4 (GCC High)", "GCC High", "usgovl4", "USGovL4", "Office 365 GCC High", "US&nbsp;Government&nbsp;L4"},
		"usgovl5":         {"US Government L5 (DOD)", "US Government L5", "US Government DoD", "DoD", "Department of Defense", "usgovl5", "US Gov L5 (DoD)"},
		"usgovl4 usgovl5": {"US Government", "US Gov", "usgov", "U.S. government", "United States Government", "Azure Government", "US Government L4 and L5 (DOD)", "GCC High and DoD", "Fairfax"},
		"china":           {"China operated by 21Vianet", "China", "21Vianet", "Azure China 21 Vianet", "Microsoft Graph China operated by 21Vianet", "Mooncake", "china"},
		"":                {"", "Permission type", "Delegated (work or school account)", "Property", "Globalization", "Germany", "Description", "Usage", "Chinaware", "Cloud"},
	} {
		for _, title := range titles {
			if got := strings.Join(cloudsIn(title), " "); got != clouds {
				t.Errorf("%q: %q; want %q", title, got, clouds)
			}
		}
	}
}

// Marks may have notes, links and HTML beside them.
func TestMarksWithNotes(t *testing.T) {
	for _, cell := range []string{"✅", "✓", "☑️", "**Yes**", "✅ Yes", "Yes<sup>1</sup>", "✔ (preview)", "&#x2705;", "&check;", "![yes](../media/yes.png)", "Supported", "TRUE", "✅*",
		"[✅](#note)", "Available", ":heavy_check_mark:<br>"} {
		if yes, known := tick(cell); !yes || !known {
			t.Errorf("%q is not read as yes", cell)
		}
	}
	for _, cell := range []string{"❌", "**No**", "✗", "Not supported", "Not available", "❌ (planned)", "&cross;", "![no](no.png)", "False", "⛔", "X", "No<sup>2</sup>"} {
		if yes, known := tick(cell); yes || !known {
			t.Errorf("%q is not read as no", cell)
		}
	}
	for _, cell := range []string{"", "soon", "partly", "yes no", "✅ ❌", "(preview)", "https://graph.microsoft.us", "?", "notyes"} {
		if _, known := tick(cell); known {
			t.Errorf("%q is read as a mark", cell)
		}
	}
}

func TestCloudsFromJSON(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{`{"global": true, "usgovl4": true, "usgovl5": false, "china": false}`, `{"china":false,"global":true,"usgovl4":true,"usgovl5":false}`},
		{`{"Global service": "✅", "China operated by 21Vianet": ":x:"}`, `{"china":false,"global":true}`},
		{`{"usgovl5": false, "US Government": "yes"}`, `{"usgovl4":true,"usgovl5":false}`},
		{`{"global": null, "china": "No"}`, `{"china":false}`},
		{`null`, `null`},
		{`{"moon": true}`, `"moon" is not the name of a cloud`},
		{`{"china": "perhaps"}`, `"perhaps" is not a valid mark for china`},
	} {
		var clouds Clouds
		err := json.Unmarshal([]byte(test.text), &clouds)
		got := ""
		if err != nil {
			got = err.Error()
		} else {
			text, _ := json.Marshal(map[string]bool(clouds))
			got = string(text)
		}
		if got != test.want {
			t.Errorf("%s: %s; want %s", test.text, got, test.want)
		}
	}
}

// A folder may have a file of clouds alone. Lines that state nothing are problems with a position.
func TestFolderOfClouds(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "clouds.jsonl"), []byte(`{"page": "intune-x-a-get", "clouds": {"global": true, "china": false}, "include": "x", "sourceDate": "2024-08-01"}
{"page": "intune-x-b-get"}
{"clouds": {"global": true}}
{"method": "GET", "path": "/things", "clouds": {"usgov": "❌"}}
`))
	folder, err := Read(dir)
	if err != nil {
		t.Fatal(err)
	}
	want := []CloudTable{
		{Page: "intune-x-a-get", Clouds: Clouds{"global": true, "china": false}, SourceDate: "2024-08-01"},
		{Page: "intune-x-b-get"},
		{Clouds: Clouds{"global": true}},
		{Method: "GET", Path: "/things", Clouds: Clouds{"usgovl4": false, "usgovl5": false}},
	}
	if diff := cmp.Diff(want, folder.Clouds); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	var problems []string
	for _, problem := range folder.Problems {
		problems = append(problems, strings.TrimPrefix(problem.Error(), dir+string(filepath.Separator)))
	}
	if diff := cmp.Diff([]string{
		`clouds.jsonl:2:1: the line names no cloud; add "clouds", or remove the line`,
		`clouds.jsonl:3:1: the line names no page; add "page", or "method" and "path"`,
	}, problems); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}
