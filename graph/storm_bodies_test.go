package graph_test

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"net/http"
	"strings"
	"time"
)

// The faults of connections, and those of bodies: the change is made, and its answer is not what it
// was.

// stall returns a silence that is longer than the client waits.
func (n *stormNet) stall() time.Duration { return 3 * n.patience / 2 }

// hang returns how long a call may take at most. An item of a batch takes very long if it is
// refused again and again, and each of its batches too.
func (n *stormNet) hang() time.Duration { return 200 * n.patience }

// stall waits, unless the caller leaves before.
func (x *stormExchange) stall(d time.Duration) {
	select {
	case <-time.After(d):
	case <-x.r.Context().Done():
	}
}

// part sends so much of an answer.
func (x *stormExchange) part(a stormAnswer, n int) {
	x.w.Header().Set("Content-Length", fmt.Sprint(len(a.body)))
	x.head(a)
	_, _ = x.w.Write(a.body[:n])
	_ = http.NewResponseController(x.w).Flush()
}

// somewhere returns a place in a body.
func (x *stormExchange) somewhere(a stormAnswer) int { return x.dice.IntN(len(a.body) + 1) }

var connectionFaults = []stormFault{
	{name: "reset before the change", do: (*stormExchange).abort},
	{name: "reset after the change", do: func(x *stormExchange) { x.apply(); x.abort() }},
	{name: "the whole connection closed before the change", do: (*stormExchange).kill, ends: true},
	{name: "the whole connection closed after the change", do: func(x *stormExchange) { x.apply(); x.kill() }, ends: true},
	{name: "silence, and no change", do: func(x *stormExchange) { x.stall(x.net.stall()); x.abort() }},
	{name: "silence, and then the change", do: func(x *stormExchange) { time.Sleep(x.net.stall()); x.send(x.apply()) }},
	{name: "silence after the change", do: func(x *stormExchange) { a := x.apply(); x.stall(x.net.stall()); x.send(a) }},
	{name: "reset within the body", do: func(x *stormExchange) { a := x.apply(); x.part(a, x.somewhere(a)); x.abort() }},
	{name: "silence within the body", do: func(x *stormExchange) {
		a := x.apply()
		x.part(a, x.somewhere(a)/2)
		x.stall(x.net.stall())
		x.abort()
	}},
	{name: "a slow body", do: func(x *stormExchange) {
		a := x.apply()
		x.part(a, len(a.body)/2)
		x.stall(5 * time.Millisecond)
		_, _ = x.w.Write(a.body[len(a.body)/2:])
	}, harmless: true},
	{name: "the connection ends with the answer", do: func(x *stormExchange) {
		x.w.Header().Set("Connection", "close") // of HTTP/2 a GOAWAY
		x.send(x.apply())
	}, ends: true, harmless: true},
	{name: "other answers announced before", do: func(x *stormExchange) {
		x.w.WriteHeader(http.StatusProcessing)
		x.w.WriteHeader(http.StatusEarlyHints)
		x.send(x.apply())
	}, harmless: true},
}

// altered alters an answer of success; others are true as they are.
func altered(change func(x *stormExchange, a *stormAnswer)) func(*stormExchange) {
	return func(x *stormExchange) {
		a := x.apply()
		if a.status < 300 {
			change(x, &a)
		}
		x.send(a)
	}
}

// body gives an answer of success another body.
func body(text string) func(*stormExchange) {
	return altered(func(_ *stormExchange, a *stormAnswer) { a.status, a.body = 200, []byte(text) })
}

// accepted answers that the change is accepted, by the operation that makes it.
func accepted(x *stormExchange, a *stormAnswer) {
	x.noteEmpty(stormAnswer{status: 202}) // no result is in it
	*a = stormAnswer{202, []byte(`{"id":"operation","status":"running"}`), []string{"Location", x.net.root + "/operations/1"}}
}

func zipped(text []byte) []byte {
	var out bytes.Buffer
	w := gzip.NewWriter(&out)
	_, _ = w.Write(text) // into memory
	_ = w.Close()
	return out.Bytes()
}

var bodyFaults = []stormFault{
	{name: "200 without a body", do: body("")},
	{name: "204", do: altered(func(_ *stormExchange, a *stormAnswer) { a.status, a.body = 204, nil })},
	{name: "202 with the address of an operation", do: altered(accepted), of: "write", harmless: true},
	{name: "an array in place of the answer", do: body(`[1,2]`)},
	{name: "a text in place of the answer", do: body(`"done"`)},
	{name: "null in place of the answer", do: altered(func(x *stormExchange, a *stormAnswer) {
		x.noteEmpty(stormAnswer{status: 200}) // as 204 does, it says that there is no resource
		a.status, a.body = 200, []byte("null")
	})},
	{name: "half an answer of full length", do: altered(func(x *stormExchange, a *stormAnswer) { a.body = a.body[:x.somewhere(*a)/2] }), of: "write"},
	{name: "byte order mark", do: altered(func(_ *stormExchange, a *stormAnswer) {
		if len(a.body) > 0 {
			a.body = append([]byte("\ufeff"), a.body...)
		}
	}), harmless: true},
	{name: "a member twice", do: altered(func(_ *stormExchange, a *stormAnswer) {
		a.body = []byte(strings.Replace(string(a.body), "{", `{"id":"t1","id":"t2",`, 1))
	})},
	{name: "something after the answer", do: altered(func(_ *stormExchange, a *stormAnswer) { a.body = append(a.body, " {}"...) }), of: "write"},
	{name: "another type of content", do: altered(func(_ *stormExchange, a *stormAnswer) { a.header = []string{"Content-Type", "text/plain"} }), harmless: true},
	{name: "said to be gzip", do: altered(func(_ *stormExchange, a *stormAnswer) { a.header = []string{"Content-Encoding", "gzip"} })},
	{name: "gzip", do: altered(func(_ *stormExchange, a *stormAnswer) {
		a.status, a.body, a.header = 200, zipped(a.body), []string{"Content-Encoding", "gzip"}
	}), harmless: true},
	{name: "half of gzip", do: altered(func(_ *stormExchange, a *stormAnswer) {
		a.status, a.body, a.header = 200, zipped(a.body), []string{"Content-Encoding", "gzip"}
		a.body = a.body[:len(a.body)/2]
	})},
	{name: "too long a header", do: altered(func(_ *stormExchange, a *stormAnswer) { a.header = []string{"X-Long", strings.Repeat("x", 100<<10)} }), ends: true},
}
