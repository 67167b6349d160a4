package graph_test

import (
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"strconv"
	"strings"
)

// A stormExchange is one request that came in, and what faults do with it.
type stormExchange struct {
	net    *stormNet
	w      http.ResponseWriter
	r      *http.Request
	dice   *rand.Rand
	kind   string // that of its call, or batch
	writes bool
	body   []byte
	own    stormRequest   // unless it is a batch
	items  []stormRequest // in a batch
	calls  []*stormCall
}

const stormHeader = "X-Storm-Call"

// ServeHTTP takes a request in, and gives it to its fault if it has one.
func (n *stormNet) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	n.exchanges.Add(1)
	if token := r.Header.Get("Authorization"); !strings.HasPrefix(token, "Bearer "+stormToken) {
		n.note("a request without the token: " + r.Method + " " + r.URL.Path)
	}
	if fmt.Sprint("h", r.ProtoMajor) != n.wire {
		n.note("a request over " + r.Proto)
	}
	x := &stormExchange{net: n, w: w, r: r}
	try := n.comeIn(x)
	if x.dice = stormDice(n.seed, x.calls[0].id, try); len(x.items) > 0 {
		x.kind = "batch"
	}
	fault := pickFault(x)
	if fault == nil || fault.harmless {
		x.own.call.sounds(n.store, x.own.try)
	}
	if fault == nil {
		x.send(x.apply())
		return
	}
	n.count(fault.name, x.calls)
	fault.do(x)
}

// comeIn reads the request, notes it with its calls, and returns how many requests of the first
// came in.
func (n *stormNet) comeIn(x *stormExchange) int {
	body, err := io.ReadAll(x.r.Body)
	if x.body = body; strings.HasSuffix(x.r.URL.Path, "/$batch") {
		x.items = n.itemsOf(body, x.number())
	}
	path := *x.r.URL
	path.Path = strings.TrimPrefix(path.Path, "/beta")
	x.own = stormRequest{n.call(x.r.Header.Get(stormHeader)), x.r.Method, &path, x.r.Header.Get("If-Match"), body, nil, x.number()}
	if x.calls = []*stormCall{x.own.call}; len(x.items) > 0 {
		x.calls = nil
		for _, item := range x.items {
			x.calls = append(x.calls, item.call)
		}
	}
	n.store.mu.Lock()
	defer n.store.mu.Unlock()
	for _, call := range x.calls {
		call.seen++
		call.latest = max(call.latest, x.number())
		x.kind, x.writes = call.kind, x.writes || call.writes() && x.r.Method != http.MethodGet
	}
	if err != nil {
		panic(http.ErrAbortHandler) // half a request: its caller is gone
	}
	return x.calls[0].seen
}

// number returns the number of the try.
func (x *stormExchange) number() int64 {
	n, err := strconv.ParseInt(x.r.Header.Get(stormTryHeader), 10, 64)
	if err != nil {
		x.net.note("a request without its number: " + x.r.URL.Path)
	}
	return n
}

// call returns the call of an id; the id of none is that of a call that nobody makes.
func (n *stormNet) call(id string) *stormCall {
	i, err := strconv.Atoi(id)
	n.callsLock.Lock()
	defer n.callsLock.Unlock()
	if err != nil || i < 1 || i > len(n.calls) {
		return &stormCall{kind: "read"}
	}
	return n.calls[i-1]
}

// apply carries the request out, and returns the answer to it.
func (x *stormExchange) apply() stormAnswer {
	if len(x.items) > 0 {
		return x.applyItems()
	}
	return x.net.store.carryOut(x.own, x.net.root)
}

// refuse answers that the request was not carried out, so that its caller can be sure.
func (x *stormExchange) refuse(status int, header ...string) {
	x.noteRefused()
	a := stormError(status, "Refused")
	a.header = header
	x.send(a)
}

func (x *stormExchange) noteRefused() {
	x.net.store.mu.Lock()
	defer x.net.store.mu.Unlock()
	for _, call := range x.calls {
		call.refused++
	}
}

type stormConnKey struct{}

func stormConnContext(ctx context.Context, c net.Conn) context.Context {
	return context.WithValue(ctx, stormConnKey{}, c)
}
