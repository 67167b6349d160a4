package graph

import (
	"errors"
	"io"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
)

// An option that does not apply to its call is an error of the request, and nothing is sent.
func TestOptionThatDoesNotApply(t *testing.T) {
	var sent atomic.Int32
	p := serve(t, answer(&sent, status(200, `{}`)), nil)
	ctx := t.Context()
	item := func(options ...Option) error {
		batch := p.client.Batch()
		item := Add(batch, p.get("1"), options...)
		if err := batch.Do(ctx); err != nil {
			t.Error(err)
		}
		_, err := item.Result()
		return err
	}
	get := func(options ...Option) error { _, err := p.get("1").Do(ctx, options...); return err }
	list := func(options ...Option) error { _, err := Collect(ctx, p.list(), options...); return err }
	remove := func(options ...Option) error { return (*Command)(p.id("1").Delete()).Do(ctx, options...) }
	raw := func(options ...Option) error { return p.client.Do(ctx, "GET", "/a", nil, nil, options...) }
	file := func(options ...Option) error { _, err := (*Stream)(p.id("1").Get(nil)).Do(ctx, options...); return err }
	for name, test := range map[string]struct {
		do     func(...Option) error
		option Option
	}{
		"the zero option":                        {get, Option{}},
		"the zero option for a list":             {list, Option{}},
		"the zero option for a file":             {file, Option{}},
		"the zero option in a batch":             {item, Option{}},
		"nowhere for the header":                 {list, ResponseHeader(nil)},
		"size of a page of one resource":         {get, MaxPageSize(5)},
		"size of a page of a file":               {file, MaxPageSize(5)},
		"size of a page in a batch":              {item, MaxPageSize(5)},
		"size of no page":                        {list, MaxPageSize(0)},
		"size of no page without a method":       {raw, MaxPageSize(-1)},
		"reply to a read":                        {get, PreferMinimal()},
		"reply to a deletion":                    {remove, PreferRepresentation()},
		"reply to a read of a list":              {list, PreferRepresentation()},
		"reply to a read without a method":       {raw, PreferMinimal()},
		"a header that the client sets":          {list, Header("authorization", "x")},
		"a header with a line break":             {raw, Header("X", "a\r\nb")},
		"a header that the client sets, a batch": {item, Header("Host", "x")},
	} {
		if err := test.do(test.option); !errors.Is(err, ErrNotSent) || strings.ContainsAny(err.Error(), "\r\n") {
			t.Errorf("%s: got %v", name, err)
		}
	}
	if sent.Load() != 0 {
		t.Errorf("%d requests were sent", sent.Load())
	}
}

// ResponseHeader has the header of the reply, whatever the call and its outcome.
func TestResponseHeader(t *testing.T) {
	page := 0
	p := serve(t, func(w http.ResponseWriter, r *http.Request) {
		switch {
		case strings.HasSuffix(r.URL.Path, "/$batch"):
			status(200, `{"responses":[{"id":"1","status":200,"headers":{"X-Of":"item"},"body":{}}]}`, "X-Of", "batch")(w, r)
		case r.Method == http.MethodDelete:
			status(404, `{"error":{"code":"none"}}`, "X-Of", "error")(w, r)
		case strings.HasSuffix(r.URL.Path, "/pools"):
			if page++; page < 3 {
				status(200, `{"@odata.nextLink":"?n=1`+strings.Repeat("1", page)+`","value":[{}]}`, "X-Of", strings.Repeat("p", page))(w, r)
				return
			}
			status(200, `{"value":[]}`, "X-Of", "last")(w, r)
		default:
			status(200, `{}`, "X-Of", r.Method)(w, r)
		}
	}, nil)
	ctx := t.Context()
	var h http.Header
	option := ResponseHeader(&h)
	batch := p.client.Batch()
	Add(batch, p.get("1"), option)
	for _, test := range []struct {
		want string
		do   func() error
	}{
		{"GET", func() error { _, err := p.get("1").Do(ctx, option); return err }},
		{"PATCH", func() error { _, err := p.patch("1", named("a")).Do(ctx, option); return err }},
		{"PUT", func() error { return p.client.Do(ctx, "PUT", "/a", nil, nil, option) }},
		{"error", func() error { return (*Command)(p.id("1").Delete()).Do(ctx, option) }},
		{"item", func() error { return batch.Do(ctx) }},
		{"last", func() error { _, err := Collect(ctx, p.list(), option); return err }},
		{"GET", func() error {
			body, err := (*Stream)(p.id("1").Get(nil)).Do(ctx, option)
			if err != nil {
				return err
			}
			_, err = io.Copy(io.Discard, body)
			return errors.Join(err, body.Close())
		}},
	} {
		h = nil
		if err := test.do(); h.Get("X-Of") != test.want || (err != nil) != (test.want == "error") {
			t.Errorf("got the header of %q, %v; want %q", h.Get("X-Of"), err, test.want)
		}
	}
	page = 0
	for range p.list().All(ctx, option) {
		if h.Get("X-Of") != strings.Repeat("p", 1) {
			t.Errorf("within the first page: %v", h)
		}
		break
	}
}
