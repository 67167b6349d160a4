package graphtest

// A staleness says how long reads of a resource are behind.
type staleness struct {
	reads int     // that are still to be behind
	old   *record // what they find; nil for nothing
}

// Lag makes the next reads of each resource stale: after a change, n reads of it find it as it was,
// and after a create, they do not find it. 0 ends that.
func (s *Server) Lag(n int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.state.lag = n
}

// lagBehind makes reads of a resource that was written find it as it was.
func (s *state) lagBehind(r *resource, old *record) {
	if s.lag > 0 {
		r.stale = &staleness{s.lag, old}
	}
}

// isBehind reports whether a read does not find a resource yet. With counts, it is one of the reads
// that are behind.
func (s *state) isBehind(r *resource, counts bool) bool {
	if r == nil || r.stale == nil {
		return false
	}
	behind := r.stale.old == nil && r.stale.reads > 0
	if counts {
		s.caughtUp(r)
	}
	return behind
}

// caughtUp counts a read of a resource.
func (s *state) caughtUp(r *resource) {
	if r.stale.reads--; r.stale.reads < 0 {
		r.stale = nil
	}
}

// seen returns what a read finds of a resource.
func (r *resource) seen() *record {
	if r.stale != nil && r.stale.reads >= 0 && r.stale.old != nil {
		return r.stale.old
	}
	return r.rec
}
