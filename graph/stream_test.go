package graph

import (
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/intunegen/intunegen/odata"
)

func TestStream(t *testing.T) {
	const report = "name,count\na,1\n"
	p := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Accept") != "*/*" || r.Method != http.MethodPost {
			t.Errorf("%s with Accept %q; want POST and */*", r.Method, r.Header.Get("Accept"))
		}
		_, _ = io.WriteString(w, report)
	}, func(o *ClientOptions) { o.MaxResponseBytes = 4 })
	body, err := (*Stream)((*Node)(p).Action("getReport", nil)).Do(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	got, err := io.ReadAll(body)
	if err != nil || string(got) != report {
		t.Errorf("got %q, %v; want %q, over the bound for what is read into memory", got, err, report)
	}
	if err := body.Close(); err != nil {
		t.Error(err)
	}
}

func TestStreamError(t *testing.T) {
	p := serve(t, func(w http.ResponseWriter, r *http.Request) {
		w.WriteHeader(http.StatusBadRequest)
		_, _ = io.WriteString(w, `{"error":{"code":"BadRequest","message":"no such report"}}`)
	}, nil)
	_, err := (*Stream)((*Node)(p).Action("getReport", nil)).Do(t.Context())
	var fault *Error
	if !errors.As(err, &fault) || fault.Status != http.StatusBadRequest || !strings.Contains(err.Error(), "no such report") {
		t.Errorf("got %v; want the error of the answer", err)
	}
}

func TestCount(t *testing.T) {
	for _, answer := range []string{"12", "\ufeff12"} {
		p := serve(t, func(w http.ResponseWriter, r *http.Request) {
			if !strings.HasSuffix(r.URL.Path, "/pools/$count") || r.URL.RawQuery != "$filter=x%20eq%201" || r.Header.Get("Accept") != "text/plain" {
				t.Errorf("got %s with Accept %q", r.URL, r.Header.Get("Accept"))
			}
			w.Header().Set("Content-Type", "text/plain")
			_, _ = io.WriteString(w, answer)
		}, nil)
		filter := odata.Filter(odata.Eq(odata.Property[int32]{"x"}, 1))
		n, err := (*Request[int64])((*Node)(p).Count([]odata.QueryOption{filter})).Do(t.Context())
		if err != nil || n != 12 {
			t.Errorf("%q: got %d, %v; want 12", answer, n, err)
		}
	}
}
