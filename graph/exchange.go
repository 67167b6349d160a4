package graph

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"strings"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/runtime"
)

// An exchange is a request on its way and what policies need to know of it.
type exchange struct {
	context.Context // of the call

	wire       Wire
	path       string // from the service root, without query
	subject    any    // what the body was made of; of a batch, the bodies of all in it
	result     any    // what the reply is decoded into, once it is
	repeatable bool   // its effect is the same twice as once
	streams    bool   // the reply's body is handed out unread
	parts      []part // what counts for the budgets: the request itself, or those in a batch
	own        [1]part
	body       tryBody // what azcore holds as the body; never sent but after a challenge
	first      tryBody // of the first try
	reply      reply
	id         string // the client's id of it
	sender     *sender
	answered   bool // the last try has an answer that is whole
	progress
	attempt

	ids [1]string // the header with it

	tokens   []*needles // of all tries, to be kept out of errors
	token    [1]*needles
	received http.Header // of the reply, where it had what must not show
}

type part struct{ method, path string }

// An attempt is one try.
type attempt struct {
	number  int            // from 1
	last    *http.Response // nil before there is one
	limited limitedBody    // the body of last
	windows []places       // what it takes of the budgets
	passes  int            // how often the transport was handed the request: more often than once after a challenge
	left    bool           // it may have gone out by the last of them
	held    error          // why a redirect was not followed
}

// newExchange returns an exchange for one request.
func (c *Client) newExchange(wire Wire, subject any) *exchange {
	x := &exchange{wire: wire, path: c.pathOf(wire.URL), subject: subject, repeatable: wire.Method != http.MethodPost, id: newRequestID()}
	x.writes = isWrite(wire.Method)
	x.own[0] = part{wire.Method, x.path}
	x.parts, x.tokens = x.own[:], x.token[:0]
	return x
}

// pathOf returns the path of a URL from the service root, without query.
func (c *Client) pathOf(url string) string {
	path, _, _ := strings.Cut(strings.TrimPrefix(url, c.root), "?")
	return path
}

// roundTrip sends a request and reads the reply. A status over 299 is an *Error.
func (c *Client) roundTrip(ctx context.Context, x *exchange) (*reply, error) {
	resp, err := c.transmit(ctx, x)
	if resp == nil {
		return nil, x.sendError(ctx, err)
	}
	defer func() { _ = resp.Body.Close() }() // it was read before
	r := &x.reply
	r.status, r.header = resp.StatusCode, resp.Header
	cut := err
	if !x.limited.broken { // else an error is a policy's
		r.body, cut = runtime.Payload(resp)
	}
	switch {
	case cut != nil:
		err = fmt.Errorf("the reply's body could not be read: %w", cut)
	case err != nil:
		err = fmt.Errorf("it was not sent again: %w", err)
	}
	x.note(resp, err)
	if err := c.settle(x, r, err); err != nil {
		return nil, err
	}
	return r, nil
}

// settle returns the error of a reply, nil if it is one of success. A deletion that is sent again finds nothing left.
func (c *Client) settle(x *exchange, r *reply, err error) error {
	switch {
	case x.lost && x.wire.Method == http.MethodDelete && (r.status == http.StatusNotFound || r.status == http.StatusGone):
		*r = reply{status: http.StatusNoContent, header: r.header}
	case err != nil || !isSuccess(r.status):
		return c.replyError(x, r, err)
	case r.holdsError():
		x.lost = true
		return c.replyError(x, r, nil)
	}
	return nil
}

// misread is the error of a reply that is not what the request is typed by. It proves nothing: who knows who has answered.
func (c *Client) misread(x *exchange, r *reply, err error) error {
	x.lost = true
	return c.replyError(x, r, fmt.Errorf("the reply is not as described: %w", err))
}

// clientID returns the id of the request that the service is told: the caller's own where there is one.
func (x *exchange) clientID() string { return cmp.Or(x.wire.Header.Get("Client-Request-Id"), x.id) }
