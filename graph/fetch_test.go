package graph

import (
	"github.com/intunegen/intunegen/odata"
	"net/http"
	"strings"
	"testing"
)

func TestFetchAgain(t *testing.T) {
	var reads []string
	client := serve(t, func(w http.ResponseWriter, r *http.Request) {
		switch r.Method {
		case http.MethodGet:
			reads = append(reads, r.URL.Path+r.Header.Get("If-Match"))
			status(200, `{"id":"1","displayName":"read"}`)(w, r)
		case http.MethodPost:
			status(201, "", "Location", r.Header.Get("X-Location"))(w, r)
		default:
			w.WriteHeader(204)
		}
	}, nil)
	updated, err := Fetch(t.Context(), client.patch("1", named("x")), IfMatch("7"))
	if err != nil || odata.GetOr(updated.DisplayName, "") != "read" {
		t.Errorf("got %v, %v", updated, err)
	}
	created, err := Fetch(t.Context(), client.create(&pool{}), Header("X-Location", "/beta/deviceManagement/pools/9"))
	if err != nil || odata.GetOr(created.DisplayName, "") != "read" {
		t.Errorf("got %v, %v", created, err)
	}
	if got := strings.Join(reads, " "); got != "/beta/deviceManagement/pools/1 /beta/deviceManagement/pools/9" {
		t.Errorf("read %s", got)
	}
	_, err = Fetch(t.Context(), client.create(&pool{}), Header("X-Location", "https://evil.example/1"))
	if err == nil || !strings.Contains(err.Error(), `refused the Location of the result: it leads to host "evil.example"`) {
		t.Errorf("a Location on another host: %v", err)
	}
}
