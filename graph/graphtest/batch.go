package graphtest

import (
	"encoding/json"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// maxBatch is the most requests of a batch that Graph takes.
const maxBatch = 20

// A batched is one request of a batch.
type batched struct {
	ID        string            `json:"id"`
	Method    string            `json:"method"`
	URL       string            `json:"url"`
	Headers   map[string]string `json:"headers"`
	Body      json.RawMessage   `json:"body"`
	DependsOn []string          `json:"dependsOn"`
}

// A batchedReply is the reply to one.
type batchedReply struct {
	ID      string            `json:"id"`
	Status  int               `json:"status"`
	Headers map[string]string `json:"headers,omitempty"`
	Body    json.RawMessage   `json:"body,omitempty"`
}

// batch answers a JSON batch.
func (s *Server) batch(c *Call) Reply {
	if kind := c.Header.Get("Content-Type"); strings.HasPrefix(strings.ToLower(kind), "multipart/") {
		return s.multipart(c, kind)
	}
	requests, f := readBatch(c)
	if f != nil {
		return f.reply(c)
	}
	var responses []batchedReply
	failed := map[string]bool{}
	for _, r := range requests {
		reply := batchedReply{ID: r.ID, Status: http.StatusFailedDependency}
		if slices.ContainsFunc(r.DependsOn, func(id string) bool { return failed[id] }) {
			reply.Body = json.RawMessage(`{"error":{"code":"FailedDependency","message":"A request that this one depends on has failed."}}`)
		} else {
			reply = s.answerBatched(c, r)
		}
		failed[r.ID] = reply.Status >= 400
		responses = append(responses, reply)
	}
	return OK(map[string]any{"responses": responses})
}

// readBatch reads and checks the requests of a batch.
func readBatch(c *Call) ([]batched, *fault) {
	if c.Method != http.MethodPost {
		return nil, notAllowed(c.Method, c.Path)
	}
	raw := compact(c.Body)
	if raw == nil {
		return nil, badRequest("Invalid batch payload format.")
	}
	var body struct {
		Requests []batched `json:"requests"`
	}
	if err := json.Unmarshal(raw, &body); err != nil || body.Requests == nil {
		return nil, badRequest("Invalid batch payload format.")
	}
	if n := len(body.Requests); n > maxBatch {
		return nil, badRequest("Number of batch request steps exceeds the maximum value of %d.", maxBatch)
	}
	earlier := map[string]bool{}
	for _, r := range body.Requests {
		if r.ID == "" || earlier[r.ID] {
			return nil, badRequest("Request id %q is missing or not unique.", r.ID)
		}
		for _, id := range r.DependsOn {
			if !earlier[id] {
				return nil, badRequest("The request %q depends on %q, which does not come before it.", r.ID, id)
			}
		}
		earlier[r.ID] = true
	}
	return body.Requests, nil
}

// answerBatched answers one request of a batch, as one of its own.
func (s *Server) answerBatched(outer *Call, r batched) batchedReply {
	header := http.Header{}
	for name, value := range r.Headers {
		header.Set(name, value)
	}
	a := s.inner(outer, r.Method, r.URL, header, r.Body)
	reply := batchedReply{ID: r.ID, Status: a.status, Headers: map[string]string{}}
	for name := range a.header {
		reply.Headers[name] = a.header.Get(name)
	}
	switch {
	case len(a.body) == 0:
	case json.Valid(a.body):
		reply.Body = a.body
	default:
		reply.Body = quote(encodeBase64(string(a.body)))
	}
	return reply
}

// inner answers a request that came in a batch. Its address is relative to the service root, or
// absolute below it.
func (s *Server) inner(outer *Call, method, address string, header http.Header, body []byte) *answer {
	failed := func(f *fault) *answer { return outer.answer(f.reply(outer)) }
	u, err := url.Parse(address)
	if err != nil {
		return failed(badRequest("Invalid batch request url."))
	}
	if u.Host == "" {
		path := u.EscapedPath()
		if !strings.HasPrefix(path, "/") {
			path = "/" + path
		}
		if path = strings.TrimPrefix(path, s.state.model.Path); !strings.HasPrefix(path, "/") {
			path = "/" + path
		}
		if u, err = url.Parse(outer.root + path); err != nil {
			return failed(badRequest("Invalid batch request url."))
		}
		inner, _ := url.Parse(address)
		u.RawQuery = inner.RawQuery
	}
	c := s.newCall(method, u, header, body)
	c.inBatch = true
	if strings.HasPrefix(c.rawPath, "/$batch") {
		return failed(badRequest("A batch request cannot contain another batch."))
	}
	reply := s.dispatch(c)
	if reply.broken != whole { // one part of a reply cannot break off
		reply = Error(http.StatusGatewayTimeout, "GatewayTimeout", "The service did not answer.")
	}
	return c.answer(reply)
}
