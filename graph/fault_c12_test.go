package graph

import (
	"net/http"
	"strings"
	"testing"

	"github.com/intunegen/intunegen/odata"
)

// Searches and counts of directory objects have the header that Graph documents for them; nothing
// else has it.
func TestFaultC12_ConsistencyLevel(t *testing.T) {
	var got string
	p := serve(t, func(w http.ResponseWriter, r *http.Request) {
		got = r.Header.Get("ConsistencyLevel")
		body := `{"value":[]}`
		if strings.HasSuffix(r.URL.Path, "$count") {
			body = "5"
		}
		status(200, body)(w, r)
	}, nil)
	root := p.client.root
	for path, want := range map[string]bool{
		"/users?$search=\"displayName:a\"": true, "/groups?$search=%22x%22": true, "/devices/$count": true, "/users/$count?$filter=accountEnabled eq true": true,
		"/groups?$count=true&$filter=endsWith(mail,'x')": true, "/Users?%24count=true": true, "/applications?$top=5&$count=true": true,
		"/groups/1/members?$search=\"a\"": true, "/groups/1/members/$count": true, "/groups/1/transitiveMembers/microsoft.graph.user/$count": true,
		"/me/memberOf/$count": true, "/groups('1')/members/$count": true, "/directory/administrativeUnits?$count=true": true, "/users/1/memberOf/microsoft.graph.group?$count=true": true,
		root + "/users?$search=a&$skiptoken=1": true,

		"/users": false, "/users?$filter=x eq 'count'": false, "/users?$count=false": false, "/users/1": false, "/groups?$filter=startsWith(displayName,'search')": false,
		"/deviceManagement/managedDevices/$count": false, "/deviceManagement/managedDevices?$search=a&$count=true": false, "/users/1/managedDevices/$count": false,
		"/deviceAppManagement/mobileApps?$count=true": false, "/users/1/managedDevices?$count=true": false, "/me/managedDevices/$count": false,
		"/users/1/messages?$search=a": false, "/deviceManagement/devices/$count": false, "/users/count": false, "/groups/$countx": false,
	} {
		if err := p.client.Do(t.Context(), "GET", path, nil, nil); err != nil || (got == "eventual") != want || got != "" && !want {
			t.Errorf("%s: sent %q, %v", path, got, err)
		}
	}
	users := p.client.Root().To("users")
	search := (*List[*pool])(users.List([]odata.QueryOption{odata.Search(`"displayName:a"`)}))
	for name, build := range map[string]func() (Wire, error){
		"Search": search.Build, "Count": Count(search).Build, "WithCount": WithCount((*List[*pool])(users.List(nil)), new(int64)).Build,
	} {
		if wire, err := build(); err != nil || wire.Header.Get("ConsistencyLevel") != "eventual" {
			t.Errorf("%s: built %v, %v", name, wire.Header, err)
		}
	}
	if _, err := Collect(t.Context(), search, Header("ConsistencyLevel", "session")); err != nil || got != "session" {
		t.Errorf("the caller's own: sent %q, %v", got, err)
	}
	if err := p.client.Do(t.Context(), "POST", "/users?$count=true", nil, nil); err != nil || got != "" {
		t.Errorf("a write: sent %q, %v", got, err)
	}
}
