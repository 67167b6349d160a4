package graph

import (
	"errors"
	"fmt"
	"io"
	"math"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/runtime"
)

// This file puts the client on azcore's pipeline: telemetry → the user's policies per call → azcore's retry, which tries once → sending
// (retry and limits) → token → the user's policies per try → tracing and logging → the transport behind its guard.

const (
	moduleName    = "intunegen"
	moduleVersion = "v0.1.0"

	maxReply      = 256 << 20
	maxErrorReply = 1 << 20 // of the body of a reply that is an error; the rest is cut off
)

func newTransport(cred azcore.TokenCredential, c *Client, options *ClientOptions) (*azcore.Client, error) {
	o := options.ClientOptions
	o.Logging.IncludeBody = false
	o.Retry = policy.RetryOptions{MaxRetries: -1}
	o.Transport = &guard{next: withoutForeignRedirects(o.Transport, c.base), base: c.base, max: options.MaxResponseBytes, blind: &c.blind}
	plan := runtime.PipelineOptions{
		AllowedHeaders:         []string{"client-request-id", "request-id", "x-ms-ags-diagnostic", "Retry-After", "Prefer"},
		AllowedQueryParameters: []string{"$select", "$expand", "$orderby", "$top", "$skip", "$count"},
		PerRetry:               []policy.Policy{c.sender},
		Tracing:                runtime.TracingOptions{Namespace: "Microsoft.Graph"},
	}
	if cred != nil {
		plan.PerRetry = append(plan.PerRetry, runtime.NewBearerTokenPolicy(cred, []string{c.cloud.Scope},
			// http is of a loopback address: NewClient allows no other.
			&policy.BearerTokenOptions{InsecureAllowCredentialWithHTTP: c.base.Scheme == "http"}))
	}
	return azcore.NewClient(moduleName, moduleVersion, plan, &o)
}

// defaultTransport is shared by all clients, so that their connections are.
var defaultTransport = sync.OnceValue(func() *http.Transport {
	t := http.DefaultTransport.(*http.Transport).Clone()
	t.MaxIdleConnsPerHost = 100
	// A connection that has died without a word is found out within 15 seconds.
	t.HTTP2 = &http.HTTP2Config{SendPingTimeout: 10 * time.Second, PingTimeout: 5 * time.Second}
	return t
})

// withoutForeignRedirects returns a transport that follows no redirect to another host, and none that would turn an update into a
// read. What is not followed comes back as the reply.
func withoutForeignRedirects(transport policy.Transporter, base *url.URL) policy.Transporter {
	if transport == nil {
		transport = &http.Client{Transport: defaultTransport()}
	}
	client, ok := transport.(*http.Client)
	if !ok {
		return transport
	}
	guarded, theirs := *client, client.CheckRedirect
	guarded.CheckRedirect = func(req *http.Request, via []*http.Request) error {
		if !sameHost(req.URL, base) || req.Method != via[0].Method || len(via) >= 10 {
			return http.ErrUseLastResponse
		}
		if exchangeOf(req.Context()).redirect(req.Context()) != nil {
			return http.ErrUseLastResponse
		}
		if theirs != nil {
			return theirs(req, via)
		}
		return nil
	}
	return &guarded
}

// sameHost tells whether a URL is of the service's host: scheme, name and port.
func sameHost(u, base *url.URL) bool {
	return u.Scheme == base.Scheme && strings.EqualFold(u.Hostname(), base.Hostname()) && port(u) == port(base)
}

func port(u *url.URL) string {
	if p := u.Port(); p != "" {
		return p
	}
	return map[string]string{"http": "80", "https": "443"}[u.Scheme]
}

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

// A limitedBody reads so much of a body. What is beyond is cut off, or an error.
type limitedBody struct {
	body      io.ReadCloser
	left, max int64
	cut       bool
	broken    bool // it ended with an error
	exchange  *exchange
}

func (b *limitedBody) Read(p []byte) (int, error) {
	n, err := b.read(p)
	if b.broken = err != nil && err != io.EOF; b.broken {
		err = b.exchange.veil(err) // what follows the body may be quoted
	}
	return n, err
}

func (b *limitedBody) read(p []byte) (int, error) {
	if b.left <= 0 {
		return b.beyond()
	}
	if int64(len(p)) > b.left {
		p = p[:b.left]
	}
	n, err := b.body.Read(p)
	b.left -= int64(n)
	return n, err
}

func (b *limitedBody) beyond() (int, error) {
	if b.cut {
		return 0, io.EOF
	}
	var more [1]byte
	n, err := b.body.Read(more[:])
	if n > 0 {
		return 0, &final{fmt.Errorf("the reply is larger than %d bytes; raise ClientOptions.MaxResponseBytes", b.max)}
	}
	return 0, err
}

func (b *limitedBody) Close() error { return b.body.Close() }

// final is an error that sending again does not mend.
type final struct{ error }

func (f *final) Unwrap() error { return f.error }

// NonRetriable marks the error for azcore.
func (f *final) NonRetriable() {}
