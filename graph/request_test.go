package graph

import (
	"net/http"
	"strings"
	"testing"

	"github.com/intunegen/intunegen/odata"
)

func TestReplies(t *testing.T) {
	for _, test := range []struct {
		name, body string
		code       int
		want       string // display name; "nil" for no result
	}{
		{"bare", `{"@odata.context":"c","id":"1","displayName":"a"}`, 200, "a"},
		{"created", `{"id":"1","displayName":"a"}`, 201, "a"},
		{"wrapped", `{"@odata.context":"c","value":{"id":"1","displayName":"a"}}`, 200, "a"},
		{"no content", "", 204, "nil"},
		{"empty", " \n", 200, "nil"},
		{"null", `{"value":null}`, 200, "nil"},
		{"value is no wrapper", `{"value":{"displayName":"b"},"displayName":"a"}`, 200, "a"},
	} {
		client := serve(t, status(test.code, test.body), nil)
		got, err := client.patch("1", named("x")).Do(t.Context())
		if err != nil {
			t.Errorf("%s: %v", test.name, err)
			continue
		}
		name := "nil"
		if got != nil {
			name = odata.GetOr(got.DisplayName, "absent")
		}
		if name != test.want {
			t.Errorf("%s: got %s; want %s", test.name, name, test.want)
		}
	}
}

func TestRequestOnTheWire(t *testing.T) {
	var got *http.Request
	var body string
	client := serve(t, func(w http.ResponseWriter, r *http.Request) {
		got, body = r, readAll(r)
		w.WriteHeader(204)
	}, nil)
	req := client.patch("a b", named("x"))
	if _, err := req.Do(t.Context(), IfMatch(`"7"`), PreferMinimal(), IncludeUnknownEnumMembers()); err != nil {
		t.Fatal(err)
	}
	if got.Method != "PATCH" || got.RequestURI != "/beta/deviceManagement/pools/a%20b" || body != `{"@odata.type":"#test.pool","displayName":"x"}` {
		t.Errorf("got %s %s %s", got.Method, got.RequestURI, body)
	}
	for name, want := range map[string]string{
		"If-Match": `"7"`, "Prefer": "return=minimal, include-unknown-enum-members", "Content-Type": "application/json", "Accept": "application/json",
		"Authorization": "",
	} {
		if got.Header.Get(name) != want {
			t.Errorf("%s: got %q; want %q", name, got.Header.Get(name), want)
		}
	}
	if id := got.Header.Get("client-request-id"); len(id) != 36 {
		t.Errorf("client-request-id %q is no UUID", id)
	}
	for _, option := range []Option{Header("Authorization", "x"), Header("X", "a\r\nY: b"), Header("a b", "c")} {
		if _, err := client.get("1").Do(t.Context(), option); err == nil {
			t.Error("a header that must not be set was taken")
		}
	}
}

func TestUnknownFutureValue(t *testing.T) {
	client := serve(t, status(204, ""), nil)
	patch := poolPatch{State: odata.Set(poolState("unknownFutureValue"))}
	if _, err := client.patch("1", patch).Do(t.Context()); err == nil || !strings.Contains(err.Error(), "state: is unknownFutureValue") {
		t.Errorf("got %v; want a refusal that names state", err)
	}
	if _, err := client.patch("1", named("unknownFutureValue")).Do(t.Context()); err != nil {
		t.Errorf("a name was taken for an enumeration: %v", err)
	}
	client = serve(t, status(204, ""), func(o *ClientOptions) { o.AllowUnknownFutureValue = true })
	if _, err := client.patch("1", patch).Do(t.Context()); err != nil {
		t.Error(err)
	}
}

// A nil body would be a request without one.
func TestNilBodies(t *testing.T) {
	client := serve(t, func(_ http.ResponseWriter, r *http.Request) { t.Errorf("%s was sent", r.Method) }, nil)
	node := (*Node)(client)
	for name, call := range map[string]*Call{"create": node.Create(nil), "put": node.Key("id", "1").Put(nil), "patch": node.Key("id", "1").Patch(nil)} {
		if _, err := (*Request[*pool])(call).Do(t.Context()); err == nil || !strings.Contains(err.Error(), "the body is nil") {
			t.Errorf("%s: %v", name, err)
		}
	}
}
