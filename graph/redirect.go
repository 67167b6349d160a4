package graph

import (
	"context"
	"net/http"
	"net/url"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
)

const maxRedirects = 10

// guardRedirects returns a transport that follows a redirect only to the service's host, only with
// the same method, since an update must not become a read, and only to a URL without the token. The
// reply with a redirect that it does not follow is the result.
func guardRedirects(transport policy.Transporter, base *url.URL) policy.Transporter {
	if transport == nil {
		transport = &http.Client{Transport: defaultTransport()}
	}
	client, ok := transport.(*http.Client)
	if !ok {
		return transport
	}
	guarded, theirs := *client, client.CheckRedirect
	guarded.CheckRedirect = func(req *http.Request, via []*http.Request) error {
		x := exchangeOf(req.Context())
		switch {
		case !sameHost(req.URL, x.home(base)) || req.Method != via[0].Method || len(via) >= maxRedirects:
			return http.ErrUseLastResponse
		case x.foreign != nil && isWrite(req.Method):
			return http.ErrUseLastResponse
		case x.showsToken(req.URL) || x.redirect(req.Context()) != nil:
			return http.ErrUseLastResponse
		case theirs != nil:
			return theirs(req, via)
		}
		return nil
	}
	return &guarded
}

// redirect records that a redirect is the reply to the request, and acquires the places in the
// budgets for the request that follows it.
func (x *exchange) redirect(ctx context.Context) error {
	x.sent = true
	x.connected.Store(false)
	x.redirectErr = x.reacquire(ctx)
	return x.redirectErr
}

// redirectMessage says why a reply with a status from 300 to 399 is an error.
func (c *Client) redirectMessage(x *exchange, r *reply) string {
	location := r.header.Get("Location")
	switch {
	case r.status == http.StatusNotModified:
		return "nothing has changed, so there is no result; leave out If-None-Match and If-Modified-Since to read it"
	case location == "":
		return "the reply is a redirect without a Location"
	case x.foreign != nil:
		return "refused a redirect of a signed address"
	}
	to, err := c.resolveLink(x, location)
	switch {
	case err != nil:
		return "refused a redirect: " + err.Error()
	case isWrite(x.wire.Method) && r.status <= http.StatusSeeOther:
		return "refused a redirect: it would turn the " + x.wire.Method + " into a GET"
	}
	return "refused one more redirect, to " + c.pathOf(to)
}
