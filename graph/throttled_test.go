package graph_test

import (
	"net/http"
	"sync"
	"time"

	"github.com/intunegen/intunegen/graph"
)

// throttled is a service with Intune's budget: 100 writes in any 20 seconds.
type throttled struct {
	mu      sync.Mutex
	times   []time.Time
	effect  map[string]int
	refused int
	delays  int
}

func (s *throttled) do(r *http.Request) (*http.Response, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	recent := 0
	for _, at := range s.times {
		if time.Since(at) < 20*time.Second {
			recent++
		}
	}
	s.times = append(s.times, time.Now())
	if recent >= 100 {
		s.refused++
		return reply(http.StatusTooManyRequests, ""), nil
	}
	if s.effect == nil {
		s.effect = map[string]int{}
	}
	s.effect[r.URL.Path]++
	return reply(http.StatusNoContent, ""), nil
}

func (s *throttled) delayed(graph.Event) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.delays++
}
