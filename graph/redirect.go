package graph

import (
	"net/http"
	"net/url"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
)

// refusedRedirect says why a reply with a status of redirection is an error.
func (c *Client) refusedRedirect(x *exchange, r *reply) string {
	location := r.header.Get("Location")
	switch {
	case r.status == http.StatusNotModified:
		return "nothing has changed, so there is no result; leave out If-None-Match and If-Modified-Since to read it"
	case location == "":
		return "a redirect that does not say where to"
	}
	to, err := c.resolve(location, x.wire.URL)
	switch {
	case err != nil:
		return "refused a redirect to " + hostOf(location)
	case isWrite(x.wire.Method) && r.status <= http.StatusSeeOther:
		return "refused a redirect that makes a GET of a " + x.wire.Method
	}
	return "refused one redirect more, to " + c.pathOf(to)
}

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
