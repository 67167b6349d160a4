package graph

import (
	"net/http"
	"slices"
	"strings"
	"sync/atomic"

	"github.com/intunegen/intunegen/odata"
)

// redactor returns what takes the secrets of the exchange out of texts.
func (x *exchange) redactor() *redactor {
	r := &redactor{known: slices.Clone(x.tokens)}
	if secrets := odata.Secrets(x.subject); len(secrets) > 0 {
		r.known = append(r.known, newNeedles(secrets...))
	}
	return r
}

// veil returns an error that shows no secret of the exchange.
func (x *exchange) veil(err error) error {
	if err == nil {
		return nil
	}
	return x.redactor().error(err)
}

// results returns what the reply is decoded into: of a batch, that of each item.
func (x *exchange) results() []any {
	if all, ok := x.result.([]any); ok {
		return all
	}
	return []any{x.result}
}

// addToken remembers the token of one more try.
func (x *exchange) addToken(token *needles) {
	if token != nil && !slices.Contains(x.tokens, token) {
		x.tokens = append(x.tokens, token)
	}
}

// redactHeader takes secrets out of what azcore logs and traces of a reply: its header, names
// included, and its status line. The exchange keeps the header as it was received.
func (x *exchange) redactHeader(resp *http.Response) {
	red := x.redactor()
	x.received = nil
	resp.Status = red.line(resp.Status)
	for name, values := range resp.Header {
		if red.line(name) != name {
			x.keep(resp)
			delete(resp.Header, name)
			continue
		}
		for i, value := range values {
			if shown := red.line(value); shown != value {
				x.keep(resp)
				resp.Header[name][i] = shown
			}
		}
	}
}

// keep puts the header of a reply aside before it is changed.
func (x *exchange) keep(resp *http.Response) {
	if x.received == nil {
		x.received = resp.Header
		resp.Header = resp.Header.Clone()
	}
}

// A tokenCache holds the token that was sent last: one serves for an hour, so that what finds it is
// made once.
type tokenCache struct{ last atomic.Pointer[knownToken] }

type knownToken struct {
	authorization string
	needles       *needles
}

// needles returns what finds the token of a header Authorization, nil for an empty one.
func (c *tokenCache) needles(authorization string) *needles {
	if authorization == "" {
		return nil
	}
	if known := c.last.Load(); known != nil && known.authorization == authorization {
		return known.needles
	}
	_, token, found := strings.Cut(authorization, " ")
	if !found {
		token = authorization
	}
	known := &knownToken{authorization, newNeedles(token)}
	c.last.Store(known)
	return known.needles
}

// subjects returns the bodies of requests that are sent together.
func subjects(part []*batchEntry) []any {
	all := make([]any, len(part))
	for i, e := range part {
		all[i] = e.call.body
	}
	return all
}

// results returns what the answers to requests that are sent together are decoded into.
func results(part []*batchEntry) []any {
	all := make([]any, len(part))
	for i, e := range part {
		all[i] = e.into
	}
	return all
}
