package graph

import (
	"fmt"
	"github.com/intunegen/intunegen/odata"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

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
	all, err := Collect(t.Context(), client.list(), IncludeUnknownEnumMembers())
	if err != nil {
		t.Fatal(err)
	}
	got := ""
	for _, p := range all {
		got += odata.GetOr(p.DisplayName, "?") + " "
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

// From the second page on, the page after it is asked for while its items are used; ending the loop
// ends that request.
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
		if _, err := Collect(t.Context(), WithCount(client.list(), &total)); err != nil || total != want || query != "$count=true" {
			t.Errorf("%s: %d, %v, sent %s; want %d", body, total, err, query, want)
		}
	}
	client := serve(t, status(200, `{"@odata.count":"many","value":[]}`), nil)
	if _, err := Collect(t.Context(), WithCount(client.list(), &total)); err == nil {
		t.Error("a count that is no number was taken")
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
		{"http://HOST/%zz", "is not a URL"},
	} {
		var count atomic.Int32
		client := serve(t, answer(&count, func(w http.ResponseWriter, r *http.Request) {
			_, _ = fmt.Fprintf(w, `{"value":[{"id":"1"}],"@odata.nextLink":%q}`, strings.Replace(test.link, "HOST", r.Host, 1))
		}), nil)
		items, err := Collect(t.Context(), client.list())
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
	if _, err := Collect(t.Context(), client.list()); err == nil || !strings.Contains(err.Error(), "read already") {
		t.Errorf("got %v", err)
	}
}
