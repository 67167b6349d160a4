package graphtest

import (
	"net/http"
	"time"
)

// A script is a list of replies that are given once each.
type script struct {
	pattern pattern
	replies []Reply
}

// Script answers the next calls that match a pattern by these replies, one each: [Throttled],
// [ResetBefore], [ResetAfter], [Truncated], [HTMLPage], [Unauthorized], [Error] or any other. The
// service does not act on a call that is answered so, except before [ResetAfter] and [Truncated].
func (s *Server) Script(text string, replies ...Reply) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.scripts = append(s.scripts, &script{parsePattern(text), replies})
}

// A throttle refuses calls.
type throttle struct {
	every  int // every so-manieth call is refused; 0 for a budget
	after  time.Duration
	budget int
	per    time.Duration
	count  int
	since  time.Time
}

// Throttle refuses every nth request with 429, and tells to try again after a time; a negative one
// leaves the header Retry-After out.
func (s *Server) Throttle(n int, after time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.throttles = append(s.throttles, throttle{every: max(n, 1), after: after})
}

// Budget refuses requests with 429 that are more than n in a time, until that time is over.
func (s *Server) Budget(n int, per time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.throttles = append(s.throttles, throttle{budget: n, per: per})
}

// A storm is faults at random.
type storm struct {
	share  float64
	faults []Reply
}

// Storm answers a share of all requests, 0 to 1, by faults, chosen at random from these by the
// server's seed. Without faults it uses one of each kind.
func (s *Server) Storm(share float64, faults ...Reply) {
	if len(faults) == 0 {
		faults = []Reply{Throttled(0), Throttled(-1), Error(http.StatusServiceUnavailable, "ServiceUnavailable", "Try again later."),
			HTMLPage(http.StatusBadGateway), ResetBefore(), ResetAfter(), Truncated()}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.storm = &storm{share, faults}
}

// planned returns the fault that a call is answered with, and reports whether there is one.
func (s *Server) planned(c *Call) (Reply, bool) {
	segments := s.state.pathSegments(c)
	for _, script := range s.scripts {
		if _, ok := script.pattern.match(c.Method, segments); ok && len(script.replies) > 0 {
			reply := script.replies[0]
			script.replies = script.replies[1:]
			return reply, !reply.pass
		}
	}
	for i := range s.throttles {
		if after, refused := s.throttles[i].refuses(); refused {
			return Throttled(after), true
		}
	}
	if s.storm != nil && s.state.rand.Float64() < s.storm.share {
		return s.storm.faults[s.state.rand.IntN(len(s.storm.faults))], true
	}
	return Reply{}, false
}

// refuses counts a call and reports whether it is refused, and after how long the next one is not.
func (t *throttle) refuses() (time.Duration, bool) {
	t.count++
	if t.every > 0 {
		return t.after, t.count%t.every == 0
	}
	now := time.Now()
	if now.Sub(t.since) >= t.per {
		t.since, t.count = now, 1
	}
	return t.per - now.Sub(t.since), t.count > t.budget
}
