package graph

import (
	"errors"
	"fmt"
	"math"
	"net/http"
	"net/url"
	"sync/atomic"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
)

// A guard is the last step before the network. It sends requests to the service's host only, bounds
// the bodies of replies, and takes secrets out of what the policies log and trace.
type guard struct {
	next   policy.Transporter
	base   *url.URL
	max    int64
	tokens tokenCache
	blind  *atomic.Bool // set after a request whose exchange is not known
}

func (g *guard) Do(req *http.Request) (*http.Response, error) {
	x := exchangeOf(req.Context())
	req = x.leave(req)
	if !sameHost(req.URL, x.home(g.base)) {
		return nil, &final{fmt.Errorf("host %s is not the service's; nothing was sent", req.URL.Host)}
	}
	if x.wire.Method == "" {
		g.blind.Store(true)
	}
	x.addToken(g.tokens.needles(req.Header.Get("Authorization")))
	resp, err := x.send(g.next.Do, req)
	if err != nil {
		return nil, x.redactError(withoutURL(err))
	}
	if err := g.check(x, resp); err != nil {
		return nil, err
	}
	g.limit(x, resp)
	x.redactHeader(resp)
	if x.redirectErr != nil {
		x.left = false
		return nil, &final{x.redirectErr}
	}
	return resp, nil
}

// check returns an error if the transport did what it must not do.
func (g *guard) check(x *exchange, resp *http.Response) error {
	if resp == nil {
		return errors.New("the transport returned neither a reply nor an error")
	}
	if resp.Request == nil || resp.Request.URL == nil || sameHost(resp.Request.URL, x.home(g.base)) {
		return nil
	}
	_ = resp.Body.Close() // the reply is refused, so its end does not matter
	host := resp.Request.URL.Host
	return &final{x.redactError(fmt.Errorf("the transport followed a redirect to host %s, which is refused", host))}
}

// limit bounds the body of a reply.
func (g *guard) limit(x *exchange, resp *http.Response) {
	if resp.StatusCode < 200 {
		_ = resp.Body.Close() // of 101 it is the connection, for which there is no use
		resp.Body = http.NoBody
	}
	body := &x.limited
	*body = limitedBody{body: resp.Body, left: g.max, exchange: x}
	switch {
	case resp.StatusCode >= 300:
		body.left, body.cut = maxErrorReply, true
	case x.streams && x.foreign == nil:
		body.left = math.MaxInt64
	case g.max == 0:
		body.left = maxReply
	}
	body.max = body.left
	resp.Body = body
}

// withoutURL takes the URL out of an error of net/http: messages have the path already.
func withoutURL(err error) error {
	var u *url.Error
	if errors.As(err, &u) {
		return u.Err
	}
	return err
}

// A final error is one that another try would not change.
type final struct{ error }

func (f *final) Unwrap() error { return f.error }

// NonRetriable marks the error for azcore.
func (f *final) NonRetriable() {}
