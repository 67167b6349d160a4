package graph

import (
	"context"
	"net/http"
	"strings"
	"sync"
	"time"
)

// Budgets of requests per app and tenant in each window, as documented for Intune.
//
// Source: https://learn.microsoft.com/graph/throttling-limits
const (
	window       = 20 * time.Second
	writeBudget  = 100
	deviceBudget = 200 // writes to managed devices, scripts and detected apps
	readFactor   = 10  // all requests, of which reads are most, may be that many times the writes
)

// A limiter holds requests back so that the service need not refuse them. It is shared by all goroutines of a client.
type limiter struct {
	off     bool
	observe func(Event)

	mu      sync.Mutex
	classes map[string]*class
}

// A class is a part of the service with a budget of its own.
type class struct {
	writes, all spent
	paused      time.Time // nothing goes before
}

// spent holds when the last requests of a budget went, the oldest first, in a ring.
type spent struct {
	at   []time.Time
	next int
}

// ready returns when the budget has room.
func (s *spent) ready() time.Time { return s.at[s.next].Add(window) }

func (s *spent) take(at time.Time) {
	s.at[s.next] = at
	s.next = (s.next + 1) % len(s.at)
}

// wait returns when the request may go. Its turn is taken at once, so that requests go in the order in which they came.
func (l *limiter) wait(ctx context.Context, e Event) error {
	if l.off {
		return ctx.Err()
	}
	delay := l.reserve(e, time.Now())
	if delay <= 0 {
		return ctx.Err()
	}
	if l.observe != nil {
		e.Kind, e.Delay = Limiting, delay
		l.observe(e)
	}
	return sleep(ctx, delay)
}

func (l *limiter) reserve(e Event, now time.Time) time.Duration {
	l.mu.Lock()
	defer l.mu.Unlock()
	c := l.class(e.Path)
	at := latest(now, c.paused, c.all.ready())
	if isWrite(e.Method) {
		at = latest(at, c.writes.ready())
		c.writes.take(at)
	}
	c.all.take(at)
	return at.Sub(now)
}

func latest(first time.Time, others ...time.Time) time.Time {
	for _, t := range others {
		if t.After(first) {
			first = t
		}
	}
	return first
}

// pause holds back the class of a request that was refused.
func (l *limiter) pause(e Event, d time.Duration) {
	if l.off {
		return
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	c := l.class(e.Path)
	c.paused = latest(c.paused, time.Now().Add(d))
}

// class returns the class of a path: its first two segments.
func (l *limiter) class(path string) *class {
	name := className(path)
	if c := l.classes[name]; c != nil {
		return c
	}
	budget := writeBudget
	if isDevices(name) {
		budget = deviceBudget
	}
	c := &class{writes: spent{at: make([]time.Time, budget)}, all: spent{at: make([]time.Time, budget*readFactor)}}
	if l.classes == nil {
		l.classes = map[string]*class{}
	}
	l.classes[name] = c
	return c
}

func className(path string) string {
	parts := strings.SplitN(strings.TrimPrefix(path, "/"), "/", 3)
	name, _, _ := strings.Cut(strings.Join(parts[:min(len(parts), 2)], "/"), "(")
	return strings.ToLower(name)
}

func isDevices(name string) bool {
	switch name {
	case "devicemanagement/manageddevices", "devicemanagement/devicemanagementscripts", "devicemanagement/detectedapps":
		return true
	}
	return false
}

func isWrite(method string) bool { return method != http.MethodGet && method != http.MethodHead }
