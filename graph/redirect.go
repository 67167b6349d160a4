package graph

import "net/http"

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
