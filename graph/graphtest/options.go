package graphtest

import "time"

// An Option changes a new server.
type Option func(*Server)

// Seed chooses the ids, dates and faults that the server makes up; the default is 1. Two servers
// with one seed make the same.
func Seed(seed uint64) Option {
	return func(s *Server) { s.state.pcg.Seed(seed, seed) }
}

// Clock gives the server the time that it writes into resources. Without it, the first write is at
// the start of 2026, and each other one a second later.
func Clock(now func() time.Time) Option { return func(s *Server) { s.state.clock = now } }

// PageSize sets the most items of a page that a request does not limit; the default is 1000.
func PageSize(n int) Option { return func(s *Server) { s.state.pageSize = max(n, 1) } }

// ETags makes the service write @odata.etag into resources. It heeds If-Match in any case.
func ETags() Option { return func(s *Server) { s.state.etags = true } }

// OnlySet makes the service leave out the properties of a resource that nobody set. Intune returns
// them with null, or with a default where they are not nullable, and so does the server without it.
func OnlySet() Option { return func(s *Server) { s.state.onlySet = true } }

// Log gives the server a function that is called with one line for each request.
func Log(log func(line string)) Option { return func(s *Server) { s.log = log } }
