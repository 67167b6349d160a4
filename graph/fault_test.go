package graph

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// reset breaks the connection, before or after the request's body was read.
func reset(afterBody bool) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if afterBody {
			_ = readAll(r)
		}
		conn, _, err := http.NewResponseController(w).Hijack()
		if err != nil {
			panic(err)
		}
		_ = conn.(*net.TCPConn).SetLinger(0)
		_ = conn.Close()
	}
}

// truncated ends the body before its announced length.
func truncated(code int) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		_ = readAll(r)
		w.Header().Set("Content-Length", "1000")
		w.Header().Set("request-id", "r1")
		w.WriteHeader(code)
		_, _ = io.WriteString(w, `{"error":{"code":"Tr`)
	}
}

// What is sent again after which fault: never a create that may have been carried out.
func TestFaults(t *testing.T) {
	ok := status(200, `{"id":"1"}`)
	for _, test := range []struct {
		name           string
		fault          http.HandlerFunc
		update, create int // how often they are sent in all
	}{
		{"429", status(429, "{}"), 2, 2},
		{"429 with Retry-After", status(429, "{}", "Retry-After", "0.02"), 2, 2},
		{"503", status(503, "{}"), 2, 1},
		{"503 with Retry-After", status(503, "{}", "Retry-After", "0.02"), 2, 2},
		{"504", status(504, "<html>"), 2, 1},
		{"500", status(500, "{}"), 1, 1},
		{"400", status(400, "{}"), 1, 1},
		{"reset before the body was read", reset(false), 2, 1},
		{"reset after the body was read", reset(true), 2, 1},
		{"truncated answer", truncated(200), 2, 1},
		{"truncated refusal", truncated(429), 2, 2},
		{"truncated error", truncated(400), 1, 1},
	} {
		var updates, creates atomic.Int32
		client := serve(t, answer(&updates, test.fault, ok), nil)
		_, err := client.patch("1", named("x")).Do(t.Context())
		if (err == nil) != (test.update == 2) || int(updates.Load()) != test.update {
			t.Errorf("%s: an update was sent %d times, %v", test.name, updates.Load(), err)
		}
		client = serve(t, answer(&creates, test.fault, ok), nil)
		_, err = client.create(&pool{}).Do(t.Context())
		if (err == nil) != (test.create == 2) || int(creates.Load()) != test.create {
			t.Errorf("%s: a create was sent %d times, %v", test.name, creates.Load(), err)
		}
	}
}

func TestConnectionThatIsNeverMade(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := listener.Addr().String()
	_ = listener.Close()
	tries := 0
	client := poolsOf(newClient(t, "http://"+address+"/beta", nil, func(o *ClientOptions) { o.OnDelay = func(Event) { tries++ } }))
	if _, err := client.create(&pool{}).Do(t.Context()); err == nil || tries != maxRetries || !strings.Contains(err.Error(), "POST /deviceManagement/pools: no reply") {
		t.Errorf("%d waits, %v", tries, err)
	}
}

func TestRetriesOfTheUser(t *testing.T) {
	for retries, want := range map[int32]int32{-1: 1, 2: 3} {
		var count atomic.Int32
		client := serve(t, answer(&count, status(429, "{}")), func(o *ClientOptions) { o.Retry.MaxRetries = retries })
		if _, err := client.get("1").Do(t.Context()); !IsThrottled(err) || count.Load() != want {
			t.Errorf("MaxRetries %d: sent %d times, %v", retries, count.Load(), err)
		}
	}
}

func TestBrokenAnswersKeepStatusAndIDs(t *testing.T) {
	deep := strings.Repeat("[", 100_000)
	for _, test := range []struct {
		name, body string
		code       int
		want       string
	}{
		{"html", "<html>", 502, "502: Bad Gateway"},
		{"wrong type", "<html>", 200, "200: the reply is not as described"},
		{"deep", `{"x":` + deep, 200, "nested over 10000 levels deep"},
		{"deep error", deep, 400, "400: Bad Request"},
		{"twice", `{"id":"1","id":"2"}`, 200, `name "id" is twice`},
		{"twice around", `{"value":{"id":"1"},"value":{"id":"2"}}`, 200, `name "value" is twice`},
		{"not UTF-8", "{\"id\":\"\xff\"}", 200, "200: the reply is not as described"},
		{"error not UTF-8", "{\"error\":{\"code\":\"a\\nb\",\"message\":\"\xff\\u0000\"}}", 400, "400 a b: \uFFFD"},
		{"array", `[1]`, 200, "not as described"},
		{"error text", `{"error":"invalid_grant","error_description":"no"}`, 400, "400 invalid_grant: no"},
	} {
		client := serve(t, status(test.code, test.body, "request-id", "r1"), nil)
		_, err := client.get("1").Do(t.Context())
		var e *Error
		if !errors.As(err, &e) || e.Status != test.code || e.RequestID != "r1" || !strings.Contains(err.Error(), test.want) || strings.ContainsAny(err.Error(), "\n\x00") {
			t.Errorf("%s: got %v", test.name, err)
		}
	}
	client := serve(t, truncated(200), func(o *ClientOptions) { o.Retry.MaxRetries = -1 })
	_, err := client.get("1").Do(t.Context())
	if !hasStatus(err, 200) || !errors.Is(err, io.ErrUnexpectedEOF) || !strings.Contains(err.Error(), "request r1") {
		t.Errorf("truncated: got %v", err)
	}
}

func TestMemoryIsBounded(t *testing.T) {
	endless := func(code int) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) {
			w.WriteHeader(code)
			chunk := []byte(strings.Repeat(" ", 1<<20))
			for sent := 0; sent < 5<<30; sent += len(chunk) {
				if _, err := w.Write(chunk); err != nil {
					return
				}
			}
		}
	}
	small := func(o *ClientOptions) { o.MaxResponseBytes = 4 << 20 }
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	for _, code := range []int{200, 400, 503} {
		var count atomic.Int32
		_, err := serve(t, answer(&count, endless(code), status(400, "")), small).get("1").Do(t.Context())
		if err == nil || code == 200 && !strings.Contains(err.Error(), "larger than 4194304 bytes") {
			t.Errorf("%d: got %v", code, err)
		}
	}
	runtime.ReadMemStats(&after)
	if used := (after.TotalAlloc - before.TotalAlloc) >> 20; used > 100 {
		t.Errorf("reading took %d MiB", used)
	}
}

func TestSlowAnswerEndsWithTheContext(t *testing.T) {
	release := make(chan struct{})
	client := serve(t, func(w http.ResponseWriter, r *http.Request) {
		w.WriteHeader(200)
		_, _ = io.WriteString(w, `{"id":`)
		_ = http.NewResponseController(w).Flush()
		select {
		case <-release:
		case <-r.Context().Done():
		}
	}, nil)
	defer close(release)
	ctx, cancel := context.WithCancel(t.Context())
	time.AfterFunc(20*time.Millisecond, cancel)
	start := time.Now()
	if _, err := client.get("1").Do(ctx); !errors.Is(err, context.Canceled) || time.Since(start) > 5*time.Second {
		t.Errorf("got %v after %v", err, time.Since(start))
	}
	timeout := func(o *ClientOptions) { o.Retry.TryTimeout, o.Retry.MaxRetries = 20*time.Millisecond, -1 }
	var count atomic.Int32
	slow := serve(t, answer(&count, func(w http.ResponseWriter, r *http.Request) { <-r.Context().Done() }), timeout)
	if _, err := slow.get("1").Do(t.Context()); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("a try without an end: %v", err)
	}
}
