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

// A guard is the last station before the network: nothing leaves for another host than the service's, and no more of a reply than the
// limit comes in. What the policies above it log and trace has no secrets.
type guard struct {
	next   policy.Transporter
	base   *url.URL
	max    int64
	tokens tokenCache
	blind  *atomic.Bool // set when a request has come whose exchange is not known
}

func (g *guard) Do(req *http.Request) (*http.Response, error) {
	if !sameHost(req.URL, g.base) {
		return nil, &final{fmt.Errorf("host %s is not the service's; nothing was sent", req.URL.Host)}
	}
	x := exchangeOf(req.Context())
	if x.wire.Method == "" {
		g.blind.Store(true)
	}
	x.addToken(g.tokens.needles(req.Header.Get("Authorization")))
	resp, err := x.pass(g.next.Do, req)
	if err != nil {
		return nil, x.veil(withoutURL(err))
	}
	if resp == nil {
		return nil, errors.New("the transport returned neither reply nor error")
	}
	if resp.Request != nil && resp.Request.URL != nil && !sameHost(resp.Request.URL, g.base) {
		_ = resp.Body.Close() // it is refused, so how it ends does not matter
		return nil, &final{x.veil(fmt.Errorf("the transport followed a redirect to host %s, which is refused", resp.Request.URL.Host))}
	}
	if resp.StatusCode < 200 {
		_ = resp.Body.Close() // of 101 it is the connection, which is of no use
		resp.Body = http.NoBody
	}
	limited := &x.limited
	*limited = limitedBody{body: resp.Body, left: g.max, exchange: x}
	switch {
	case resp.StatusCode >= 300:
		limited.left, limited.cut = maxErrorReply, true
	case x.streams:
		limited.left = math.MaxInt64
	case g.max == 0:
		limited.left = maxReply
	}
	limited.max = limited.left
	resp.Body = limited
	x.redactHeader(resp)
	if x.held != nil {
		x.left = false
		return nil, &final{x.held}
	}
	return resp, nil
}

// withoutURL takes the URL out of an error of net/http: whoever reports it names the path already.
func withoutURL(err error) error {
	var u *url.Error
	if errors.As(err, &u) {
		return u.Err
	}
	return err
}

// final is an error that sending again does not mend.
type final struct{ error }

func (f *final) Unwrap() error { return f.error }

// NonRetriable marks the error for azcore.
func (f *final) NonRetriable() {}
