package graph

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"time"
)

// A budget is how many requests a client sends in any span of time to one part of the service. A request counts until the span has
// passed since its reply, so that the service never counts more than the budget, however long requests travel.
type budget struct {
	writes, requests int
	span             time.Duration
	prefixes         []string // beginnings of paths; of all budgets the one with the longest counts
}

const span = 20 * time.Second

// budgets are the documented limits of Intune for one app in one tenant. Devices, their scripts and detected apps have one of their own;
// everything else shares that of device configuration, the lowest documented. What belongs to a user has its path from there. That reports can be
// exported about a hundred times a minute is not documented, but was observed.
//
// Source: https://learn.microsoft.com/graph/throttling-limits#intune-service-limits
var budgets = []budget{
	{100, 1000, span, []string{
		"/deviceManagement", "/deviceAppManagement",
		"/deviceEnrollmentConfigurations", "/deviceManagementTroubleshootingEvents", "/managedAppLogCollectionRequests", "/managedAppRegistrations",
		"/mobileAppIntentAndStates", "/mobileAppTroubleshootingEvents", "/windowsInformationProtectionDeviceRegistrations",
	}},
	{200, 2000, span, []string{
		"/deviceManagement/managedDevices", "/deviceManagement/comanagedDevices", "/deviceManagement/detectedApps",
		"/deviceManagement/deviceManagementScripts", "/managedDevices",
	}},
	{100, 1000, time.Minute, []string{"/deviceManagement/reports/exportJobs"}},
}

// A limiter keeps a client within budgets. All its goroutines share it.
type limiter []class

type class struct {
	prefixes         []string
	writes, requests *window
}

func newLimiter(off bool) limiter {
	var l limiter
	for _, b := range budgets {
		if !off {
			l = append(l, class{b.prefixes, newWindow(b.writes, b.span), newWindow(b.requests, b.span)})
		}
	}
	return l
}

// places are what requests take in a window.
type places struct {
	*window
	n int
}

// windows returns the windows that requests count in, always in one order, so that no two requests wait for each other.
func (l limiter) windows(parts []part) []places {
	var list []places
	for i := range l {
		c := &l[i]
		requests, writes := places{c.requests, 0}, places{c.writes, 0}
		for _, p := range parts {
			if l.classOf(p.path) != c {
				continue
			}
			requests.n++
			if isWrite(p.method) {
				writes.n++
			}
		}
		if requests.n > 0 {
			list = append(list, requests)
		}
		if writes.n > 0 {
			list = append(list, writes)
		}
	}
	return list
}

func isWrite(method string) bool { return method != http.MethodGet && method != http.MethodHead }

// classOf returns the class of a path, nil for none.
func (l limiter) classOf(path string) (found *class) {
	longest := -1
	path = belowUser(path)
	for i := range l {
		for _, prefix := range l[i].prefixes {
			if len(prefix) > longest && isBelow(path, prefix) {
				found, longest = &l[i], len(prefix)
			}
		}
	}
	return found
}

// belowUser returns what a path has behind a user, "/managedDevices" of "/users/{id}/managedDevices", or the path as it is.
func belowUser(path string) string {
	if strings.HasPrefix(path, "/me/") {
		return path[len("/me"):]
	}
	if user, ok := strings.CutPrefix(path, "/users/"); ok {
		if i := strings.IndexByte(user, '/'); i >= 0 {
			return user[i:]
		}
	}
	return path
}

func isBelow(path, prefix string) bool {
	return len(path) >= len(prefix) && strings.EqualFold(path[:len(prefix)], prefix) && (len(path) == len(prefix) || strings.IndexByte("/(?", path[len(prefix)]) >= 0)
}

// A window counts requests in a sliding span. A request takes a place when it is sent, gives it back when it is answered, and
// the place is free again a span later.
type window struct {
	turn  chan struct{} // held by the one request that waits for a place; the others queue for it in order
	freed chan struct{} // told when a place was given back or waiting has got longer
	span  time.Duration

	mu     sync.Mutex
	fresh  int         // places never used
	used   []time.Time // when each place that was given back is free again, in order
	paused time.Time
}

func newWindow(places int, span time.Duration) *window {
	return &window{turn: make(chan struct{}, 1), freed: make(chan struct{}, 1), span: span, fresh: places}
}

// enter takes places, waiting for them in turn, and returns how many it took: all unless there is an error. wait is told of a wait before
// it begins.
func (w *window) enter(ctx context.Context, n int, wait func(time.Duration)) (taken int, err error) {
	select {
	case w.turn <- struct{}{}:
	default:
		select {
		case w.turn <- struct{}{}:
		case <-ctx.Done():
			return 0, fmt.Errorf("others wait for a place in the budget, too: %w", ctx.Err())
		}
	}
	defer func() { <-w.turn }()
	for taken < n {
		delay, ok := w.take()
		if ok {
			taken++
			continue
		}
		if delay > 0 {
			wait(delay)
		}
		if err := w.sleep(ctx, delay); err != nil {
			return taken, err
		}
	}
	return taken, nil
}

// take takes a place, or returns how long there will be none: 0 when that depends on requests that are not answered yet.
func (w *window) take() (time.Duration, bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	now := time.Now()
	if delay := w.paused.Sub(now); delay > 0 {
		return delay, false
	}
	switch {
	case w.fresh > 0:
		w.fresh--
		return 0, true
	case len(w.used) == 0:
		return 0, false
	}
	if delay := w.used[0].Sub(now); delay > 0 {
		return delay, false
	}
	w.used = w.used[1:]
	return 0, true
}

// sleep waits for the delay, or for a place to be given back if that is what is waited for.
func (w *window) sleep(ctx context.Context, delay time.Duration) error {
	if delay > 0 {
		if err := sleep(ctx, delay); err != nil {
			return fmt.Errorf("the budget has its next place in %v: %w", delay.Round(time.Millisecond), err)
		}
		return nil
	}
	select {
	case <-w.freed:
		return nil
	case <-ctx.Done():
		return fmt.Errorf("every place in the budget is taken by a request without an answer: %w", ctx.Err())
	}
}

// leave gives a place back.
func (w *window) leave() {
	w.mu.Lock()
	w.used = append(w.used, time.Now().Add(w.span))
	w.mu.Unlock()
	select {
	case w.freed <- struct{}{}:
	default:
	}
}

// pause lets no request in for a time: the service has said so to one of them.
func (w *window) pause(delay time.Duration) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if until := time.Now().Add(delay); until.After(w.paused) {
		w.paused = until
	}
}

// sleep waits, unless the context ends before: at once when its deadline is nearer than the delay.
func sleep(ctx context.Context, delay time.Duration) error {
	if deadline, ok := ctx.Deadline(); ok && time.Until(deadline) < delay {
		return context.DeadlineExceeded
	}
	timer := time.NewTimer(delay)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
