package graph_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/intunegen/intunegen/graph"
)

// This file compares what callers were told with what the service did.

// A stormCall is one call of a caller's: what it asked for, what the service saw and did, and what
// the caller was told.
type stormCall struct {
	id     int
	kind   string // read, list, count, patch, put, raise, create, delete, ring
	target *stormThing
	alone  bool // not in a batch

	// Of the service, under its lock.
	seen    int // requests that came in
	refused int // of those, how many were refused so that they certainly had no effect
	applied int // changes that were made
	empty   int // answers of success without a body
	faults  []string

	latest int64 // the number of the last try that came in
	sound  int64 // that of the last one that was answered without harm

	// Of the client, under the same lock; not counted in a batch.
	tries    int   // that left the sender towards the network
	answered int   // of those, how many were answered in full
	success  int64 // the number of the last one that was answered with success

	// Of the caller, once the call has ended.
	took time.Duration
	err  error
	lie  string // how the result differs from every state that the service had
}

func (c *stormCall) writes() bool {
	return !slices.Contains([]string{"read", "list", "count"}, c.kind)
}

// repeats reports whether the same call may have its effect more than once.
func (c *stormCall) repeats() bool { return c.kind == "patch" || c.kind == "put" }

func (c *stormCall) String() string {
	return fmt.Sprintf("call %d, %s (alone %t): seen %d times, applied %d times, told %q after %v; faults: %s",
		c.id, c.kind, c.alone, c.seen, c.applied, fmt.Sprint(c.err), c.took.Round(time.Millisecond), strings.Join(c.faults, ", "))
}

// told is the kind of outcome that the caller was told.
func (c *stormCall) told() string {
	var e *graph.Error
	switch {
	case c.err == nil:
		return "done"
	case errors.Is(c.err, graph.ErrNotSent):
		return "not sent"
	case errors.Is(c.err, graph.ErrOutcomeUnknown):
		return "outcome unknown"
	case errors.As(c.err, &e):
		return fmt.Sprintf("status %d", e.Status)
	case errors.Is(c.err, context.Canceled), errors.Is(c.err, context.DeadlineExceeded):
		return "context ended"
	}
	return "no reply"
}

// contradictions returns in which ways the call contradicts the service, when all is quiet. No call
// should take longer than hang.
func (c *stormCall) contradictions(hang time.Duration) (kinds []string) {
	told := c.told()
	for kind, is := range map[string]bool{
		"told done, and it was not":         told == "done" && c.writes() && !c.inEffect(),
		"told failed, and it was done":      told != "done" && told != "outcome unknown" && c.writes() && c.applied > 0,
		"told not sent, and it was":         told == "not sent" && c.seen > 0,
		"never sent, and not told so":       c.alone && c.tries == 0 && told != "not sent",
		"told an answer, and none was":      c.seen == 0 && told != "not sent" && c.hasAnswer(),
		"a read of which nobody knows":      told == "outcome unknown" && !c.writes(),
		"no answer, and no word of it":      c.unsaid(),
		"told failed, and it was answered":  told != "done" && c.wellAnswered(),
		"both not sent and unknown":         errors.Is(c.err, graph.ErrNotSent) && errors.Is(c.err, graph.ErrOutcomeUnknown),
		"told unknown, and it was refused":  told == "outcome unknown" && c.surelyRefused(),
		"result that the service never had": c.lie != "",
		"done more than once":               c.applied > 1 && !c.repeats(),
		"read a thing that is there: 404":   c.kind == "read" && told == "status 404",
		"took too long":                     c.took > hang,
		"the error shows the token":         c.err != nil && strings.Contains(fmt.Sprintf("%v %+v %#v", c.err, c.err, c.err), stormToken),
		"the error has more than one line":  c.err != nil && strings.ContainsAny(c.err.Error(), "\r\n"),
	} {
		if is {
			kinds = append(kinds, kind)
		}
	}
	return kinds
}

// hasAnswer reports whether the caller was told an answer of the service's to this very call.
func (c *stormCall) hasAnswer() bool {
	var e *graph.Error
	return errors.As(c.err, &e) && e.Path != "/$batch"
}

// wellAnswered reports whether the last request of the call was answered with success, and without
// harm.
func (c *stormCall) wellAnswered() bool {
	return c.alone && c.kind != "list" && c.success > 0 && c.success == c.latest && c.success == c.sound
}

// unsaid reports whether the error of a change is no answer and does not say what became of it,
// though not every request that came in was refused.
func (c *stormCall) unsaid() bool {
	return c.writes() && slices.Contains([]string{"no reply", "context ended"}, c.told()) && (c.seen == 0 || c.refused < c.seen)
}

// inEffect reports whether what was asked for is so: a thing that is gone may have been deleted by
// an earlier call whose caller was told that nobody knows.
func (c *stormCall) inEffect() bool {
	return c.applied > 0 || c.kind == "delete" && c.target.gone > 0
}

// surelyRefused reports whether every try was refused in a way that leaves nothing to be unknown.
func (c *stormCall) surelyRefused() bool {
	var e *graph.Error
	return c.alone && c.writes() && c.tries == c.seen && c.answered == c.seen && c.refused == c.seen && errors.As(c.err, &e)
}

// finalState compares the state of things that one caller alone writes with what that caller was
// told: the last word is that of the last change that was told done, or of one of which nobody
// knows.
func finalState(calls []*stormCall) (lost []string) {
	last := map[*stormThing]*stormCall{}
	for _, c := range calls {
		if c.err == nil && c.repeats() {
			last[c.target] = c
		}
	}
	for thing, c := range last {
		if by := thing.now().by; by == nil || by != c && by.told() != "outcome unknown" {
			lost = append(lost, fmt.Sprintf("%s was left by %v; its last change was of %v", thing.id, by, c))
		}
	}
	return lost
}

// raised compares the number in things that many callers raise, each with If-Match, with how many
// did.
func raised(calls []*stormCall) (lost []string) {
	sum := map[*stormThing]int32{}
	for _, c := range calls {
		if c.kind == "raise" {
			sum[c.target] += int32(c.applied)
		}
	}
	for thing, n := range sum {
		if got := thing.now().count; got != n {
			lost = append(lost, fmt.Sprintf("%s counts %d after it was raised %d times", thing.id, got, n))
		}
	}
	return lost
}

// sounds notes that a try of the call is answered without harm.
func (c *stormCall) sounds(s *stormStore, try int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c.sound = max(c.sound, try)
}
