package graph

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/intunegen/intunegen/odata"
)

// written writes an answer byte by byte and closes the connection.
func written(answer string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		_ = readAll(r)
		conn, _, err := http.NewResponseController(w).Hijack()
		if err != nil {
			panic(err)
		}
		_, _ = fmt.Fprint(conn, answer)
		_ = conn.Close()
	}
}

// A status outside of those of final answers is not one of success, and leaves open what became of
// a write.
func TestFaultC1_StatusOfAReply(t *testing.T) {
	for _, line := range []string{"000 None", "001 ", "099 None", "101 Switching Protocols\r\nUpgrade: x", "600 None", "999 "} {
		client := serve(t, written("HTTP/1.1 "+line+"\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}"), nil)
		stream, streamed := (*Stream)(client.id("1").Get(nil)).Do(t.Context())
		if stream != nil {
			t.Errorf("%s: a stream", line)
		}
		for call, err := range map[string]error{
			"GET":    errOf(client.get("1").Do(t.Context())),
			"stream": streamed,
			"PATCH":  errOf(client.patch("1", named("x")).Do(t.Context())),
			"POST":   errOf(client.create(&pool{DisplayName: odata.Set("x")}).Do(t.Context())),
			"action": (*Command)(client.id("1").Action("wipe", nil)).Do(t.Context()),
			"DELETE": (*Command)(client.id("1").Delete()).Do(t.Context()),
			"Do":     client.client.Do(t.Context(), "PUT", "/deviceManagement/pools/1", &pool{}, nil),
		} {
			var e *Error
			if !errors.As(err, &e) || !strings.Contains(err.Error(), "not as described") {
				t.Errorf("%s, %s: %v", line, call, err)
			}
			if read := call == "GET" || call == "stream"; errors.Is(err, ErrOutcomeUnknown) == read {
				t.Errorf("%s, %s: outcome unknown %t", line, call, !read)
			}
		}
	}
}

// A gateway has many numbers for not knowing what became of a request; a refusal has others.
func TestFaultC2_GatewaysLeaveTheOutcomeOpen(t *testing.T) {
	for code, open := range map[int]bool{
		500: true, 502: true, 504: true, 507: true, 520: true, 522: true, 524: true, 599: true,
		400: false, 404: false, 409: false, 412: false, 429: false, 501: false,
	} {
		client := serve(t, status(code, "<html>"), func(o *ClientOptions) { o.Retry.MaxRetries = -1 })
		for _, err := range []error{errOf(client.create(&pool{}).Do(t.Context())), errOf(client.patch("1", named("x")).Do(t.Context()))} {
			if !hasStatus(err, code) || errors.Is(err, ErrOutcomeUnknown) != open {
				t.Errorf("%d: %v; want outcome unknown %t", code, err, open)
			}
		}
		if err := errOf(client.get("1").Do(t.Context())); !hasStatus(err, code) || errors.Is(err, ErrOutcomeUnknown) {
			t.Errorf("GET, %d: %v", code, err)
		}
	}
}

// What is no number is no count, by itself and in a batch.
func TestFaultC4_CountOfNothing(t *testing.T) {
	for _, body := range []string{"", " \r\n", "null", "\ufeff", "\ufeffnull", "{}", `"x"`, "[]"} {
		count := (*Request[int64])((*Node)(serve(t, status(200, body), nil)).Count(nil))
		if got, err := count.Do(t.Context()); !hasStatus(err, 200) || got != 0 {
			t.Errorf("%q: %d, %v", body, got, err)
		}
	}
	client := serve(t, status(200, `{"responses":[{"id":"1","status":200,"body":null},{"id":"2","status":200}]}`), nil)
	batch := client.client.Batch()
	for _, item := range []*BatchItem[int64]{Add(batch, (*Request[int64])((*Node)(client).Count(nil))), Add(batch, (*Request[int64])((*Node)(client).Count(nil)))} {
		defer func() {
			if got, err := item.Result(); !hasStatus(err, 200) {
				t.Errorf("in a batch: %d, %v", got, err)
			}
		}()
	}
	if err := batch.Do(t.Context()); err != nil {
		t.Error(err)
	}
}

// A collection that is read is never nothing; an action may have no result.
func TestFaultC4_ListAnsweredWithNothing(t *testing.T) {
	client := serve(t, status(204, ""), nil)
	if items, err := Collect(t.Context(), client.list()); !hasStatus(err, 204) || len(items) != 0 {
		t.Errorf("list: %d items, %v", len(items), err)
	}
	action := (*List[*pool])((*Node)(client).Action("find", nil))
	if items, err := Collect(t.Context(), action); err != nil || len(items) != 0 {
		t.Errorf("action: %d items, %v", len(items), err)
	}
}
