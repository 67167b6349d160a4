package graph

import "time"

// An Event reports a delay: a request waits before it is sent again, or until the budget allows it.
type Event struct {
	Kind   EventKind
	Method string
	Path   string // from the service root, without the query
	Try    int    // the try that is delayed, from 1
	Status int    // of the reply that is retried; 0 if there was none
	// Delay is how long the request waits. It is 0 if that depends on requests without a reply yet.
	Delay time.Duration
}

// An EventKind is the reason for a delay.
type EventKind string

// The kinds of [Event].
const (
	Retrying EventKind = "retrying" // the request is sent again
	Limiting EventKind = "limiting" // the budget has no place for it
)

// report passes an event of an exchange to ClientOptions.OnDelay.
func (s *sender) report(x *exchange, event Event) {
	if s.onDelay != nil {
		event.Method, event.Path = x.wire.Method, x.path
		s.onDelay(event)
	}
}
