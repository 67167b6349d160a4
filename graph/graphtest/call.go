package graphtest

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/intunegen/intunegen/odata"
)

// A Call is a request that the service received.
type Call struct {
	Method string
	Path   string // below the service root, unescaped: "/deviceManagement/managedDevices/1"
	Query  url.Values
	Header http.Header
	Body   json.RawMessage // as received; nil without one
	Status int             // of the reply; 0 in a handler of [Server.On]
	// Params holds what is in place of the names in braces of the pattern, as in {managedDeviceId}.
	Params map[string]string

	rawPath, rawQuery string
	root              string // the URL of the service root as the client calls it
	requestID         string
	now               time.Time
	inBatch           bool
}

// Decode decodes the body into a model, a patch or parameters. It returns an error if the body does
// not fit.
func (c Call) Decode(v any) error { return odata.Unmarshal(c.Body, v) }

// maxCalls and maxHeld bound the calls that a server remembers, and the bytes of their bodies: the
// oldest are dropped.
const (
	maxCalls = 100_000
	maxHeld  = 64 << 20
)

// A pattern is a method and the segments of a path, of which those in braces match any.
type pattern struct {
	method   string
	segments []string
}

// parsePattern reads "PATCH /deviceManagement/managedDevices/{managedDeviceId}". Without a method,
// or with *, it matches all methods.
func parsePattern(text string) pattern {
	method, path, ok := strings.Cut(strings.TrimSpace(text), " ")
	if !ok {
		method, path = "*", method
	}
	return pattern{strings.ToUpper(method), splitPath(strings.TrimSpace(path))}
}

// match returns the values of the names in braces, and reports whether the pattern matches.
func (p pattern) match(method string, path []string) (map[string]string, bool) {
	if p.method != "*" && p.method != method || len(path) != len(p.segments) {
		return nil, false
	}
	params := map[string]string{}
	for i, s := range p.segments {
		if strings.HasPrefix(s, "{") && strings.HasSuffix(s, "}") {
			params[strings.Trim(s, "{}")] = path[i]
			continue
		}
		if !matchSegment(s, path[i], params) {
			return nil, false
		}
	}
	return params, true
}

// matchSegment matches a segment that is not a name in braces: as it is, without a namespace before
// the last dot, or, for a function, with any arguments.
func matchSegment(want, have string, params map[string]string) bool {
	if want == have || strings.HasSuffix(have, "."+want) && !strings.Contains(want, ".") {
		return true
	}
	w, h := parseSegment(want), parseSegment(have)
	if !w.called || !h.called || w.name != h.name {
		return false
	}
	if w.arguments == "" || strings.Contains(w.arguments, "{") {
		for _, argument := range splitArguments(h.arguments) {
			name, value, _ := strings.Cut(argument, "=")
			params[name] = unquoteLiteral(value)
		}
		return true
	}
	return false
}

// pathSegments returns the segments that patterns are compared with: keys in parentheses are
// segments of their own.
func (s *state) pathSegments(c *Call) []string {
	all, _ := segmentsOf(c.rawPath)
	var segments []string
	for _, one := range all {
		if one.called && !strings.Contains(one.arguments, "=") && one.arguments != "" {
			segments = append(segments, one.name, unquoteLiteral(one.arguments))
			continue
		}
		segments = append(segments, one.whole())
	}
	return segments
}

// Calls returns the calls that match a pattern, as "POST
// /deviceManagement/managedDevices/{id}/retire", in the order in which they came. Names in braces
// match any key; the pattern "*" matches all.
func (s *Server) Calls(text string) []Call {
	s.mu.Lock()
	defer s.mu.Unlock()
	p := parsePattern(text)
	var all []Call
	for _, c := range s.calls {
		if strings.TrimSpace(text) == "*" {
			all = append(all, *c)
			continue
		}
		if params, ok := p.match(c.Method, s.state.pathSegments(c)); ok {
			matched := *c
			matched.Params = params
			all = append(all, matched)
		}
	}
	return all
}
