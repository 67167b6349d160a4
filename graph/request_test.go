package graph

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"

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
			name = got.DisplayName.Or("absent")
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
	if err != nil || updated.DisplayName.Or("") != "read" {
		t.Errorf("got %v, %v", updated, err)
	}
	created, err := Fetch(t.Context(), client.create(&pool{}), Header("X-Location", "/beta/deviceManagement/pools/9"))
	if err != nil || created.DisplayName.Or("") != "read" {
		t.Errorf("got %v, %v", created, err)
	}
	if got := strings.Join(reads, " "); got != "/beta/deviceManagement/pools/1 /beta/deviceManagement/pools/9" {
		t.Errorf("read %s", got)
	}
	_, err = Fetch(t.Context(), client.create(&pool{}), Header("X-Location", "https://evil.example/1"))
	if err == nil || !strings.Contains(err.Error(), `refused the Location of the result, which leads to host "evil.example"`) {
		t.Errorf("a Location on another host: %v", err)
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

func TestPreflight(t *testing.T) {
	var count atomic.Int32
	inChina := func(o *ClientOptions) { o.Cloud = China }
	client := serve(t, answer(&count, status(204, "")), inChina)
	if _, err := client.patch("1", named("x")).Do(t.Context()); !errors.Is(err, ErrNotInCloud) || !strings.Contains(err.Error(), China.Title) {
		t.Errorf("got %v; want ErrNotInCloud", err)
	}
	if count.Load() != 0 {
		t.Error("the request was sent")
	}
	if _, err := client.get("1").Do(t.Context()); err != nil {
		t.Errorf("an operation that is not documented: %v", err)
	}
	client = serve(t, answer(&count, status(204, "")), func(o *ClientOptions) { o.Cloud, o.AllowUnavailable = China, true })
	if _, err := client.patch("1", named("x")).Do(t.Context()); err != nil {
		t.Error(err)
	}
	if count.Load() != 2 {
		t.Errorf("%d requests; want 2", count.Load())
	}
}

// A body of a type that the cloud lacks is refused, wherever in it the value is.
func TestTypeNotInCloud(t *testing.T) {
	type newPool struct {
		Name  odata.Field[string] `odata:"name"`
		Extra odata.Extra         `odata:"#test.newPool"`
	}
	type holder struct {
		Pools odata.Field[[]newPool] `odata:"pools"`
		Extra odata.Extra            `odata:"#test.holder"`
	}
	var count atomic.Int32
	handler := answer(&count, status(204, ""))
	nested := &holder{Pools: odata.Set([]newPool{{Name: odata.Set("x")}})}
	for _, c := range []struct {
		cloud  Cloud
		allow  bool
		body   any
		refuse bool
	}{
		{USGovernmentL4, false, &newPool{}, true}, {USGovernmentL4, false, nested, true},
		{USGovernmentL4, false, &holder{}, false}, {USGovernmentL4, true, nested, false}, {Global, false, nested, false}, {China, false, nested, false},
	} {
		client := serve(t, handler, func(o *ClientOptions) { o.Cloud, o.AllowUnavailable = c.cloud, c.allow })
		before := count.Load()
		err := (*Command)((*Node)(client).Create(c.body)).Do(t.Context())
		if refused := errors.Is(err, ErrNotInCloud) && strings.Contains(err.Error(), "test.newPool"); refused != c.refuse || (err != nil) != c.refuse {
			t.Errorf("%T in %s: %v", c.body, c.cloud.Name, err)
		}
		if sent := count.Load() > before; sent == c.refuse {
			t.Errorf("%T in %s: sent %t", c.body, c.cloud.Name, sent)
		}
	}
	if types := odata.Types(nested); fmt.Sprint(types) != "[test.holder test.newPool]" {
		t.Errorf("the types are %v", types)
	}
}

func TestWaitFor(t *testing.T) {
	var count atomic.Int32
	client := serve(t, answer(&count, status(404, "{}"), status(200, `{"displayName":"new"}`)), nil)
	got, err := WaitFor(t.Context(), client.get("1"), func(p *pool) bool { return p.DisplayName.Or("") == "new" })
	if err != nil || got.DisplayName.Or("") != "new" || count.Load() != 2 {
		t.Errorf("got %v, %v after %d reads", got, err, count.Load())
	}
	ctx, cancel := context.WithTimeout(t.Context(), 100e6)
	defer cancel()
	if _, err = WaitFor(ctx, client.get("1"), func(p *pool) bool { return false }); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got %v; want the deadline", err)
	}
	client = serve(t, status(403, "{}"), nil)
	if _, err = WaitFor(t.Context(), client.get("1"), func(p *pool) bool { return true }); !IsForbidden(err) {
		t.Errorf("got %v; want the refusal at once", err)
	}
}

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

func TestPaging(t *testing.T) {
	var server string
	var prefer []string
	page := func(next, names string) string {
		items := ""
		for i, name := range strings.Fields(names) {
			items += strings.Repeat(",", min(i, 1)) + fmt.Sprintf(`{"displayName":%q}`, name)
		}
		if next == "" {
			return fmt.Sprintf(`{"value":[%s]}`, items)
		}
		return fmt.Sprintf(`{"@odata.nextLink":%q,"value":[%s]}`, next, items)
	}
	links := map[string]string{
		"":  "deviceManagement/pools?%24skiptoken=1",           // relative to the service root, percent-encoded
		"1": "/beta/deviceManagement/pools?$skiptoken=2",       // relative to the host
		"2": "?$skiptoken=3",                                   // relative to the page
		"3": "SERVER/beta/deviceManagement/pools?$skiptoken=4", // absolute
		"4": "pools?$skiptoken=5",                              // relative to the page's folder
	}
	client := serve(t, func(w http.ResponseWriter, r *http.Request) {
		token := r.URL.Query().Get("$skiptoken")
		prefer = append(prefer, r.Header.Get("Prefer"))
		names := "a" + token + " b" + token
		if token == "2" {
			names = ""
		}
		server = "http://" + r.Host
		_, _ = fmt.Fprint(w, page(strings.Replace(links[token], "SERVER", server, 1), names))
	}, nil)
	all, err := client.list().Collect(t.Context(), IncludeUnknownEnumMembers())
	if err != nil {
		t.Fatal(err)
	}
	got := ""
	for _, p := range all {
		got += p.DisplayName.Or("?") + " "
	}
	if got != "a b a1 b1 a3 b3 a4 b4 a5 b5 " {
		t.Errorf("got %s", got)
	}
	for _, header := range prefer {
		if header != "include-unknown-enum-members" {
			t.Errorf("a page was read with Prefer %q", header)
		}
	}
	pages := len(prefer)
	for range client.list().All(t.Context()) {
		break
	}
	if len(prefer) != pages+1 {
		t.Errorf("reading one item took %d pages", len(prefer)-pages)
	}
}

// From the second page on, the page after it is asked for while its items are used; ending the loop ends that request.
func TestReadAhead(t *testing.T) {
	requests, ended := make(chan string, 10), make(chan struct{})
	client := serve(t, func(w http.ResponseWriter, r *http.Request) {
		page := r.URL.Query().Get("$skiptoken")
		requests <- page
		if page == "xx" { // never answered
			<-r.Context().Done()
			close(ended)
			return
		}
		_, _ = fmt.Fprintf(w, `{"value":[{"id":"a"}],"@odata.nextLink":"?$skiptoken=x%s"}`, page)
	}, nil)
	items := 0
	for _, err := range client.list().All(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		if items++; items == 1 {
			if n := len(requests); n != 1 {
				t.Errorf("%d requests were sent for the first page", n)
			}
			continue
		}
		for _, want := range []string{"", "x", "xx"} {
			if got := receive(t, requests); got != want {
				t.Errorf("page %q was asked for, want %q", got, want)
			}
		}
		break
	}
	receive(t, ended)
}

func receive[T any](t *testing.T, from <-chan T) T {
	t.Helper()
	select {
	case value := <-from:
		return value
	case <-time.After(10 * time.Second):
		t.Fatal("nothing came within ten seconds")
		panic("unreachable")
	}
}

func TestWithCount(t *testing.T) {
	var query string
	total := int64(-1)
	for body, want := range map[string]int64{`{"@odata.count":7,"value":[{"id":"a"}]}`: 7, `{"value":[]}`: -1} {
		client := serve(t, func(w http.ResponseWriter, r *http.Request) {
			query = r.URL.RawQuery
			_, _ = fmt.Fprint(w, body)
		}, nil)
		total = -1
		if _, err := WithCount(client.list(), &total).Collect(t.Context()); err != nil || total != want || query != "$count=true" {
			t.Errorf("%s: %d, %v, sent %s; want %d", body, total, err, query, want)
		}
	}
	client := serve(t, status(200, `{"@odata.count":"many","value":[]}`), nil)
	if _, err := WithCount(client.list(), &total).Collect(t.Context()); err == nil {
		t.Error("a count that is no number was taken")
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

func TestHostileNextLinks(t *testing.T) {
	for _, test := range []struct{ link, want string }{
		{"https://evil.example/beta/x", `leads to host "evil.example"`},
		{"//evil.example/x", `leads to host "evil.example"`},
		{"http://HOST@evil.example/", "refused the link"},
		{"http://user:pass@HOST/beta/x", "refused the link"},
		{"https://HOST/beta/x", "refused the link"},
		{"/beta/deviceManagement/pools", "was read already"},
		{"javascript:alert(1)", "refused the link"},
		{"http://HOST/%zz", "is no URL"},
	} {
		var count atomic.Int32
		client := serve(t, answer(&count, func(w http.ResponseWriter, r *http.Request) {
			_, _ = fmt.Fprintf(w, `{"value":[{"id":"1"}],"@odata.nextLink":%q}`, strings.Replace(test.link, "HOST", r.Host, 1))
		}), nil)
		items, err := client.list().Collect(t.Context())
		if err == nil || !strings.Contains(err.Error(), test.want) || count.Load() != 1 {
			t.Errorf("%s: %v after %d requests; want an error with %q", test.link, err, count.Load(), test.want)
		}
		if len(items) != 1 {
			t.Errorf("%s: %d items; want the one that came before", test.link, len(items))
		}
	}
}

func TestLongLoopOfPages(t *testing.T) {
	var count atomic.Int32
	client := serve(t, func(w http.ResponseWriter, r *http.Request) {
		_, _ = fmt.Fprintf(w, `{"value":[],"@odata.nextLink":"?$skiptoken=%d"}`, count.Add(1)%5)
	}, nil)
	if _, err := client.list().Collect(t.Context()); err == nil || !strings.Contains(err.Error(), "read already") {
		t.Errorf("got %v", err)
	}
}

func TestDoReadsBehindByteOrderMark(t *testing.T) {
	var n int
	client := serve(t, status(200, "\ufeff5"), nil).client
	if err := client.Do(t.Context(), "GET", "/things/$count", nil, &n); err != nil || n != 5 {
		t.Errorf("got %d, %v", n, err)
	}
}
