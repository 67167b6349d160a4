package graph

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/runtime"
	"github.com/intunegen/intunegen/odata"
)

// Foreign sends a request to a signed address of another host, as that of an export or of an
// upload: the address itself gives access. The request goes by the client's transport, with its
// retries and its bound on the size of replies. It has no token, and passes none of the policies of
// ClientOptions, which may add one. No error, log or trace shows the address: they name the host
// only.
//
// link is absolute and https; plain http is for loopback addresses only. An address of the client's
// own host is refused: use [Client.Do]. header is that of the request, nil for none. body is sent
// from its start, and from there again for each try; nil sends none. Nobody else may use it until
// Foreign returns.
//
// A reply with a status of success is the result; its body must be read and closed. Of a GET it is
// read as it comes in. Every other reply is an [*Error]; its Code is that of x-ms-error-code if the
// body has none. A request other than POST is sent again also after 408, 500 and 502, which stores
// of files answer when they are busy. Redirects are followed for GET and HEAD within the host only.
func (c *Client) Foreign(ctx context.Context, method string, link odata.Secret, header http.Header, body io.ReadSeeker) (*http.Response, error) {
	x, err := c.foreignExchange(strings.ToUpper(method), link, header, body)
	if err != nil {
		return nil, mark(fmt.Errorf("%s of a signed address: %w", oneLine(method, 20), err), ErrNotSent)
	}
	defer x.source.end()
	resp, err := c.open(ctx, x)
	if resp != nil {
		resp.Request = nil // it has the address
	}
	return resp, err
}

// foreignExchange returns the exchange of a request to a signed address. Its URL, which policies
// log and trace, names the host only; the guard puts the address in its place.
func (c *Client) foreignExchange(method string, link odata.Secret, header http.Header, body io.ReadSeeker) (*exchange, error) {
	address, err := c.foreignAddress(link)
	if err != nil {
		return nil, err
	}
	root := address.Scheme + "://" + address.Host
	wire := Wire{Method: method, URL: root + "/", Header: http.Header{}}
	for name, values := range header {
		name = http.CanonicalHeaderKey(name)
		if name != "Content-Type" {
			if err := checkHeader(name, strings.Join(values, "")); err != nil {
				return nil, err
			}
		}
		wire.Header[name] = append(wire.Header[name], values...)
	}
	x := c.newExchange(wire, secretsOf(address))
	x.path, x.parts, x.foreign, x.streams = root, nil, address, method == http.MethodGet
	if body != nil {
		x.source, err = newSource(body)
	}
	return x, err
}

// foreignAddress returns a signed address as a URL. No error quotes it.
func (c *Client) foreignAddress(link odata.Secret) (*url.URL, error) {
	u, err := url.Parse(strings.TrimSpace(link.Reveal()))
	switch {
	case err != nil || u.Host == "" || u.Opaque != "":
		return nil, errors.New("the address is not an absolute URL")
	case u.User != nil:
		return nil, errors.New("the address has a user name in it, which is refused")
	case u.Scheme != "https" && (u.Scheme != "http" || !isLoopback(u.Hostname())):
		return nil, fmt.Errorf("the address of host %s is not https; plain http is for loopback addresses only", u.Host)
	case strings.EqualFold(strings.TrimSuffix(u.Hostname(), "."), c.base.Hostname()) && port(u) == port(c.base):
		return nil, errors.New("the address is of the client's own host; use Client.Do")
	}
	u.Fragment, u.RawFragment = "", ""
	return u, nil
}

// secretsOf returns the parts of a signed address that nothing may show: all but its host and short
// parameters.
func secretsOf(u *url.URL) []odata.Secret {
	secrets := []odata.Secret{odata.NewSecret(u.RequestURI())}
	if len(u.EscapedPath()) >= minSpaced {
		secrets = append(secrets, odata.NewSecret(u.EscapedPath()))
	}
	for _, values := range u.Query() {
		for _, value := range values {
			if len(value) >= minFragment {
				secrets = append(secrets, odata.NewSecret(value))
			}
		}
	}
	return secrets
}

// home returns the address whose host the exchange is for.
func (x *exchange) home(base *url.URL) *url.URL {
	if x.foreign != nil {
		return x.foreign
	}
	return base
}

// leave returns the request as it goes out: that to a signed address gets the address.
func (x *exchange) leave(req *http.Request) *http.Request {
	if x.foreign == nil {
		return req
	}
	req = req.WithContext(req.Context())
	req.URL = x.foreign
	return req
}

// newForeignTransport builds the pipeline of requests to signed addresses: the sender, and azcore's
// own policies.
func newForeignTransport(c *Client, o policy.ClientOptions) (*azcore.Client, error) {
	o.PerCallPolicies, o.PerRetryPolicies = nil, nil
	return azcore.NewClient(moduleName, moduleVersion, runtime.PipelineOptions{
		PerRetry: []policy.Policy{c.sender},
		Tracing:  runtime.TracingOptions{Namespace: "Microsoft.Graph"},
	}, &o)
}
