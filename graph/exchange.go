package graph

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/runtime"
)

// An exchange is a request on its way, and what the policies need to know of it.
type exchange struct {
	context.Context // of the call

	wire       Wire
	path       string // from the service root, without query
	subject    any    // the value that the body was made of; for a batch, those of all its requests
	result     any    // where the reply is decoded to; for a batch, those of all its requests
	repeatable bool   // sending it twice has the same effect as sending it once
	streams    bool   // the caller reads the reply's body
	parts      []part // the requests that count for the budgets: itself, or those in a batch
	own        [1]part
	body       tryBody // the body as azcore holds it; sent only after a challenge
	first      tryBody // of the first try
	reply      reply
	id         string // the client's id of the request
	sender     *sender
	answered   bool // the last try has a whole reply
	progress
	attempt

	ids [1]string // the header with the id

	foreign *url.URL // a signed address of another host, which the request goes to
	source  *source  // the body of such a request, nil for none

	settings settings // what the caller's options set

	tokens   []*needles // of all tries, to keep them out of errors
	token    [1]*needles
	received http.Header // the reply's header as received, if it showed a secret
}

// A part is one request that counts for the budgets.
type part struct{ method, path string }

// An attempt is one try.
type attempt struct {
	number       int            // from 1
	last         *http.Response // nil before there is one
	limited      limitedBody    // the body of last
	reservations []reservation  // the places in the budgets that the try holds
	sends        int            // to the transport; more than one after a challenge
	left         bool           // the last of the sends may have left the client
	redirectErr  error          // why a redirect was not followed
}

// newExchange returns an exchange for one request.
func (c *Client) newExchange(wire Wire, subject any) *exchange {
	x := &exchange{wire: wire, path: c.pathOf(wire.URL), subject: subject, id: newRequestID()}
	x.repeatable = wire.Method != http.MethodPost
	x.writes = isWrite(wire.Method)
	x.own[0] = part{wire.Method, x.path}
	x.parts, x.tokens = x.own[:], x.token[:0]
	for name, values := range wire.Header {
		if isSecretHeader(name) {
			x.addToken(headerNeedles(values))
		}
	}
	return x
}

// pathOf returns the path of a URL from the service root, without query. That of a URL beside the
// service root, to which links of a service may lead, begins at the host.
func (c *Client) pathOf(url string) string {
	path, ok := strings.CutPrefix(url, c.root)
	if !ok {
		path = strings.TrimPrefix(url, c.base.Scheme+"://"+c.base.Host)
	}
	path, _, _ = strings.Cut(path, "?")
	return path
}

// clientID returns the id of the request that the service gets: the caller's own if there is one.
func (x *exchange) clientID() string { return cmp.Or(x.wire.Header.Get("Client-Request-Id"), x.id) }

// roundTrip sends a request and reads the reply. A reply without success is an *Error.
func (c *Client) roundTrip(ctx context.Context, x *exchange) (*reply, error) {
	resp, err := c.transmit(ctx, x)
	if resp == nil {
		return nil, x.sendError(ctx, err)
	}
	defer func() { _ = resp.Body.Close() }() // it was read before
	r := &x.reply
	r.status, r.header = resp.StatusCode, resp.Header
	cut := err
	if !x.limited.broken { // else the error is a policy's
		r.body, cut = runtime.Payload(resp)
	}
	switch {
	case cut != nil:
		err = fmt.Errorf("the reply's body could not be read: %w", cut)
	case err != nil:
		err = fmt.Errorf("the request was not sent again: %w", err)
	}
	x.note(resp, err)
	if err := c.settle(x, r, err); err != nil {
		return nil, err
	}
	return r, nil
}

// passHeader gives the caller the header of the reply, if there is a reply and the caller asked for
// its header.
func (x *exchange) passHeader() {
	if x.settings.response != nil && x.reply.header != nil {
		*x.settings.response = x.reply.header
	}
}

// settle returns the error of a reply, or nil if the request succeeded. A DELETE that is sent again
// succeeded if it finds nothing: the first one deleted the resource.
func (c *Client) settle(x *exchange, r *reply, err error) error {
	isGone := r.status == http.StatusNotFound || r.status == http.StatusGone
	switch {
	case isGone && x.lost && x.wire.Method == http.MethodDelete:
		*r = reply{status: http.StatusNoContent, header: r.header}
	case err != nil || !isSuccess(r.status):
		return c.replyError(x, r, err)
	case x.isUnaskedPart(r.status):
		return c.misread(x, r, errPart)
	case r.holdsError():
		x.lost = true
		return c.replyError(x, r, nil)
	}
	return nil
}

// misread returns the error of a reply that does not have the type that the request expects. Such a
// reply proves nothing, because it may be from something else than the service.
func (c *Client) misread(x *exchange, r *reply, err error) error {
	x.lost = true
	return c.replyError(x, r, fmt.Errorf("the reply is not as described: %w", err))
}
