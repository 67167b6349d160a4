package graphtest_test

import (
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/intunegen/intunegen/generated/intunebeta"
	"github.com/intunegen/intunegen/graph/graphtest"
)

// A wire sends requests as text.
type wire struct {
	t      *testing.T
	server *graphtest.Server
}

func newWire(t *testing.T, options ...graphtest.Option) *wire {
	return &wire{t, graphtest.New(t, intunebeta.Schema(), options...)}
}

// send sends a request and returns status and body.
func (w *wire) send(method, path, body string, header ...string) (int, string) {
	w.t.Helper()
	resp := w.exchange(method, path, body, header...)
	data, err := io.ReadAll(resp.Body)
	if err != nil {
		w.t.Fatal(err)
	}
	return resp.StatusCode, string(data)
}

func (w *wire) exchange(method, path, body string, header ...string) *http.Response {
	w.t.Helper()
	req, err := http.NewRequestWithContext(w.t.Context(), method, "https://graphtest.example/beta"+path, strings.NewReader(body))
	if err != nil {
		w.t.Fatal(err)
	}
	if body != "" {
		req.Header.Set("Content-Type", "application/json")
	}
	for i := 0; i+1 < len(header); i += 2 {
		req.Header.Set(header[i], header[i+1])
	}
	resp, err := w.server.Client().Do(req)
	if err != nil {
		w.t.Fatalf("%s %s: %v", method, path, err)
	}
	return resp
}

// want sends a request and checks status and a part of the reply.
func (w *wire) want(status int, part, method, path, body string, header ...string) string {
	w.t.Helper()
	got, text := w.send(method, path, body, header...)
	if got != status || !strings.Contains(text, part) {
		w.t.Errorf("%s %s %s: %d %s; want %d with %s", method, path, body, got, text, status, part)
	}
	return text
}

// message returns the text that Intune puts into the message of an error.
func message(t *testing.T, body string) string {
	t.Helper()
	var outer struct {
		Error struct{ Code, Message string }
	}
	var inner struct{ Message string }
	if err := json.Unmarshal([]byte(body), &outer); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal([]byte(outer.Error.Message), &inner); err != nil {
		return outer.Error.Message
	}
	return inner.Message
}

// What Intune refuses is refused, with its text.
func TestRefusals(t *testing.T) {
	const (
		category = `/deviceManagement/deviceCategories`
		configs  = `/deviceManagement/deviceConfigurations`
		win      = `"@odata.type":"#microsoft.graph.windows10CustomConfiguration"`
	)
	for name, test := range map[string]struct {
		method, path, body string
		status             int
		text               string
	}{
		"unknown property":      {"POST", category, `{"displayname":"x"}`, 400, "The property 'displayname' does not exist on type 'microsoft.graph.deviceCategory'"},
		"unknown nested":        {"POST", configs, `{` + win + `,"omaSettings":[{"@odata.type":"microsoft.graph.omaSettingString","nope":1}]}`, 400, "The property 'nope' does not exist"},
		"unknown member":        {"PATCH", "/deviceManagement", `{"subscriptionState":"nope"}`, 400, "Requested value 'nope' was not found."},
		"member of the future":  {"PATCH", "/deviceManagement", `{"subscriptionState":"unknownFutureValue"}`, 400, "was not found"},
		"abstract":              {"POST", configs, `{"displayName":"x"}`, 400, "Cannot create an abstract class."},
		"abstract by name":      {"POST", configs, `{"@odata.type":"#microsoft.graph.deviceConfiguration"}`, 400, "Cannot create an abstract class."},
		"abstract inside":       {"POST", configs, `{` + win + `,"omaSettings":[{"omaUri":"x"}]}`, 400, "Cannot create an abstract class."},
		"foreign type":          {"POST", configs, `{"@odata.type":"#microsoft.graph.deviceCategory"}`, 400, "is not compatible with 'microsoft.graph.deviceConfiguration'"},
		"unknown type":          {"POST", configs, `{"@odata.type":"#microsoft.graph.nope"}`, 400, "could not be resolved"},
		"patch without type":    {"PATCH", configs + "/c", `{"displayName":"x"}`, 400, "Cannot create an abstract class."},
		"patch of another type": {"PATCH", configs + "/c", `{"@odata.type":"#microsoft.graph.iosCustomConfiguration","displayName":"x"}`, 400, "is not that of the resource"},
		"empty patch":           {"PATCH", category + "/1", `{}`, 400, "Invalid patch, at least 1 property must be changed."},
		"only the type":         {"PATCH", category + "/1", `{"@odata.type":"#microsoft.graph.deviceCategory"}`, 400, "Invalid patch"},
		"only read-only":        {"PATCH", category + "/1", `{"id":"2"}`, 400, "Invalid patch"},
		"navigation":            {"PATCH", configs + "/c", `{` + win + `,"assignments":[]}`, 400, "Cannot apply PATCH to navigation property 'assignments'"},
		"number for text":       {"POST", category, `{"displayName":1}`, 400, "Cannot convert the literal '1' to the expected type 'Edm.String'"},
		"text for number":       {"POST", "/deviceManagement/embeddedSIMActivationCodePools", `{"activationCodeCount":"3"}`, 400, "'Edm.Int32'"},
		"too large":             {"POST", "/deviceManagement/embeddedSIMActivationCodePools", `{"activationCodeCount":3000000000}`, 400, "'Edm.Int32'"},
		"fraction":              {"POST", "/deviceManagement/embeddedSIMActivationCodePools", `{"activationCodeCount":1.5}`, 400, "'Edm.Int32'"},
		"null":                  {"POST", "/deviceManagement/embeddedSIMActivationCodePools", `{"displayName":null}`, 400, "A null value was found for the property named 'displayName'"},
		"object for list":       {"POST", category, `{"roleScopeTagIds":{}}`, 400, "Collection(Edm.String)"},
		"number in list":        {"POST", category, `{"roleScopeTagIds":[0]}`, 400, "Edm.String"},
		"date":                  {"POST", "/deviceManagement/managedDevices", `{"lastSyncDateTime":"yesterday"}`, 400, "Edm.DateTimeOffset"},
		"not JSON":              {"POST", category, `{`, 400, "Unable to read JSON"},
		"no object":             {"POST", category, `[]`, 400, "not a JSON object"},
		"a name twice":          {"POST", category, `{"displayName":"a","displayName":"b"}`, 400, "not a JSON object with names of its own"},
		"no body":               {"POST", category, "", 400, "Empty Payload"},
		"not there":             {"PATCH", category + "/none", `{"displayName":"x"}`, 404, "An error has occurred"},
		"get nothing":           {"GET", category + "/none", "", 404, "An error has occurred"},
		"delete nothing":        {"DELETE", category + "/none", "", 404, "An error has occurred"},
		"below nothing":         {"GET", configs + "/none/assignments", "", 404, "An error has occurred"},
		"parameter":             {"POST", configs + "/c/assign", `{"nope":[]}`, 400, "The parameter 'nope' in the request payload is not a valid parameter"},
		"select":                {"GET", category + "?$select=nope", "", 400, "Could not find a property named 'nope' on type 'microsoft.graph.deviceCategory'."},
		"expand":                {"GET", category + "?$expand=displayName", "", 400, "that can be expanded"},
		"orderby":               {"GET", category + "?$orderby=nope", "", 400, "Could not find a property named 'nope'"},
		"top":                   {"GET", category + "?$top=-1", "", 400, "non-negative"},
		"option":                {"GET", category + "?$nope=1", "", 400, "'$nope' is not supported"},
		"option twice":          {"GET", category + "?$top=1&$top=2", "", 400, "more than once"},
		"token":                 {"GET", category + "?$skiptoken=abc", "", 400, "skip token"},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWire(t)
			w.server.Put(configs+"/c", `{`+win+`}`)
			w.server.Put(category+"/1", `{}`)
			status, body := w.send(test.method, test.path, test.body)
			if status != test.status || !strings.Contains(message(t, body), test.text) {
				t.Errorf("%d %s; want %d with %s", status, message(t, body), test.status, test.text)
			}
		})
	}
}

// Derived types are kept, found by casts, and their properties are there.
func TestDerivedTypes(t *testing.T) {
	w := newWire(t)
	const configs = "/deviceManagement/deviceConfigurations"
	w.want(201, `"@odata.type":"#microsoft.graph.windows10CustomConfiguration"`, "POST", configs,
		`{"@odata.type":"#microsoft.graph.windows10CustomConfiguration","displayName":"a","omaSettings":[{"@odata.type":"#microsoft.graph.omaSettingInteger","omaUri":"./x","value":3}]}`)
	w.want(201, `"wallpaperDisplayLocation":"lockScreen"`, "POST", configs, `{"@odata.type":"#microsoft.graph.iosDeviceFeaturesConfiguration","displayName":"b","wallpaperDisplayLocation":"lockScreen"}`)
	if text := w.want(200, `"displayName":"a"`, "GET", configs+"/microsoft.graph.windows10CustomConfiguration", ""); strings.Contains(text, `"displayName":"b"`) {
		t.Error("a cast lists another type")
	}
	w.want(200, "1", "GET", configs+"/microsoft.graph.windows10CustomConfiguration/$count", "")
	w.want(200, `"omaUri":"./x"`, "GET", configs+"?$filter=isof('microsoft.graph.windows10CustomConfiguration')", "")
	w.want(200, `"value":[]`, "GET", configs+"?$filter=isof('microsoft.graph.windowsKioskConfiguration')", "")
	w.want(200, `"omaSettings":[{`, "GET", configs+"?$select=microsoft.graph.windows10CustomConfiguration/omaSettings&$filter=displayName eq 'a'", "")
}

// A key is a segment or in parentheses, with and without doubled apostrophes.
func TestKeys(t *testing.T) {
	w := newWire(t)
	w.server.Put("/deviceManagement/deviceCategories", `{"id":"O'Brien/1 (x)","displayName":"odd"}`)
	for _, key := range []string{"/O'Brien%2F1%20(x)", "/O%27Brien%2F1%20%28x%29", "('O''Brien%2F1%20(x)')", "('O'Brien/1%20(x)')", "(id='O''Brien%2F1%20(x)')", "(%27O%27%27Brien%2F1%20(x)%27)"} {
		w.want(200, `"displayName":"odd"`, "GET", "/deviceManagement/deviceCategories"+key, "")
		w.want(200, `"value":"odd"`, "GET", "/deviceManagement/deviceCategories"+key+"/displayName", "")
	}
	w.want(204, "", "DELETE", "/deviceManagement/deviceCategories('O''Brien%2F1%20(x)')", "")
}

// Parts are created with a resource, listed below it, expanded, and gone with it.
func TestParts(t *testing.T) {
	w := newWire(t)
	const pools = "/deviceManagement/embeddedSIMActivationCodePools"
	w.want(201, "", "POST", pools, `{"displayName":"p","assignments":[{"target":{"@odata.type":"microsoft.graph.groupAssignmentTarget","groupId":"g"}}]}`)
	at := w.server.Put(pools, `{"id":"two","displayName":"q"}`)
	w.want(201, "", "POST", at+"/deviceStates", `{"deviceName":"d","universalIntegratedCircuitCardIdentifier":"u"}`)
	w.want(200, `"deviceStates@odata.count":1,"deviceStates":[{`, "GET", at+"?$expand=deviceStates($count=true;$select=deviceName),assignments", "")
	w.want(200, `"groupId":"g"`, "GET", pools+"?$expand=assignments", "")
	w.want(200, `"value":[{"@odata.type":"#microsoft.graph.embeddedSIMActivationCodePoolAssignment"`, "POST", at+"/assign", `{"assignments":[{"target":{"@odata.type":"#microsoft.graph.allDevicesAssignmentTarget"}},{"target":{"@odata.type":"#microsoft.graph.allDevicesAssignmentTarget"}}]}`)
	w.want(200, "2", "GET", at+"/assignments/$count", "")
	w.want(200, "", "POST", at+"/assign", `{"assignments":[]}`)
	w.want(200, "0", "GET", at+"/assignments/$count", "")
	w.want(204, "", "DELETE", at, "")
	w.want(404, "", "GET", at+"/deviceStates", "")
}

// Write-only values are taken and not returned, secrets come back masked.
func TestHiddenValues(t *testing.T) {
	w := newWire(t)
	created := w.want(201, `"displayName":"p"`, "POST", "/deviceManagement/embeddedSIMActivationCodePools", `{"displayName":"p","activationCodes":[{"matchingIdentifier":"SECRET"}]}`)
	if strings.Contains(created, "SECRET") || strings.Contains(created, "activationCodes") {
		t.Errorf("activation codes are returned: %s", created)
	}
	wifi := w.want(201, `"preSharedKey":"****"`, "POST", "/deviceManagement/deviceConfigurations",
		`{"@odata.type":"#microsoft.graph.iosWiFiConfiguration","displayName":"w","preSharedKey":"SECRET"}`)
	if strings.Contains(wifi, "SECRET") {
		t.Error("the key is returned")
	}
	if calls := w.server.Calls("*"); !strings.Contains(string(calls[1].Body), "SECRET") {
		t.Error("the body is not kept")
	}
}

// Intune encrypts the texts of custom settings, returns them masked, and tells them when asked.
func TestCustomSettings(t *testing.T) {
	w := newWire(t)
	const configs = "/deviceManagement/deviceConfigurations"
	id := w.member2("POST", configs, `{"@odata.type":"#microsoft.graph.windows10CustomConfiguration","omaSettings":[
		{"@odata.type":"#microsoft.graph.omaSettingString","omaUri":"./a","value":"SECRET"},{"@odata.type":"#microsoft.graph.omaSettingStringXml","omaUri":"./b","value":"U0VDUkVU"},
		{"@odata.type":"#microsoft.graph.omaSettingInteger","omaUri":"./c","value":7}]}`)
	body := w.want(200, `"value":"****"`, "GET", configs+"/"+id, "")
	if strings.Contains(body, "SECRET") || strings.Contains(body, "U0VDUkVU") || !strings.Contains(body, `"value":"PGEvPg=="`) || !strings.Contains(body, `"value":7`) {
		t.Errorf("got %s", body)
	}
	_, rest, _ := strings.Cut(body, `"secretReferenceValueId":"`)
	reference, _, _ := strings.Cut(rest, `"`)
	w.want(200, `"value":"SECRET"`, "GET", configs+"/"+id+"/getOmaSettingPlainTextValue(secretReferenceValueId='"+reference+"')", "")
	w.want(404, "", "GET", configs+"/"+id+"/getOmaSettingPlainTextValue(secretReferenceValueId='other')", "")
}

// A reply to an update has the resource or nothing, as the client prefers.
func TestPreferAndETags(t *testing.T) {
	w := newWire(t, graphtest.ETags())
	const one = "/deviceManagement/deviceCategories/1"
	w.server.Put(one, `{"displayName":"a"}`)
	w.want(200, `"@odata.etag":"W/\"2\""`, "PATCH", one, `{"displayName":"b"}`)
	if resp := w.exchange("PATCH", one, `{"displayName":"c"}`, "Prefer", "return=minimal"); resp.StatusCode != 204 || resp.Header.Get("Preference-Applied") != "return=minimal" {
		t.Errorf("%d %v", resp.StatusCode, resp.Header)
	}
	w.want(412, "PreconditionFailed", "PATCH", one, `{"displayName":"d"}`, "If-Match", `W/"2"`)
	w.want(200, `"displayName":"d"`, "PATCH", one, `{"displayName":"d"}`, "If-Match", `W/"3"`)
	w.want(200, `"displayName":"e"`, "PATCH", one, `{"displayName":"e"}`, "If-Match", "*")
	w.want(412, "", "DELETE", one, "", "If-Match", `W/"1"`)
}
