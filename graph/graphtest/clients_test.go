package graphtest_test

import (
	"strings"
	"testing"
)

// What OData clients of others send is taken: HEAD for a token of CSRF, with and without a slash at
// the end, If-Match with *, PUT with key and ETag in the body, options in escapes, filters in
// parentheses, literals of OData 2, methods in lower case in a batch.
func TestWhatOtherClientsSend(t *testing.T) {
	w := newWire(t)
	const one = "/deviceManagement/deviceCategories('1')"
	w.server.Put("/deviceManagement/deviceCategories/1", `{"displayName":"a"}`)
	w.server.Put("/deviceManagement/managedDevices/1", `{"deviceName":"d","lastSyncDateTime":"2026-01-01T00:00:00Z"}`)
	for _, path := range []string{"/", "", "/deviceManagement/", "/deviceManagement/deviceCategories/"} {
		resp := w.exchange("HEAD", path, "", "X-Csrf-Token", "Fetch")
		if resp.StatusCode != 200 || resp.Header.Get("X-Csrf-Token") == "" {
			t.Errorf("HEAD %s: %d %v", path, resp.StatusCode, resp.Header)
		}
	}
	w.want(204, "", "PUT", one, `{"@odata.etag":"W/\"1\"","id":"1","displayName":"put"}`, "If-Match", "*")
	w.want(200, `"displayName":"put"`, "GET", "/deviceManagement/deviceCategories?%24filter=(displayName%20eq%20'put')&%24count=true&$format=json", "")
	w.want(200, "1", "GET", "/deviceManagement/deviceCategories/$count", "")
	w.want(200, `"deviceName":"d"`, "GET", "/deviceManagement/managedDevices?$filter=lastSyncDateTime%20eq%20datetimeoffset'2026-01-01T00:00:00Z'", "")
	w.want(200, `"status":204`, "POST", "/$batch", `{"requests":[{"id":"1","method":"delete","url":"deviceManagement/deviceCategories('1')"}]}`)
	body := w.want(200, `<Schema Namespace="microsoft.graph"`, "GET", "/$metadata", "")
	for _, part := range []string{`<Singleton Name="deviceManagement" Type="microsoft.graph.deviceManagement"/>`, `<NavigationProperty Name="deviceCategories" Type="Collection(microsoft.graph.deviceCategory)" ContainsTarget="true"/>`} {
		if !strings.Contains(body, part) {
			t.Errorf("$metadata has no %s", part)
		}
	}
}
