package graph

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/intunegen/intunegen/odata"
)

type nameRow struct {
	ID   string `odata:"id"`
	Name string `odata:"displayName"`
}

func TestRows(t *testing.T) {
	var requests []string
	p := serve(t, func(w http.ResponseWriter, r *http.Request) {
		requests = append(requests, r.RequestURI)
		next := `"@odata.nextLink":"http://` + r.Host + `/beta/deviceManagement/pools?$select=id,displayName&n=2",`
		if r.URL.Query().Has("n") {
			next = `"@odata.count":2,`
		}
		_, _ = fmt.Fprintf(w, `{%s"value":[{"@odata.type":"#test.pool","id":"%d","displayName":"a","state":"x"}]}`, next, len(requests))
	}, nil)
	ctx := t.Context()
	list := (*List[*pool])((*Node)(p).List([]odata.QueryOption{odata.Top(5)}))
	rows, err := Collect(ctx, Rows[nameRow](list))
	if err != nil || len(rows) != 2 || rows[0] != (nameRow{"1", "a"}) || rows[1] != (nameRow{"2", "a"}) {
		t.Errorf("got %v, %v", rows, err)
	}
	var total int64
	link := p.client.root + "/deviceManagement/pools?n=5"
	if rows, err = Collect(ctx, WithCount(Rows[nameRow](Continue[*pool](p.client, link)), &total)); err != nil || len(rows) != 1 || total != 2 {
		t.Errorf("got %v, %d, %v", rows, total, err)
	}
	want := "/beta/deviceManagement/pools?$top=5&$select=id,displayName /beta/deviceManagement/pools?$select=id,displayName&n=2 /beta/deviceManagement/pools?n=5"
	if got := strings.Join(requests, " "); got != want {
		t.Errorf("sent %s", got)
	}
	batch := p.client.Batch()
	item := AddList(batch, Rows[nameRow](list))
	if item.call.row == nil {
		t.Error("a batch decodes no rows")
	}
}

// What does not fit is an error of the request, and nothing is sent.
func TestRowsRefused(t *testing.T) {
	var sent atomic.Int32
	p := serve(t, answer(&sent, status(200, `{"value":[]}`)), nil)
	list := func(options ...odata.QueryOption) *List[*pool] { return (*List[*pool])((*Node)(p).List(options)) }
	type wrong struct {
		Name string `odata:"displayname"`
	}
	for name, err := range map[string]error{
		"a select beside it":  tried(t, Rows[nameRow](list(odata.Select(odata.AnyProperty{"id"})))),
		"an expand beside it": tried(t, Rows[nameRow](list(odata.Expand(odata.AnyProperty{"x"})))),
		"a raw select":        tried(t, Rows[nameRow](list(odata.Query("$select", "id")))),
		"a wrong name":        tried(t, Rows[wrong](list())),
		"of a link":           tried(t, Rows[wrong](Continue[*pool](p.client, p.client.root+"/a"))),
		"scalars":             tried(t, Rows[nameRow]((*List[string])((*Node)(p).List(nil)))),
	} {
		if !errors.Is(err, ErrNotSent) || strings.HasPrefix(name, "a wrong") && !strings.Contains(err.Error(), "it has displayName") {
			t.Errorf("%s: got %v", name, err)
		}
	}
	if sent.Load() != 0 {
		t.Errorf("%d requests were sent", sent.Load())
	}
	if _, err := list().Build(); err != nil {
		t.Errorf("the list itself is changed: %v", err)
	}
}

func tried[T any](t *testing.T, l *List[T]) error {
	_, build := l.Build()
	_, err := Collect(t.Context(), l)
	if build == nil {
		t.Error("Build has no error")
	}
	return err
}

// A collection in rows that is cut off, a removed item and a value that does not fit are errors.
func TestRowsThatAreNotWhole(t *testing.T) {
	type child struct {
		Name string `odata:"displayName"`
	}
	type row struct {
		ID       string  `odata:"id"`
		Children []child `odata:"children"`
	}
	body := ""
	p := serve(t, func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte(body)) }, nil)
	list := Rows[row]((*List[*family])((*Node)(p).List(nil)))
	body = `{"value":[{"id":"1","children":[{"displayName":"a"}],"children@odata.nextLink":"https://x/secret"}]}`
	rows, err := Collect(t.Context(), list)
	if !errors.Is(err, ErrTruncated) || len(rows) != 1 || strings.Contains(err.Error(), "secret") {
		t.Errorf("got %v, %v", rows, err)
	}
	if rows, err = Collect(t.Context(), list, AllowTruncated()); err != nil || rows[0].Children[0].Name != "a" {
		t.Errorf("got %v, %v", rows, err)
	}
	body = `{"value":[{"id":"1"},{"id":"2","@removed":{"reason":"deleted"}}]}`
	if _, err = Collect(t.Context(), list); err == nil || !strings.Contains(err.Error(), "item 1 is removed") {
		t.Errorf("got %v", err)
	}
	for page, err := range Pages(t.Context(), list) {
		if err != nil || len(page.Items) != 1 || len(page.Removed) != 1 || page.Removed[0] != (Removed{ID: "2", Reason: "deleted"}) {
			t.Errorf("got %+v, %v", page, err)
		}
	}
	body = `{"value":[{"id":"1"},{"id":"2","children":[{},{"displayName":7}]}]}`
	if _, err = Collect(t.Context(), list); err == nil || !strings.Contains(err.Error(), "item 1: children[1]/displayName: found a number") || errors.Is(err, ErrOutcomeUnknown) {
		t.Errorf("got %v", err)
	}
}
