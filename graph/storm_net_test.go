package graph_test

import (
	"context"
	"crypto/tls"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	"github.com/intunegen/intunegen/graph"
)

// A stormNet is the service behind its listener, another host beside it, and the client between.
type stormNet struct {
	wire  string // h1 or h2
	seed  uint64
	root  string
	store *stormStore

	patience time.Duration // of the client with one try
	server   *httptest.Server
	other    *httptest.Server // nobody should ever come here

	exchanges, open atomic.Int64 // requests that came in; connections
	dials, tries    atomic.Int64
	transport       *http.Transport
	client          *graph.Client

	callsLock sync.Mutex
	calls     []*stormCall
	each      map[string]*stormCall // of graph.Each, by the address of the only request
	notesLock sync.Mutex
	notes     []string
	faults    map[string]int
}

func newStormNet(t *testing.T, wire string, seed uint64, patience time.Duration) *stormNet {
	n := &stormNet{wire: wire, seed: seed, store: newStormStore(), patience: patience, faults: map[string]int{}, each: map[string]*stormCall{}}
	n.server, n.other = n.listen(n), n.listen(http.HandlerFunc(n.foreign))
	n.root = n.server.URL + "/beta"
	n.transport = n.server.Client().Transport.(*http.Transport)
	n.transport.DialContext, n.transport.MaxIdleConnsPerHost, n.transport.MaxResponseHeaderBytes = n.dial, 300, 64<<10
	if secure := n.transport.TLSClientConfig; secure != nil {
		secure.ClientSessionCache = tls.NewLRUClientSessionCache(10) // connections end often, and handshakes take long
	}
	options := &graph.ClientOptions{BaseURL: n.root, Unlimited: true}
	options.Transport = &http.Client{Transport: n.transport}
	options.Retry = policy.RetryOptions{RetryDelay: time.Millisecond, MaxRetryDelay: 20 * time.Millisecond, TryTimeout: patience}
	options.PerRetryPolicies = []policy.Policy{stormTries{n}}
	var err error
	if n.client, err = graph.NewClient(&stormCredential{}, options, graph.Service{Path: "/beta"}); err != nil {
		t.Fatal(err)
	}
	return n
}

func (n *stormNet) listen(h http.Handler) *httptest.Server {
	server := httptest.NewUnstartedServer(h)
	server.Config.ErrorLog = log.New(io.Discard, "", 0)
	server.Config.ConnContext = stormConnContext
	server.EnableHTTP2 = n.wire == "h2"
	server.Config.ConnState = func(_ net.Conn, state http.ConnState) {
		switch state {
		case http.StateNew:
			n.open.Add(1)
		case http.StateClosed, http.StateHijacked:
			n.open.Add(-1)
		}
	}
	if server.EnableHTTP2 {
		server.StartTLS()
	} else {
		server.Start()
	}
	return server
}

func (n *stormNet) foreign(_ http.ResponseWriter, r *http.Request) {
	n.note(fmt.Sprintf("%s came to another host, with token %t", r.URL.Path, r.Header.Get("Authorization") != ""))
}

func (n *stormNet) note(text string) {
	n.notesLock.Lock()
	defer n.notesLock.Unlock()
	n.notes = append(n.notes, text)
}

// count counts a fault, and notes it with the calls that it hits.
func (n *stormNet) count(fault string, calls []*stormCall) {
	n.notesLock.Lock()
	n.faults[fault]++
	n.notesLock.Unlock()
	n.store.mu.Lock()
	defer n.store.mu.Unlock()
	for _, call := range calls {
		call.faults = append(call.faults, fault)
	}
}

// dial connects, but for some connections that are never made and some that break while they are
// written to.
func (n *stormNet) dial(ctx context.Context, network, address string) (net.Conn, error) {
	dice := stormDice(n.seed, 0, int(n.dials.Add(1)))
	roll := dice.IntN(100)
	if roll < 3 {
		n.count("connection refused", nil)
		return nil, &net.OpError{Op: "dial", Net: network, Err: syscall.ECONNREFUSED}
	}
	conn, err := new(net.Dialer).DialContext(ctx, network, address)
	if err == nil && roll < 6 {
		n.count("connection breaks while it is written to", nil)
		return &breakingConn{conn, dice.IntN(2000)}, nil
	}
	return conn, err
}

// A breakingConn takes so many bytes.
type breakingConn struct {
	net.Conn
	left int
}

func (c *breakingConn) Write(p []byte) (int, error) {
	n, err := c.Conn.Write(p[:min(len(p), c.left)])
	if c.left -= n; err == nil && n < len(p) {
		_ = c.Close()
		err = &net.OpError{Op: "write", Net: "tcp", Err: syscall.EPIPE}
	}
	return n, err
}

// stormTries counts the tries of calls that go out by themselves, and numbers all.
type stormTries struct{ net *stormNet }

const stormTryHeader = "X-Storm-Try"

func (s stormTries) Do(r *policy.Request) (*http.Response, error) {
	call := s.net.call(r.Raw().Header.Get(stormHeader))
	number := s.net.tries.Add(1)
	r.Raw().Header.Set(stormTryHeader, fmt.Sprint(number))
	resp, err := r.Next()
	s.net.store.mu.Lock()
	defer s.net.store.mu.Unlock()
	if call.tries++; err == nil {
		call.answered++
		if resp.StatusCode < 300 {
			call.success = number
		}
	}
	return resp, err
}

const stormToken = "storm-token-that-is-secret"

// A stormCredential gives a new token for each challenge.
type stormCredential struct{ n atomic.Int64 }

func (c *stormCredential) GetToken(context.Context, policy.TokenRequestOptions) (azcore.AccessToken, error) {
	return azcore.AccessToken{Token: fmt.Sprint(stormToken, c.n.Add(1)), ExpiresOn: time.Now().Add(time.Hour)}, nil
}

// close ends everything, and returns how many connections the client has left open.
func (n *stormNet) close() int64 {
	for wait := 0; wait < 500; wait++ {
		n.transport.CloseIdleConnections()
		if n.open.Load() == 0 {
			break
		}
		time.Sleep(10 * time.Millisecond)
	}
	left := n.open.Load()
	n.server.Close()
	n.other.Close()
	return left
}
