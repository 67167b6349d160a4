package graph_test

import (
	"encoding/json"
	"fmt"

	"github.com/intunegen/intunegen/graph"
	"github.com/intunegen/intunegen/odata"
)

// This file compares results with the states that the service had.

// begin records a call before it is made.
func (n *stormNet) begin(kind string, target *stormThing) *stormCall {
	n.callsLock.Lock()
	defer n.callsLock.Unlock()
	call := &stormCall{id: len(n.calls) + 1, kind: kind, target: target}
	n.calls = append(n.calls, call)
	return call
}

// end notes what the caller was told.
func (c *stormCall) end(err error, check func() string) {
	if c.err = err; err == nil {
		c.lie = check()
	}
}

func (n *stormNet) shelf(i int) *graph.Node {
	return n.client.Root().To("shelves").Key("shelfId", fmt.Sprint(i)).To("things")
}

func (n *stormNet) at(t *stormThing) *graph.Node { return n.shelf(t.shelf).Key("thingId", t.id) }

// A stormResult is what a result says, as the service would write it.
type stormResult struct {
	ID          string
	DisplayName string
	Count       int32
	Version     int
	ETag        string `json:"@odata.etag"`
}

func resultOf(got *stormModel) (r stormResult) {
	text, err := odata.Marshal(got)
	if err == nil {
		err = json.Unmarshal(text, &r)
	}
	if err != nil {
		panic(err)
	}
	return r
}

// thing returns what a result is of, nil if there never was such a thing.
func (n *stormNet) thing(got *stormModel) *stormThing {
	n.store.mu.Lock()
	defer n.store.mu.Unlock()
	return n.store.things[resultOf(got).ID]
}

// stateOf returns the state that a result shows, and its version; 0 if the thing never had it.
func (n *stormNet) stateOf(got *stormModel) (*stormThing, stormState, int) {
	r := resultOf(got)
	t := n.store.things[r.ID]
	if t == nil || r.Version < 1 || r.Version > len(t.states) {
		return t, stormState{}, 0
	}
	state := t.states[r.Version-1]
	if state.name != r.DisplayName || state.count != r.Count || r.ETag != fmt.Sprintf(`W/"%d"`, r.Version) {
		return t, stormState{}, 0
	}
	return t, state, r.Version
}

// wrote returns what compares a result with what the call has made.
func (n *stormNet) wrote(call *stormCall) func(*stormModel) string {
	return func(got *stormModel) string {
		n.store.mu.Lock()
		defer n.store.mu.Unlock()
		if got == nil {
			return call.nothing()
		}
		t, state, version := n.stateOf(got)
		if version == 0 || state.by != call || call.target != nil && call.target != t {
			return fmt.Sprintf("got %+v, which is not what the call made", resultOf(got))
		}
		return ""
	}
}

// nothing says what is wrong with a result that is nil.
func (c *stormCall) nothing() string {
	if c.empty == 0 {
		return "got nothing, which nobody answered"
	}
	return ""
}

// had returns what compares a result with the states that the thing had since the call began.
func (n *stormNet) had(call *stormCall) func(*stormModel) string {
	n.store.mu.Lock()
	defer n.store.mu.Unlock()
	first := len(call.target.states)
	return func(got *stormModel) string {
		n.store.mu.Lock()
		defer n.store.mu.Unlock()
		if got == nil {
			return call.nothing()
		}
		if t, _, version := n.stateOf(got); t != call.target || version < first {
			return fmt.Sprintf("got %+v, which was no state of %s since version %d", resultOf(got), call.target.id, first)
		}
		return ""
	}
}

// counted returns what compares a number with those of the shelf since the call began.
func (n *stormNet) counted(shelf int) func(int64) string {
	n.store.mu.Lock()
	defer n.store.mu.Unlock()
	first := len(n.store.counts[shelf]) - 1
	return func(got int64) string {
		n.store.mu.Lock()
		defer n.store.mu.Unlock()
		for _, was := range n.store.counts[shelf][first:] {
			if int64(was.things) == got {
				return ""
			}
		}
		return fmt.Sprintf("counted %d; the shelf had %v", got, n.store.counts[shelf][first:])
	}
}

// listed returns what compares a list with the shelf: what was there all the time is in it once,
// and nothing that never was.
func (n *stormNet) listed(shelf int) func([]*stormModel) string {
	n.store.mu.Lock()
	defer n.store.mu.Unlock()
	begun := n.store.clock
	return func(items []*stormModel) string {
		n.store.mu.Lock()
		defer n.store.mu.Unlock()
		got := map[*stormThing]bool{}
		for _, item := range items {
			if item == nil {
				return "an item is nil"
			}
			t, _, version := n.stateOf(item)
			if version == 0 || t.shelf != shelf || got[t] || t.gone > 0 && t.gone <= begun {
				return fmt.Sprintf("listed %+v, which was not there or is twice", resultOf(item))
			}
			got[t] = true
		}
		for _, t := range n.store.shelves[shelf] {
			if t.gone == 0 && t.born <= begun && !got[t] {
				return t.id + " is missing from the list"
			}
		}
		return ""
	}
}
