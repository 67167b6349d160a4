package graphtest_test

import (
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/intunegen/intunegen/graph/graphtest"
)

// names returns the device names of a page, and the link to the next one.
func (w *wire) names(path string) ([]string, string) {
	w.t.Helper()
	status, body := w.send("GET", path, "")
	var page struct {
		Value []struct{ DeviceName string }
		Next  string `json:"@odata.nextLink"`
	}
	if err := json.Unmarshal([]byte(body), &page); err != nil || status != 200 {
		w.t.Fatalf("%s: %d %s", path, status, body)
	}
	names := []string{}
	for _, one := range page.Value {
		names = append(names, one.DeviceName)
	}
	return names, strings.TrimPrefix(page.Next, "https://graphtest.example/beta")
}

func fleet(t *testing.T, options ...graphtest.Option) *wire {
	w := newWire(t, options...)
	w.server.Put("/deviceManagement/managedDevices", `[
		{"id":"1","deviceName":"alpha","operatingSystem":"Windows","lastSyncDateTime":"2026-01-01T00:00:00Z","totalStorageSpaceInBytes":9007199254740993,"complianceState":"compliant","isEncrypted":true},
		{"id":"2","deviceName":"beta","operatingSystem":"iOS","lastSyncDateTime":"2026-02-01T01:00:00+01:00","totalStorageSpaceInBytes":9007199254740992,"complianceState":"noncompliant","serialNumber":"S2"},
		{"id":"3","deviceName":"O'Brien & Söhne","operatingSystem":"Windows","lastSyncDateTime":"2026-03-01T00:00:00.5Z","totalStorageSpaceInBytes":7,"complianceState":"unknown","managementAgent":"mdm",
		 "hardwareInformation":{"manufacturer":"ACME","sharedDeviceCachedUsers":[{"userPrincipalName":"a@x","dataQuota":3}]},"roleScopeTagIds":["0","7"]}]`)
	return w
}

func TestFilter(t *testing.T) {
	w := fleet(t)
	all := []string{"alpha", "beta", "O'Brien & Söhne"}
	a, b, o := all[:1], all[1:2], all[2:]
	for filter, want := range map[string][]string{
		"deviceName eq 'alpha'":                                           a,
		"deviceName ne 'alpha'":                                           all[1:],
		"'alpha' eq deviceName":                                           a,
		"deviceName eq 'O''Brien & Söhne'":                                o,
		"deviceName eq 'O'Brien & Söhne'":                                 o,
		"(((deviceName eq 'alpha')))":                                     a,
		"not (deviceName eq 'alpha')":                                     all[1:],
		"not contains(deviceName,'alph')":                                 all[1:],
		"contains(deviceName, 'et')":                                      b,
		"startswith(deviceName,'O')":                                      o,
		"endswith(deviceName,'a')":                                        all[:2],
		"startswith(deviceName,'a') eq true":                              a,
		"deviceName in ('alpha','beta')":                                  all[:2],
		"operatingSystem eq 'Windows' and deviceName lt 'a'":              o,
		"deviceName eq 'alpha' or deviceName eq 'beta'":                   all[:2],
		"deviceName eq 'x' or deviceName eq 'beta' and true":              b,
		"lastSyncDateTime lt 2026-02-01T00:00:00Z":                        a,
		"lastSyncDateTime eq 2026-02-01T00:00:00Z":                        b,
		"lastSyncDateTime ge 2026-02-01T02:00:00+02:00":                   all[1:],
		"lastSyncDateTime gt datetimeoffset'2026-02-01T00:00:00Z'":        o,
		"lastSyncDateTime gt '2026-02-01T00:00:00Z'":                      o,
		"lastSyncDateTime gt 2026-02-15":                                  o,
		"year(lastSyncDateTime) eq 2026 and month(lastSyncDateTime) eq 3": o,
		"totalStorageSpaceInBytes eq 9007199254740993":                    a,
		"totalStorageSpaceInBytes lt 9007199254740993":                    all[1:],
		"totalStorageSpaceInBytes ge 7.5":                                 all[:2],
		"complianceState eq 'compliant'":                                  a,
		"complianceState eq microsoft.graph.complianceState'compliant'":   a,
		"complianceState ne 'unknown'":                                    all[:2],
		"complianceState in ('compliant','noncompliant')":                 all[:2],
		"managementAgent has 'mdm'":                                       o,
		"isEncrypted eq true":                                             a,
		"isEncrypted":                                                     a,
		"isEncrypted eq false":                                            all[1:],
		"serialNumber eq null":                                            {"alpha", all[2]},
		"serialNumber ne null":                                            b,
		"null eq serialNumber":                                            {"alpha", all[2]},
		"serialNumber gt 'A'":                                             b,
		"hardwareInformation/manufacturer eq 'ACME'":                      o,
		"hardwareInformation ne null":                                     o,
		"roleScopeTagIds/any(t:t eq '7')":                                 o,
		"roleScopeTagIds/any()":                                           o,
		"roleScopeTagIds/all(t:t eq '7')":                                 all[:2],
		"roleScopeTagIds/$count eq 2":                                     o,
		"hardwareInformation/sharedDeviceCachedUsers/any(u:u/dataQuota gt 2 and contains(u/userPrincipalName,'@'))": o,
		"length(deviceName) eq 4":                                            b,
		"tolower(deviceName) eq 'o''brien & söhne'":                          o,
		"concat(deviceName,'!') eq 'beta!'":                                  b,
		"isof('microsoft.graph.windowsManagedDevice')":                       {},
		"deviceName eq 'a' or (deviceName eq 'b' or (deviceName eq 'beta'))": b,
		"lastSyncDateTime le now()":                                          {"alpha"},
		"id eq '2'":                                                          b,
	} {
		if got, _ := w.names("/deviceManagement/managedDevices?$filter=" + url.QueryEscape(filter)); !slices.Equal(got, want) {
			t.Errorf("%s: %q; want %q", filter, got, want)
		}
	}
}

// A filter beyond what Graph documents is refused and says why.
func TestFilterRefusals(t *testing.T) {
	w := fleet(t)
	for filter, want := range map[string]string{
		"":                                        "Syntax error",
		"deviceName":                              "single boolean",
		"deviceName eq":                           "Syntax error",
		"deviceName eq 'a":                        "Syntax error",
		"deviceName eq 'a' and":                   "Syntax error",
		"(deviceName eq 'a'":                      "Syntax error",
		"deviceName eq 'a')":                      "Syntax error",
		"deviceName eq 1":                         "incompatible types",
		"totalStorageSpaceInBytes eq 'a'":         "incompatible types",
		"isEncrypted eq 'true'":                   "incompatible types",
		"nope eq 1":                               "Could not find a property named 'nope'",
		"hardwareInformation/nope eq 1":           "Could not find a property named 'nope'",
		"complianceState eq 'nope'":               "not a valid enumeration type constant",
		"complianceState eq x.y'nope'":            "Unrecognized",
		"totalStorageSpaceInBytes add 1 eq 2":     "not supported",
		"substringof('a',deviceName)":             "unknown function",
		"contains(deviceName)":                    "No function signature",
		"contains(deviceName,1)":                  "No function signature",
		"roleScopeTagIds eq '1'":                  "any, all or $count",
		"deviceName/any(d:d eq 'a')":              "is for collections",
		"roleScopeTagIds/any(t:t eq 1)":           "incompatible types",
		"roleScopeTagIds/any(t:nope eq 1)":        "Could not find",
		"deviceName eq 'a' deviceName eq 'b'":     "Syntax error",
		"lastSyncDateTime gt 'yesterday'":         "incompatible types",
		strings.Repeat("(", 500) + "true":         "nested too deeply",
		strings.Repeat("not ", 500) + "true":      "nested too deeply",
		strings.Repeat("true or ", 2000) + "true": "too long",
	} {
		status, body := w.send("GET", "/deviceManagement/managedDevices?$filter="+url.QueryEscape(filter), "")
		if status != 400 || !strings.Contains(message(t, body), want) {
			t.Errorf("%.60s: %d %.300s; want 400 with %s", filter, status, body, want)
		}
	}
}

func TestQueryOptions(t *testing.T) {
	w := fleet(t)
	const devices = "/deviceManagement/managedDevices"
	for query, want := range map[string][]string{
		"?$orderby=deviceName":                                  {"O'Brien & Söhne", "alpha", "beta"},
		"?$orderby=deviceName%20desc":                           {"beta", "alpha", "O'Brien & Söhne"},
		"?$orderby=operatingSystem,deviceName+desc":             {"alpha", "O'Brien & Söhne", "beta"},
		"?$orderby=serialNumber,id%20desc":                      {"O'Brien & Söhne", "alpha", "beta"},
		"?$skip=1":                                              {"beta", "O'Brien & Söhne"},
		"?$skip=9":                                              {},
		"?$search=%22ALP%22":                                    {"alpha"},
		"?%24filter=deviceName%20eq%20'beta'":                   {"beta"},
		"?filter=deviceName%20eq%20'beta'":                      {"beta"},
		"?$filter=deviceName+eq+'beta'&custom=1":                {"beta"},
		"?$top=0":                                               {},
		"?$orderby=complianceState":                             {"O'Brien & Söhne", "alpha", "beta"},
		"?$select=deviceName&$orderby=totalStorageSpaceInBytes": {"O'Brien & Söhne", "beta", "alpha"},
	} {
		if got, _ := w.names(devices + query); !slices.Equal(got, want) {
			t.Errorf("%s: %q; want %q", query, got, want)
		}
	}
	w.want(200, `"@odata.count":2,`, "GET", devices+"?$count=true&$filter=operatingSystem%20eq%20'Windows'&$top=1", "")
	w.want(200, "2", "GET", devices+"/$count?$filter=operatingSystem%20eq%20'Windows'", "")
	if got := w.want(200, `"deviceName":"alpha"}`, "GET", devices+"/1?$select=deviceName", ""); strings.Contains(got, "serialNumber") {
		t.Errorf("selected %s", got)
	}
	w.want(200, `"hardwareInformation":{"manufacturer":"ACME"}`, "GET", devices+"/3?$select=hardwareInformation/manufacturer", "")
	w.want(200, `"value":"ACME"`, "GET", devices+"/3/hardwareInformation/manufacturer", "")
	if _, text := w.send("GET", devices+"/3/hardwareInformation/manufacturer/$value", ""); text != "ACME" {
		t.Errorf("value %q", text)
	}
}

// A link to the next page is opaque and carries the other options.
func TestPaging(t *testing.T) {
	w := newWire(t, graphtest.PageSize(4))
	for i := range 10 {
		w.server.Put("/deviceManagement/managedDevices", fmt.Sprintf(`{"id":"%d","deviceName":"d%d"}`, i, i))
	}
	for query, want := range map[string][]int{"": {4, 4, 2}, "?$top=3": {3, 3, 3, 1}, "?$skip=5": {4, 1}, "?$top=2&$skip=7": {2, 1},
		"?$filter=deviceName%20ne%20'd0'%20and%20deviceName%20ne%20'a%26%24top%3D1%23'&$orderby=deviceName%20desc": {4, 4, 1}} {
		var got []int
		seen := map[string]bool{}
		for path := "/deviceManagement/managedDevices" + query; path != ""; {
			var names []string
			names, path = w.names(path)
			got = append(got, len(names))
			for _, name := range names {
				if seen[name] {
					t.Errorf("%s: %s comes twice", query, name)
				}
				seen[name] = true
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: pages of %v; want %v", query, got, want)
		}
	}
	resp := w.exchange("GET", "/deviceManagement/managedDevices", "", "Prefer", "odata.maxpagesize=2")
	var page struct{ Value []any }
	if err := json.NewDecoder(resp.Body).Decode(&page); err != nil || len(page.Value) != 2 {
		t.Errorf("a preferred page size: %d items, %v", len(page.Value), err)
	}
}
