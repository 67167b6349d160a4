package graphtest

import (
	"fmt"
	"net/http"
)

// A handler answers calls in place of the service.
type handler struct {
	pattern pattern
	answer  func(Call) Reply
}

// On answers the calls that match a pattern by a function: "POST
// /deviceManagement/managedDevices/{id}/retire". The names in braces are in the call's Params. The
// last handler that matches answers, before the service; [Pass] leaves the call to the next one.
// The function may call the server's methods.
func (s *Server) On(text string, answer func(Call) Reply) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.handlers = append(s.handlers, &handler{parsePattern(text), answer})
}

// dispatch answers a call: by a fault, by a batch, by a handler, or by the service. The call is
// remembered.
func (s *Server) dispatch(c *Call) Reply {
	reply := s.route(c)
	s.mu.Lock()
	defer s.mu.Unlock()
	c.Status = reply.Status
	if c.Status == 0 && reply.broken == whole {
		c.Status = http.StatusOK
	}
	if s.log != nil {
		s.log(line(c))
	}
	return reply
}

// line describes a call in one line.
func line(c *Call) string {
	query := ""
	if c.rawQuery != "" {
		query = "?" + c.rawQuery
	}
	return fmt.Sprintf("%s %s%s %d", c.Method, c.rawPath, query, c.Status)
}

// remember gives a call its id and keeps it.
func (s *Server) remember(c *Call) {
	s.received++
	c.requestID, c.now = fmt.Sprintf("00000000-0000-4000-8000-%012x", s.received), s.state.clock()
	s.held += len(c.Body)
	for len(s.calls) > 0 && (len(s.calls) >= maxCalls || s.held > maxHeld) {
		s.held -= len(s.calls[0].Body)
		s.calls = s.calls[1:]
	}
	s.calls = append(s.calls, c)
}

// route finds what answers a call.
func (s *Server) route(c *Call) Reply {
	s.mu.Lock()
	s.remember(c)
	planned, ok := s.planned(c)
	s.mu.Unlock()
	if ok && planned.broken != resetAfter && planned.broken != truncated {
		return planned
	}
	reply := s.act(c)
	reply.broken = planned.broken
	return reply
}

// act answers a call by a batch, by a handler, or by the service.
func (s *Server) act(c *Call) Reply {
	if c.rawPath == "/$batch" || c.rawPath == "/%24batch" {
		return s.batch(c)
	}
	for i := len(s.handlersNow()) - 1; i >= 0; i-- {
		if reply, ok := s.handle(s.handlersNow()[i], c); ok {
			return reply
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.serve(c)
}

func (s *Server) handlersNow() []*handler {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.handlers
}

// handle answers a call by a handler, and reports whether that does.
func (s *Server) handle(h *handler, c *Call) (Reply, bool) {
	s.mu.Lock()
	params, ok := h.pattern.match(c.Method, s.state.pathSegments(c))
	s.mu.Unlock()
	if !ok {
		return Reply{}, false
	}
	matched := *c
	matched.Params = params
	reply := h.answer(matched)
	return reply, !reply.pass
}
