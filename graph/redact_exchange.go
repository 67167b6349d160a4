package graph

import (
	"net/http"
	"slices"
	"strings"
	"sync/atomic"

	"github.com/intunegen/intunegen/odata"
)

// redactor returns a redactor that knows the secrets of the exchange.
func (x *exchange) redactor() *redactor {
	r := &redactor{known: slices.Clone(x.tokens)}
	if secrets := odata.Secrets(x.subject); len(secrets) > 0 {
		r.known = append(r.known, newNeedles(secrets...))
	}
	return r
}

// redactError returns an error that shows no secret of the exchange.
func (x *exchange) redactError(err error) error {
	if err == nil {
		return nil
	}
	return x.redactor().error(err)
}

// results returns the values that the reply is decoded into: for a batch, that of each item.
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

// redactHeader takes secrets out of the parts of a reply that azcore logs and traces: the names and
// values of its header, and its status line. The exchange saves the header as it was received.
func (x *exchange) redactHeader(resp *http.Response) {
	red := x.redactor()
	x.received = nil
	resp.Status = red.line(resp.Status)
	for name, values := range resp.Header {
		if red.line(name) != name {
			x.saveReceived(resp)
			delete(resp.Header, name)
			continue
		}
		for i, value := range values {
			if shown := red.line(value); shown != value {
				x.saveReceived(resp)
				resp.Header[name][i] = shown
			}
		}
	}
}

// saveReceived saves the header of a reply before it is changed.
func (x *exchange) saveReceived(resp *http.Response) {
	if x.received == nil {
		x.received = resp.Header
		resp.Header = resp.Header.Clone()
	}
}

// A tokenCache holds the needles of the token that was sent last. A token is valid for an hour, so
// its needles are made once and used for many requests.
type tokenCache struct{ last atomic.Pointer[cachedToken] }

type cachedToken struct {
	authorization string
	needles       *needles
}

// needles returns the needles of the token in a header Authorization, or nil for an empty header.
func (c *tokenCache) needles(authorization string) *needles {
	if authorization == "" {
		return nil
	}
	if last := c.last.Load(); last != nil && last.authorization == authorization {
		return last.needles
	}
	_, token, found := strings.Cut(authorization, " ")
	if !found {
		token = authorization
	}
	latest := &cachedToken{authorization, newNeedles(token)}
	c.last.Store(latest)
	return latest.needles
}

// subjects returns the values that the bodies of the requests in one part of a batch were made of.
func subjects(part []*batchEntry) []any {
	all := make([]any, len(part))
	for i, e := range part {
		all[i] = e.call.body
	}
	return all
}

// results returns the values that the replies to the requests in one part of a batch are decoded
// into.
func results(part []*batchEntry) []any {
	all := make([]any, len(part))
	for i, e := range part {
		all[i] = e.into
	}
	return all
}
