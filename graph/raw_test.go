package graph

import (
	"net/http"
	"testing"
)

func TestClientDo(t *testing.T) {
	var uri, body string
	client := serve(t, func(w http.ResponseWriter, r *http.Request) {
		uri, body = r.Method+" "+r.RequestURI, readAll(r)
		status(200, `{"value":[1,2]}`)(w, r)
	}, nil).client
	var out struct{ Value []int }
	if err := client.Do(t.Context(), "get", "/things?$top=5&$filter=a eq 'b'", nil, &out); err != nil || len(out.Value) != 2 {
		t.Errorf("got %v, %v", out, err)
	}
	if uri != "GET /beta/things?$top=5&$filter=a%20eq%20'b'" {
		t.Errorf("sent %s", uri)
	}
	if err := client.Do(t.Context(), "POST", "/things", map[string]int{"a": 1}, nil); err != nil || body != `{"a":1}` {
		t.Errorf("sent %s, %v", body, err)
	}
	if err := client.Do(t.Context(), "POST", "/things", []byte(`{"b":2}`), nil); err != nil || body != `{"b":2}` {
		t.Errorf("sent %s, %v", body, err)
	}
	uri = ""
	for _, path := range []string{"things", "https://evil.example/", "@evil.example/", "", "/a\r\nb"} {
		if err := client.Do(t.Context(), "GET", path, nil, nil); err == nil || uri != "" {
			t.Errorf("%q: sent %q, %v; want an error before", path, uri, err)
		}
	}
}

func TestDoReadsBehindByteOrderMark(t *testing.T) {
	var n int
	client := serve(t, status(200, "\ufeff5"), nil).client
	if err := client.Do(t.Context(), "GET", "/things/$count", nil, &n); err != nil || n != 5 {
		t.Errorf("got %d, %v", n, err)
	}
}
