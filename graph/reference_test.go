package graph

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/intunegen/intunegen/odata"
)

func TestReferencesAndFiles(t *testing.T) {
	client, root := newClient(t, "http://127.0.0.1:1/beta", nil, nil), "http://127.0.0.1:1/beta/deviceManagement/pools"
	pools := poolsOf(client)
	icon, name := odata.Property[odata.Stream]{"icon"}, odata.Property[string]{"displayName"}
	target := `{"@odata.id":"` + root + `/b%2Fc"}`
	for want, call := range map[string]interface{ Build() (Wire, error) }{
		"POST /$ref application/json " + target:         AddReference(pools.list(), pools.get("b/c")),
		"PUT /1/$ref application/json " + target:        SetReference(pools.get("1"), pools.get("b/c")),
		"DELETE /1/$ref  ":                              RemoveReference(pools.get("1")),
		"GET /1/$ref  ":                                 GetReference(pools.get("1")),
		"GET /$ref  ":                                   ListReferences(pools.list()),
		"GET /$ref?$top=2  ":                            ListReferences((*List[*pool])((*Node)(pools).List([]odata.QueryOption{odata.Top(2)}))),
		"GET /1/$value  ":                               Media(pools.get("1")),
		"PUT /1/$value image/png \x89PNG":               PutMedia(pools.get("1"), "image/png", []byte("\x89PNG")),
		"GET /1/icon  ":                                 Value(pools.get("1"), icon),
		"GET /1/displayName/$value  ":                   Value(pools.get("1"), name),
		"PUT /1/icon application/octet-stream \x00\xff": PutValue(pools.get("1"), icon, "application/octet-stream", []byte{0, 255}),
	} {
		wire, err := call.Build()
		if err != nil {
			t.Error(err)
			continue
		}
		got := fmt.Sprintf("%s %s %s %s", wire.Method, strings.TrimPrefix(wire.URL, root), wire.Header.Get("Content-Type"), wire.Body)
		if got != want {
			t.Errorf("got %s\nwant %s", got, want)
		}
	}
}

func TestReferencesRefuse(t *testing.T) {
	client, other := serve(t, status(500, ""), nil), serve(t, status(500, ""), nil)
	queried := (*Request[*pool])(client.id("2").Get([]odata.QueryOption{odata.Top(1)}))
	for want, call := range map[string]interface{ Build() (Wire, error) }{
		"of another client":                        AddReference(client.list(), other.get("1")),
		"POST /deviceManagement/pools/$ref: id is": AddReference(client.list(), client.get("")),
		"id is empty":                              RemoveReference(client.get("")),
		"Get without query options":                SetReference(client.get("1"), queried),
		"reads it without query options":           RemoveReference(queried),
		"GET /deviceManagement/pools/{poolId}/$ref: a resource or collection": GetReference(queried),
		"GET /deviceManagement/pools/find/$ref: a resource or collection":     ListReferences((*List[*pool])((*Node)(client).Action("find", nil))),
		"named by the request":  Media(client.patch("1", named("x"))),
		"content type is empty": PutMedia(client.get("1"), "", nil),
		"has a line break":      PutMedia(client.get("1"), "text/plain\r\nX-Evil: 1", nil),
		"the property is empty": Value(client.get("1"), odata.Property[string]{""}),
	} {
		if _, err := call.Build(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v; want %s", err, want)
		}
	}
}

// References come as the service writes them, page by page; the options of the list go on the first
// page alone.
func TestReferencesRead(t *testing.T) {
	var asked []string
	client := serve(t, func(w http.ResponseWriter, r *http.Request) {
		asked = append(asked, r.URL.RequestURI())
		body := map[string]string{
			"/beta/deviceManagement/pools/1/$ref":            `{"@odata.context":"c#$ref","@odata.id":"pools('b%2Fc')"}`,
			"/beta/deviceManagement/pools/2/$ref":            ``,
			"/beta/deviceManagement/pools/$ref?$top=1":       `{"value":[{"@odata.id":"https://other/pools/1"}],"@odata.nextLink":"/beta/deviceManagement/pools/$ref?$skiptoken=x"}`,
			"/beta/deviceManagement/pools/$ref?$skiptoken=x": `{"value":[{"@odata.type":"#test.pool","@odata.id":"pools/2"},{}]}`,
		}[asked[len(asked)-1]]
		_, _ = io.WriteString(w, body)
	}, nil)
	one, err := GetReference(client.get("1")).Do(t.Context())
	if id, ok := odata.Get(one.ID); err != nil || !ok || id != "pools('b%2Fc')" {
		t.Errorf("got %v, %v", id, err)
	}
	if text, err := json.Marshal(one); err != nil || string(text) != `{"@odata.id":"pools('b%2Fc')","@odata.context":"c#$ref"}` {
		t.Errorf("got %s, %v", text, err)
	}
	if none, err := GetReference(client.get("2")).Do(t.Context()); err != nil || none != nil {
		t.Errorf("got %v, %v; want nil for a property that refers to nothing", none, err)
	}
	all, err := Collect(t.Context(), ListReferences((*List[*pool])((*Node)(client).List([]odata.QueryOption{odata.Top(1)}))))
	if err != nil || len(all) != 3 {
		t.Fatalf("got %d references, %v, of %s", len(all), err, asked)
	}
	var ids []string
	for _, r := range all {
		id, _ := odata.Get(r.ID)
		ids = append(ids, id)
	}
	if got := strings.Join(ids, " "); got != "https://other/pools/1 pools/2 " {
		t.Errorf("got %q", got)
	}
}

// Files go out and come in as they are; their errors are those of every call.
func TestFileThereAndBack(t *testing.T) {
	var kept []byte
	client := serve(t, func(w http.ResponseWriter, r *http.Request) {
		switch {
		case r.URL.Path != "/beta/deviceManagement/pools/1/$value":
			status(404, `{"error":{"code":"NotFound"}}`)(w, r)
		case r.Method == http.MethodPut:
			kept, _ = io.ReadAll(r.Body)
			w.WriteHeader(204)
		default:
			_, _ = w.Write(kept)
		}
	}, nil)
	content := []byte("a\x00\xff")
	if err := PutMedia(client.get("1"), "application/zip", content).Do(t.Context()); err != nil {
		t.Fatal(err)
	}
	body, err := Media(client.get("1")).Do(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer body.Close()
	if got, err := io.ReadAll(body); err != nil || string(got) != string(content) {
		t.Errorf("got %q, %v", got, err)
	}
	if _, err := Media(client.get("2")).Do(t.Context()); !IsNotFound(err) {
		t.Errorf("got %v; want 404", err)
	}
}

// In a batch a file is text, as the batch is JSON.
func TestFileInBatch(t *testing.T) {
	s, client := serveBatch(t, func(string, int, batchRequest) (int, string, string) { return 204, "", "null" })
	batch := (*Node)(client).client.Batch()
	item := AddCommand(batch, PutMedia(client.get("1"), "image/png", []byte("\x89PNG\xff")))
	if err := batch.Do(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, err := item.Result(); err != nil {
		t.Error(err)
	}
	if want := `"headers":{"Content-Type":"image/png"},"body":"iVBOR_8="`; !strings.Contains(s.bodies[0], want) {
		t.Errorf("sent %s; want %s in it", s.bodies[0], want)
	}
}
