package graph

import (
	"io"
	"net/http"
	"strings"
	"testing"
)

// The id in an error is one that the service was told: the caller's own where there is one, that of
// the batch for what is in it.
func TestClientRequestID(t *testing.T) {
	var sent string
	refuse := func(w http.ResponseWriter, r *http.Request) {
		sent = r.Header.Get("client-request-id")
		if strings.HasSuffix(r.URL.Path, "/$batch") {
			_, _ = io.WriteString(w, `{"responses":[{"id":"1","status":404},{"id":"2","status":404}]}`)
			return
		}
		w.WriteHeader(404)
	}
	client := serve(t, refuse, nil)
	_, err := client.get("1").Do(t.Context(), Header("client-request-id", "mine"))
	if sent != "mine" || !strings.Contains(err.Error(), "client request mine") {
		t.Errorf("sent %q, %v", sent, err)
	}
	batch := client.client.Batch()
	item, named := Add(batch, client.get("1")), Add(batch, client.get("2"), Header("client-request-id", "mine"))
	if err := batch.Do(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, err := item.Result(); !strings.Contains(err.Error(), "client request "+sent) {
		t.Errorf("sent %q, %v", sent, err)
	}
	if _, err := named.Result(); !strings.Contains(err.Error(), "client request mine") {
		t.Errorf("the item's own id: %v", err)
	}
}
