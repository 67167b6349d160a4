package graph_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync"
)

// This file is what the service of the storm holds: things on shelves, with every state that each
// ever had, so that an answer can be compared with the truth at any time.

// A stormThing is a resource.
type stormThing struct {
	id         string
	shelf      int
	states     []stormState // version 1 is the first
	born, gone int          // when, by the service's clock; gone is 0 as long as the thing is there
}

type stormState struct {
	name  string
	count int32
	by    *stormCall // nil for what was there from the start
}

func (t *stormThing) now() stormState { return t.states[len(t.states)-1] }

func (t *stormThing) etag() string { return fmt.Sprintf(`W/"%d"`, len(t.states)) }

func (t *stormThing) json() []byte {
	state := t.now()
	body, err := json.Marshal(map[string]any{
		"@odata.etag": t.etag(), "@odata.type": "#storm.thing",
		"id": t.id, "displayName": state.name, "count": state.count, "version": len(t.states),
	})
	if err != nil {
		panic(err)
	}
	return body
}

// A stormCount is how many things a shelf held from a time on.
type stormCount struct{ clock, things int }

// A stormStore is all that the service holds.
type stormStore struct {
	mu      sync.Mutex
	clock   int // counts changes
	things  map[string]*stormThing
	shelves [][]*stormThing // those that are gone too
	counts  [][]stormCount
	broken  []string // requests that no client should send
}

const stormShelves = 8

func newStormStore() *stormStore {
	s := &stormStore{things: map[string]*stormThing{}, shelves: make([][]*stormThing, stormShelves)}
	s.counts = make([][]stormCount, stormShelves)
	for i := range s.counts {
		s.counts[i] = []stormCount{{}}
	}
	return s
}

// A stormRequest is one request, by itself or in a batch.
type stormRequest struct {
	call    *stormCall
	method  string
	url     *url.URL // from the service root
	ifMatch string
	body    []byte
	after   []string // ids of the items of its batch that it depends on
	try     int64    // its number among all tries
}

// A stormAnswer is what the service answers unless a fault gets between.
type stormAnswer struct {
	status int
	body   []byte
	header []string // names and values in turn
}

func stormError(status int, code string) stormAnswer {
	return stormAnswer{status: status, body: fmt.Appendf(nil, `{"error":{"code":%q,"message":"m"}}`, code)}
}

// carryOut carries out a request, and is the only function that changes what the service holds. A
// try that comes after a later try of its call is not carried out: else it could undo a later
// change of the same caller, which no client can prevent but by If-Match.
func (s *stormStore) carryOut(r stormRequest, root string) stormAnswer {
	s.mu.Lock()
	defer s.mu.Unlock()
	if r.try < r.call.latest {
		panic(http.ErrAbortHandler)
	}
	parts := strings.Split(strings.Trim(r.url.Path, "/"), "/") // shelves, 3, things, 17, ring
	shelf, err := strconv.Atoi(parts[min(1, len(parts)-1)])
	switch {
	case err != nil || len(parts) < 3 || parts[0] != "shelves" || parts[2] != "things" || shelf >= stormShelves:
		s.broken = append(s.broken, r.method+" "+r.url.String())
		return stormError(404, "NoSuchPath")
	case len(parts) == 3 && r.method == http.MethodPost:
		return s.create(r, shelf)
	case len(parts) == 3:
		return s.page(r, shelf, root)
	case parts[3] == "$count":
		return stormAnswer{status: 200, body: fmt.Append(nil, s.held(shelf))}
	}
	thing := s.things[parts[3]]
	if thing == nil || thing.gone > 0 {
		return stormError(404, "NoSuchThing")
	}
	return s.act(r, thing)
}

func (s *stormStore) act(r stormRequest, t *stormThing) stormAnswer {
	if r.ifMatch != "" && r.ifMatch != t.etag() {
		return stormError(412, "Changed")
	}
	switch r.method {
	case http.MethodPatch, http.MethodPut:
		return s.change(r, t)
	case http.MethodDelete:
		s.clock++
		t.gone = s.clock
		r.call.applied++
		s.countThings(t.shelf, -1)
		return stormAnswer{status: 204}
	case http.MethodPost: // the action
		r.call.applied++
		return stormAnswer{status: 204}
	}
	return stormAnswer{status: 200, body: t.json()}
}

// change gives a thing its next state; a replacement has no more than what was sent.
func (s *stormStore) change(r stormRequest, t *stormThing) stormAnswer {
	state := t.now()
	if r.method == http.MethodPut {
		state = stormState{}
	}
	if !s.read(r, &state) {
		return stormError(400, "Malformed")
	}
	s.clock++
	r.call.applied++
	t.states = append(t.states, state)
	return stormAnswer{status: 200, body: t.json()}
}

func (s *stormStore) create(r stormRequest, shelf int) stormAnswer {
	var state stormState
	if !s.read(r, &state) {
		return stormError(400, "Malformed")
	}
	r.call.applied++
	return stormAnswer{status: 201, body: s.put(shelf, state).json()}
}

// put puts a new thing on a shelf.
func (s *stormStore) put(shelf int, state stormState) *stormThing {
	s.clock++
	t := &stormThing{id: fmt.Sprintf("t%d", len(s.things)+1), shelf: shelf, states: []stormState{state}, born: s.clock}
	s.things[t.id] = t
	s.shelves[shelf] = append(s.shelves[shelf], t)
	s.countThings(shelf, 1)
	return t
}

// read reads the body of a request into a state. A client that sends half of one has a fault of its
// own.
func (s *stormStore) read(r stormRequest, state *stormState) bool {
	var body struct {
		DisplayName *string
		Count       *int32
	}
	if err := json.Unmarshal(r.body, &body); err != nil {
		s.broken = append(s.broken, fmt.Sprintf("%s %s: body %q", r.method, r.url, r.body))
		return false
	}
	if state.by = r.call; body.DisplayName != nil {
		state.name = *body.DisplayName
	}
	if body.Count != nil {
		state.count = *body.Count
	}
	return true
}
