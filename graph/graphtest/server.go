package graphtest

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/intunegen/intunegen/graph"
)

// TB is what a server needs of a test. *testing.T and *testing.B are one.
type TB interface {
	Helper()
	Cleanup(func())
	Errorf(format string, args ...any)
	Logf(format string, args ...any)
}

// A Server is a service in memory. It is safe for concurrent use. Two servers share nothing.
type Server struct {
	tb     TB
	schema graph.Schema

	mu        sync.Mutex // guards all below
	state     *state
	calls     []*Call
	held      int // bytes of their bodies
	received  int // calls, of which the oldest may be forgotten
	handlers  []*handler
	scripts   []*script
	throttles []throttle
	storm     *storm
	socket    *socket
	log       func(line string)
	unknown   map[string]int // requests for what the schema does not have
	examples  map[string]int // operations that were answered by an example
}

// New starts a service with the types and paths of a schema, and nothing in it. At the end of the
// test it reports requests that nothing was prepared for.
func New(tb TB, schema graph.Schema, options ...Option) *Server {
	tb.Helper()
	s := &Server{tb: tb, schema: schema, state: newState(newModel(schema.Describe())), unknown: map[string]int{}, examples: map[string]int{}}
	for _, option := range options {
		option(s)
	}
	tb.Cleanup(s.close)
	return s
}

// host is where clients find a service without a socket.
const host = "https://graphtest.example"

// Options returns options for a client of the service. They have its transport, so that no socket
// is needed, and no limiter: the budgets of the real service would slow tests down.
func (s *Server) Options() *graph.ClientOptions {
	options := &graph.ClientOptions{BaseURL: host + s.state.model.Path, Unlimited: true}
	options.Transport = (*transport)(s)
	return options
}

// Client returns an HTTP client of the service, whose root is at https://graphtest.example and the
// path of its version.
func (s *Server) Client() *http.Client { return &http.Client{Transport: (*transport)(s)} }

func (s *Server) close() {
	s.mu.Lock()
	socket, unknown, examples := s.socket, s.unknown, s.examples
	s.socket, s.unknown, s.examples = nil, map[string]int{}, map[string]int{}
	s.mu.Unlock()
	if socket != nil {
		socket.close()
	}
	for _, request := range slices.Sorted(maps.Keys(unknown)) {
		s.tb.Errorf("graphtest: nothing was prepared for %s, which the service does not have (%d times); prepare it by On", request, unknown[request])
	}
	for _, request := range slices.Sorted(maps.Keys(examples)) {
		s.tb.Logf("graphtest: nothing was prepared for %s, which was answered by an example (%d times); prepare it by On", request, examples[request])
	}
}

// Put writes a resource, or one more of a collection, whatever requests may write. Of a resource
// that is there, it changes the properties that value has. value is a model, or JSON as a
// json.RawMessage, []byte or string. Resources above it that are missing are made. The path of a
// collection takes an array too. Put returns the path of the resource, of the last one of an array.
func (s *Server) Put(path string, value any) string {
	s.tb.Helper()
	raw, err := encode(value)
	if err != nil {
		s.tb.Errorf("graphtest: put %s: %v", path, err)
		return ""
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	at, fault := s.state.put(path, raw)
	if fault != nil {
		s.tb.Errorf("graphtest: put %s: %v", path, fault)
	}
	return at
}

// Get returns the JSON of the resource at a path as it is kept, with its secrets, nil if there is
// none.
func (s *Server) Get(path string) []byte {
	s.mu.Lock()
	defer s.mu.Unlock()
	p, fault := s.state.resolve(path)
	if fault != nil || p.one == nil || p.property != nil {
		return nil
	}
	return s.state.kept(p.one)
}

// Remove deletes the resource at a path, and reports whether there was one.
func (s *Server) Remove(path string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	p, fault := s.state.resolve(path)
	if fault != nil || p.one == nil || p.property != nil || p.one.in == nil {
		return false
	}
	p.one.settle().remove()
	return true
}

// state is what a service holds.
type state struct {
	model    *model
	root     *resource
	pcg      *rand.PCG
	rand     *rand.Rand // of pcg
	clock    func() time.Time
	writes   int
	pageSize int
	etags    bool
	onlySet  bool
	lag      int
	blobs    *storage
	reports  map[string]report
}

func newState(m *model) *state {
	pcg := rand.NewPCG(1, 1)
	s := &state{model: m, pcg: pcg, rand: rand.New(pcg), pageSize: 1000, blobs: newStorage()}
	s.root = &resource{typ: m.root, rec: m.root.recordOf(nil)}
	s.clock = func() time.Time {
		return time.Date(2026, 1, 1, 0, 0, s.writes, 0, time.UTC)
	}
	return s
}

// guid returns a new id.
func (s *state) guid() string {
	a, b := s.rand.Uint64(), s.rand.Uint64()
	return fmt.Sprintf("%08x-%04x-%04x-%04x-%012x", uint32(a>>32), uint16(a>>16), uint16(a)&0x0fff|0x4000, uint16(b>>48)&0x3fff|0x8000, b&0xffffffffffff)
}

// newCall returns a call that a request makes.
func (s *Server) newCall(method string, u *url.URL, header http.Header, body []byte) *Call {
	c := &Call{Method: strings.ToUpper(method), Header: header, Body: body, rawQuery: u.RawQuery}
	path := u.EscapedPath()
	below := strings.TrimPrefix(path, s.state.model.Path)
	if s.state.model.Path == "" || strings.HasPrefix(path, s.state.model.Path+"/") || path == s.state.model.Path {
		c.rawPath = below
	} else {
		c.rawPath = path
	}
	c.root = strings.TrimSuffix(path, c.rawPath)
	if u.Host != "" {
		c.root = u.Scheme + "://" + u.Host + c.root
	}
	if !strings.HasPrefix(c.rawPath, "/") {
		c.rawPath = "/" + c.rawPath
	}
	c.Path = c.rawPath
	if plain, err := url.PathUnescape(c.rawPath); err == nil {
		c.Path = plain
	}
	c.Query, _ = url.ParseQuery(u.RawQuery) // what is wrong is left out
	return c
}
