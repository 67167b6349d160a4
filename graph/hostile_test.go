package graph

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"
)

func TestRetryAfter(t *testing.T) {
	const second = time.Second
	for _, test := range []struct {
		value, date string
		want        time.Duration
		given       bool
	}{
		{"", "", 0, false},
		{"7", "", 7 * second, true},
		{" 2.128 ", "", 2128 * time.Millisecond, true},
		{"0.9", "", 900 * time.Millisecond, true},
		{"0", "", 0, true},
		{"-5", "", 0, true},
		{"NaN", "", 0, true},
		{"+Inf", "", 1 << 62, true},
		{"1e300", "", 1 << 62, true},
		{"soon", "", 0, false},
		{"5, 7", "", 0, false},
		{"Wed, 25 Nov 2026 10:00:07 GMT", "Wed, 25 Nov 2026 10:00:00 GMT", 7 * second, true},
		{"Wednesday, 25-Nov-26 10:00:07 GMT", "Wed, 25 Nov 2026 10:00:00 GMT", 7 * second, true},
		{"Wed Nov 25 10:00:07 2026", "Wed, 25 Nov 2026 10:00:00 GMT", 7 * second, true},
		{"Wed, 25 Nov 2026 09:00:00 GMT", "Wed, 25 Nov 2026 10:00:00 GMT", 0, true},
		{"Thu, 01 Jan 1970 00:00:00 GMT", "no date", 0, true},
		{"2026-11-25T10:00:00Z", "", 0, false},
		{"Wed, 31 Feb 2026 10:00:00 GMT", "", 0, false},
	} {
		header := http.Header{"Retry-After": {test.value}, "Date": {test.date}}
		if got, given := retryAfter(header); got != test.want || given != test.given {
			t.Errorf("Retry-After %q at %q: got %v, %t; want %v, %t", test.value, test.date, got, given, test.want, test.given)
		}
	}
}

// Pages of odd shapes are read as far as they make sense, and are errors else.
func TestOddPages(t *testing.T) {
	for body, want := range map[string]string{
		`{"value":[{"id":"1"}]}`:                         "1 items, <nil>",
		"\ufeff" + `{"value":[{"id":"1"}]}`:              "1 items, <nil>",
		`{"value":[]}`:                                   "0 items, <nil>",
		`{"value":[{"id":"1"}],"@odata.nextLink":""}`:    "1 items, <nil>",
		`{"value":[{"id":"1"}],"@odata.nextLink":null}`:  "1 items, <nil>",
		`{"value":[{"id":"1"}],"@odata.nextLink":5}`:     "not as described",
		`{"value":[{"id":"1"}],"@odata.nextLink":["x"]}`: "not as described",
		`{"value":5}`:               "not as described",
		`{"value":[5]}`:             "not as described",
		`{"value":[{"id":"1"}]} {}`: "not as described",
		`{"value":[{"id":"1"}`:      "not as described",
		`<html>`:                    "not as described",
		"\x00":                      "not as described",
	} {
		items, err := Collect(t.Context(), serve(t, status(200, body), nil).list())
		if got := fmt.Sprintf("%d items, %v", len(items), err); !strings.Contains(got, want) {
			t.Errorf("%s: got %s; want %s", body, got, want)
		}
	}
}

// Ids stay one segment of the path, whatever is in them; those that cannot are refused.
func TestHostileIDs(t *testing.T) {
	var path string
	client := serve(t, func(w http.ResponseWriter, r *http.Request) {
		path = r.URL.EscapedPath()
		w.WriteHeader(204)
	}, nil)
	for _, id := range []string{"a/b", "../x", "a'b", "a#b", "a?b=c", "50%", "%2e%2e", "a b", "ä", "a\r\nX: y", "\x7f", "a\\b", "a;b", "$ref"} {
		if err := (*Command)(client.id(id).Delete()).Do(t.Context()); err != nil {
			t.Errorf("%q: %v", id, err)
			continue
		}
		rest, ok := strings.CutPrefix(path, "/beta/deviceManagement/pools/")
		if !ok || strings.ContainsAny(rest, "/?# \\") {
			t.Errorf("%q went to %s", id, path)
		}
	}
	for _, id := range []string{"", ".", ".."} {
		path = ""
		if err := (*Command)(client.id(id).Delete()).Do(t.Context()); err == nil || path != "" {
			t.Errorf("%q: went to %q, %v; want a refusal", id, path, err)
		}
	}
}
