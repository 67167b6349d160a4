package graph

import (
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/runtime"
)

// moduleName and moduleVersion are what the telemetry policy puts into User-Agent.
const (
	moduleName    = "intunegen"
	moduleVersion = "v0.1.0"
)

// newPipeline returns the pipeline of a client. What is tried again, and how often, is decided by our own policy: azcore's truncates a
// fractional Retry-After, and retries a POST that may have been carried out.
func newPipeline(c *Client, options *ClientOptions) runtime.Pipeline {
	own := options.ClientOptions
	own.Retry = policy.RetryOptions{MaxRetries: -1, TryTimeout: options.Retry.TryTimeout}
	own.Logging.IncludeBody = false // bodies hold secrets
	own.Transport = &transport{guarded(options.Transport)}
	own.PerCallPolicies = append(slices.Clone(own.PerCallPolicies), requestID{}, newRetrier(c, options))
	perRetry := []policy.Policy{stayHome{c.base}}
	if c.cred != nil {
		perRetry = append(perRetry, runtime.NewBearerTokenPolicy(c.cred, []string{c.cloud.Scope}, &policy.BearerTokenOptions{
			InsecureAllowCredentialWithHTTP: c.base.Scheme == "http", // of a loopback address: NewClient allows no other
		}))
	}
	return runtime.NewPipeline(moduleName, moduleVersion, runtime.PipelineOptions{
		PerRetry: perRetry,
		Tracing:  runtime.TracingOptions{Namespace: "Microsoft.Graph"},
		// Ids of a request are what support asks for.
		AllowedHeaders: []string{headerRequestID, headerClientRequestID, "Retry-After"},
	}, &own)
}

const (
	headerRequestID       = "Request-Id"
	headerClientRequestID = "Client-Request-Id"
)

// requestID gives each call an id of its own.
type requestID struct{}

func (requestID) Do(req *policy.Request) (*http.Response, error) {
	if req.Raw().Header.Get(headerClientRequestID) == "" {
		id, err := runtime.NewUUID()
		if err != nil {
			return nil, err
		}
		req.Raw().Header.Set(headerClientRequestID, id)
	}
	return req.Next()
}

// stayHome refuses requests to another host than the client's, whatever a policy made of the URL: they would carry a token there.
type stayHome struct{ base *url.URL }

func (p stayHome) Do(req *policy.Request) (*http.Response, error) {
	if !sameHost(req.Raw().URL, p.base) {
		return nil, fmt.Errorf("refused to send a request to host %s; the client's host is %s", req.Raw().URL.Host, p.base.Host)
	}
	return req.Next()
}

func sameHost(a, b *url.URL) bool { return a.Host == b.Host && a.Scheme == b.Scheme }

// guarded returns a transport that follows a redirect only to the same host and with the same method.
func guarded(own policy.Transporter) policy.Transporter {
	client, ok := own.(*http.Client)
	switch {
	case own == nil:
		client = &http.Client{Transport: defaultTransport()}
	case !ok:
		return own
	}
	copied := *client
	copied.CheckRedirect = checkRedirect(client.CheckRedirect)
	return &copied
}

func defaultTransport() http.RoundTripper {
	t := http.DefaultTransport.(*http.Transport).Clone()
	t.MaxIdleConnsPerHost = 32 // a client talks to one host
	return t
}

func checkRedirect(own func(*http.Request, []*http.Request) error) func(*http.Request, []*http.Request) error {
	return func(req *http.Request, via []*http.Request) error {
		switch {
		case !sameHost(req.URL, via[0].URL):
			return fmt.Errorf("refused a redirect to host %s", req.URL.Host)
		case req.Method != via[0].Method:
			return fmt.Errorf("refused a redirect that makes a %s of a %s", req.Method, via[0].Method)
		case own != nil:
			return own(req, via)
		case len(via) >= 10:
			return fmt.Errorf("refused the 10th redirect")
		}
		return nil
	}
}

// A transport bounds the bodies of error answers, which azcore reads whole.
type transport struct{ policy.Transporter }

// mostOfError is how much of an error's body is read: what is longer explains nothing.
const mostOfError = 1 << 20

func (t *transport) Do(req *http.Request) (*http.Response, error) {
	resp, err := t.Transporter.Do(req)
	if err == nil && resp.StatusCode >= http.StatusBadRequest {
		resp.Body = &boundedBody{io.LimitReader(resp.Body, mostOfError), resp.Body}
	}
	return resp, err
}

type boundedBody struct {
	io.Reader
	io.Closer
}
