package graph

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/intunegen/intunegen/odata"
)

// pagesOf answers page n of three at ?n=…; the last one has a delta link. ROOT is the service root.
func pagesOf(t *testing.T, pages map[string]string, requests *[]string) *pools {
	return serve(t, func(w http.ResponseWriter, r *http.Request) {
		if requests != nil {
			*requests = append(*requests, r.RequestURI)
		}
		body, ok := pages[r.URL.RawQuery]
		if !ok {
			t.Errorf("%s was sent", r.URL)
		}
		_, _ = w.Write([]byte(strings.ReplaceAll(body, "ROOT", "http://"+r.Host+"/beta")))
	}, nil)
}

func names(items []*pool) (all string) {
	for _, item := range items {
		all += odata.GetOr(item.DisplayName, "?") + " "
	}
	return all
}

func TestPages(t *testing.T) {
	var requests []string
	p := pagesOf(t, map[string]string{
		"": `{"@odata.count":3,"@odata.nextLink":"ROOT/deviceManagement/pools?n=%24a%2Bb","value":[{"displayName":"a"},{"displayName":"b"}]}`,
		`n=%24a%2Bb`: `{"value":[{"id":"9","@removed":{"reason":"deleted"}},{"displayName":"c"},{"@odata.context":"ROOT/$metadata#pools/$deletedEntity","id":"8","reason":"changed"}],
			"@odata.deltaLink":"pools/delta?t=1"}`,
	}, &requests)
	var got []string
	for page, err := range Pages(t.Context(), p.list()) {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, fmt.Sprintf("%s%d %v %s|%s", names(page.Items), page.Count, page.Removed, page.Next, page.Delta))
	}
	root := p.client.root
	want := []string{
		"a b 3 [] " + root + "/deviceManagement/pools?n=%24a%2Bb|",
		"c -1 [{9 deleted} {8 changed}] |" + root + "/deviceManagement/pools/delta?t=1",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if len(requests) != 2 || requests[1] != "/beta/deviceManagement/pools?n=%24a%2Bb" {
		t.Errorf("sent %q", requests)
	}
}

// A listing goes on where it stopped, whatever came between.
func TestContinue(t *testing.T) {
	pages := map[string]string{}
	for i := range 5 {
		next := fmt.Sprintf(`"@odata.nextLink":"ROOT/deviceManagement/pools?n=%d",`, i+1)
		if i == 4 {
			next = ""
		}
		pages[strings.TrimPrefix(fmt.Sprintf("n=%d", i), "n=0")] = fmt.Sprintf(`{%s"@odata.count":5,"value":[{"displayName":"%d"}]}`, next, i)
	}
	var requests []string
	p := pagesOf(t, pages, &requests)
	for stop := 1; stop <= 5; stop++ {
		all, next := "", ""
		for run, list := 0, p.list(); run == 0 || next != ""; run++ {
			read := 0
			for page, err := range Pages(t.Context(), list) {
				if err != nil {
					t.Fatal(err)
				}
				all, next = all+names(page.Items), page.Next
				if read++; read == stop {
					break
				}
			}
			list = Continue[*pool](p.client, next)
		}
		if all != "0 1 2 3 4 " {
			t.Errorf("stopped after each %d: got %s", stop, all)
		}
	}
	var total int64
	items, err := Collect(t.Context(), WithCount(Continue[*pool](p.client, p.client.root+"/deviceManagement/pools?n=3"), &total))
	if err != nil || names(items) != "3 4 " || total != 5 {
		t.Errorf("got %s, %d, %v", names(items), total, err)
	}
	upper := strings.Replace(p.client.root, "http:", "HTTP:", 1)
	if items, err := Collect(t.Context(), Continue[*pool](p.client, upper+"/deviceManagement/pools?n=4")); err != nil || len(items) != 1 {
		t.Errorf("got %d, %v", len(items), err)
	}
}

// A link elsewhere, a relative one, and what would add to a link are errors of the request.
func TestContinueRefused(t *testing.T) {
	var sent atomic.Int32
	p := serve(t, answer(&sent, status(200, `{"value":[]}`)), nil)
	root := p.client.root
	for _, link := range []string{
		"", "deviceManagement/pools", "/deviceManagement/pools?secret=1", "?n=1", "//" + strings.TrimPrefix(root, "http://"), "https://graph.example/beta/pools?secret=1",
		strings.Replace(root, "http:", "https:", 1) + "/pools", strings.Replace(root, "://", "://user@", 1), "http://127.0.0.1:1/beta?secret=1", "x:y", "http://%zz/",
	} {
		list := Continue[*pool](p.client, link)
		_, err := Collect(t.Context(), list)
		_, build := list.Build()
		if !errors.Is(err, ErrNotSent) || build == nil || strings.Contains(err.Error(), "secret=1") {
			t.Errorf("%q: got %v, %v", link, err, build)
		}
		if link != "/deviceManagement/pools?secret=1" {
			if err := p.client.Do(t.Context(), "GET", link, nil, nil); !errors.Is(err, ErrNotSent) && !strings.HasPrefix(link, "//") {
				t.Errorf("Do %q: got %v", link, err)
			}
		}
	}
	sent.Store(0)
	list := Continue[*pool](p.client, root+"/deviceManagement/pools?n=1")
	if _, err := Count(list).Do(t.Context()); !errors.Is(err, ErrNotSent) {
		t.Errorf("Count: got %v", err)
	}
	if _, err := Collect(t.Context(), ListReferences(list)); !errors.Is(err, ErrNotSent) {
		t.Errorf("ListReferences: got %v", err)
	}
	if _, err := Collect(t.Context(), OfType[*pool](list)); !errors.Is(err, ErrNotSent) {
		t.Errorf("OfType: got %v", err)
	}
	if sent.Load() != 0 {
		t.Errorf("%d requests were sent", sent.Load())
	}
}

// Client.Do takes next and delta links of the client's own service, also beside its root.
func TestFaultC10_LinksOfOwnService(t *testing.T) {
	var uri string
	p := serve(t, func(w http.ResponseWriter, r *http.Request) {
		uri = r.RequestURI
		status(200, `{"value":[1]}`)(w, r)
	}, nil)
	root := p.client.root
	for link, want := range map[string]string{
		root + "/a?$skiptoken=x%2By":                                  "/beta/a?$skiptoken=x%2By",
		strings.Replace(root, "http", "HTTP", 1) + "/b?$deltatoken=1": "/beta/b?$deltatoken=1",
		strings.Replace(root, "/beta", "/v1.0/c", 1):                  "/v1.0/c",
		root + "/d('x')?$filter=a eq 'b'":                             "/beta/d('x')?$filter=a%20eq%20'b'",
	} {
		var out struct{ Value []int }
		if err := p.client.Do(t.Context(), "GET", link, nil, &out); err != nil || uri != want || len(out.Value) != 1 {
			t.Errorf("%s: sent %s, %v; want %s", link, uri, err, want)
		}
	}
}

type family struct {
	ID       odata.Field[string] `odata:"id"`
	Children odata.Field[[]pool] `odata:"children"`
	Extra    odata.Extra         `odata:"#test.family"`
}

// An expanded collection that ended in a link is told, and can be read on.
func TestFaultC10_TruncatedCollection(t *testing.T) {
	const whole = `{"value":[{"id":"1","children":[{"displayName":"a"}],"children@odata.nextLink":"ROOT/children?n=1"},{"id":"2","children":[]}]}`
	p := serve(t, func(w http.ResponseWriter, r *http.Request) {
		body := map[string]string{
			"":    whole,
			"n=1": `{"value":[{"displayName":"b"}],"@odata.nextLink":"ROOT/children?n=2"}`,
			"n=2": `{"value":[{"displayName":"c"},{"displayName":"d"}]}`,
			"n=0": `{"id":"1","children@nextLink":"ROOT/children?n=1"}`,
		}[r.URL.RawQuery]
		_, _ = w.Write([]byte(strings.ReplaceAll(body, "ROOT", "http://"+r.Host+"/beta")))
	}, nil)
	node := (*Node)(p)
	list := (*List[*family])(node.List(nil))
	get := (*Request[*family])(node.Get([]odata.QueryOption{odata.Query("n", "0")}))
	ctx := t.Context()
	items, err := Collect(ctx, list)
	if !errors.Is(err, ErrTruncated) || len(items) != 2 || !strings.Contains(err.Error(), "children") || strings.Contains(err.Error(), "n=1") {
		t.Errorf("Collect: got %d items, %v", len(items), err)
	}
	one, err := get.Do(ctx)
	if !errors.Is(err, ErrTruncated) || one == nil || odata.GetOr(one.ID, "") != "1" {
		t.Errorf("Get: got %v, %v", one, err)
	}
	if items, err = Collect(ctx, list, AllowTruncated()); err != nil {
		t.Fatal(err)
	}
	if one, err = get.Do(ctx, AllowTruncated()); err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(Complete(ctx, p.client, items), Complete(ctx, p.client, one), Complete(ctx, p.client, &items)); err != nil {
		t.Fatal(err)
	}
	for want, model := range map[string]*family{"abcd": items[0], "bcd": one, "": items[1]} {
		got := ""
		for _, child := range odata.GetOr(model.Children, nil) {
			got += odata.GetOr(child.DisplayName, "?")
		}
		if got != want || model.Extra.Len() != 0 {
			t.Errorf("got %q, %v; want %q", got, model.Extra, want)
		}
	}
	if err := Complete(ctx, p.client, *one); !errors.Is(err, ErrNotSent) {
		t.Errorf("a model by value: got %v", err)
	}
}

// After an error, Complete goes on where it stopped.
func TestCompleteGoesOn(t *testing.T) {
	var broken bool
	p := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.RawQuery == "n=2" && !broken {
			broken = true
			status(400, `{}`)(w, r)
			return
		}
		_, _ = w.Write([]byte(strings.ReplaceAll(map[string]string{
			"n=1": `{"value":[{"displayName":"b"}],"@odata.nextLink":"ROOT/children?n=2"}`, "n=2": `{"value":[{"displayName":"c"}]}`,
		}[r.URL.RawQuery], "ROOT", "http://"+r.Host+"/beta")))
	}, nil)
	var model family
	if err := odata.Unmarshal([]byte(`{"children":[],"children@odata.nextLink":"`+p.client.root+`/children?n=1"}`), &model); err != nil {
		t.Fatal(err)
	}
	if err := Complete(t.Context(), p.client, &model); err == nil {
		t.Fatal("no error of the second page")
	}
	if err := Complete(t.Context(), p.client, &model); err != nil {
		t.Fatal(err)
	}
	if children := odata.GetOr(model.Children, nil); len(children) != 2 || odata.GetOr(children[1].DisplayName, "") != "c" {
		t.Errorf("got %v", children)
	}
	_ = model.Extra.Set("children@odata.nextLink", "https://evil.example/beta/children")
	if err := Complete(context.Background(), p.client, &model); !errors.Is(err, ErrNotSent) {
		t.Errorf("a link elsewhere: got %v", err)
	}
}
