package generated_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/intunegen/intunegen/generated/intunebeta"
	"github.com/intunegen/intunegen/graph"
	"github.com/intunegen/intunegen/odata"
)

// A batch of all kinds of requests goes out with their headers, its own ids, and the order asked
// for.
func TestBatch(t *testing.T) {
	var sent string
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var batch struct{ Requests []json.RawMessage }
		if err := json.NewDecoder(r.Body).Decode(&batch); err != nil {
			t.Error(err)
		}
		for _, request := range batch.Requests {
			sent += string(request) + "\n"
		}
		_, _ = fmt.Fprint(w, `{"responses":[]}`)
	}))
	defer server.Close()
	client, err := intunebeta.NewClient(nil, &graph.ClientOptions{BaseURL: server.URL + "/beta"})
	if err != nil {
		t.Fatal(err)
	}
	pools := client.DeviceManagement().EmbeddedSIMActivationCodePools()
	name := intunebeta.EmbeddedSIMActivationCodePoolProperties.DisplayName
	batch := client.Batch()
	patch := graph.Add(batch, pools.ID("1").Patch(intunebeta.EmbeddedSIMActivationCodePoolPatch{DisplayName: odata.Set("<x>")}),
		graph.IfMatch(`W/"1"`), graph.PreferMinimal())
	graph.AddList(batch, pools.List(odata.Filter(odata.Eq(name, "a b")))).After(patch)
	graph.AddCommand(batch, pools.ID("2").Delete())
	if err := batch.Do(t.Context()); err != nil {
		t.Fatal(err)
	}
	want := []string{
		`{"id":"1","method":"PATCH","url":"/deviceManagement/embeddedSIMActivationCodePools/1","headers":{"Content-Type":"application/json","if-match":"W/\"1\"","prefer":"return=minimal"},"body":{"@odata.type":"#microsoft.graph.embeddedSIMActivationCodePool","displayName":"<x>"}}`,
		`{"id":"2","method":"GET","url":"/deviceManagement/embeddedSIMActivationCodePools?$filter=displayName%20eq%20'a%20b'","dependsOn":["1"]}`,
		`{"id":"3","method":"DELETE","url":"/deviceManagement/embeddedSIMActivationCodePools/2"}`,
	}
	if diff := cmp.Diff(want, strings.Split(strings.TrimSpace(sent), "\n")); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
