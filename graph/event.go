package graph

import "time"

// An Event tells of a delay: before a request is tried again, or before the limiter lets it go.
type Event struct {
	Kind   EventKind
	Method string
	Path   string        // from the service root, without the query
	Try    int           // of the request that is delayed, from 1
	Status int           // of the answer that is retried; 0 when there was none
	Delay  time.Duration // how long the request waits; 0 where that depends on requests that are not answered yet
}

// An EventKind says why a request waits.
type EventKind string

// The kinds of [Event].
const (
	Retrying EventKind = "retrying"
	Limiting EventKind = "limiting"
)

func (s *sender) tell(x *exchange, event Event) {
	if s.onDelay != nil {
		event.Method, event.Path = x.wire.Method, x.path
		s.onDelay(event)
	}
}
