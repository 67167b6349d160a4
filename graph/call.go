package graph

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"github.com/intunegen/intunegen/odata"
)

// A call is a request of whatever result.
type call struct {
	node   *Node
	method string
	body   any // nil for none
	encode func(any) ([]byte, error)
	query  []odata.QueryOption
	accept string // "" for JSON

	contentType string     // of the body; "" for JSON
	total       *int64     // set to the number of a collection's items; nil without WithCount
	paged       bool       // the reply is a page
	row         *odata.Row // how its items are decoded into rows; nil for models
}

func (c *call) build() (Wire, error) {
	wire, err := c.wire()
	if err != nil {
		_, template := c.node.path()
		return Wire{}, fmt.Errorf("%s %s: %w", c.method, template, err)
	}
	return wire, nil
}

func (c *call) wire() (Wire, error) {
	if c.node.err != nil {
		return Wire{}, c.node.err
	}
	url, template, err := c.address()
	if err != nil {
		return Wire{}, err
	}
	accept := isJSON
	if c.accept != "" {
		accept = []string{c.accept}
	}
	wire := Wire{Method: c.method, URL: url, Template: template, Header: http.Header{"Accept": accept}}
	c.node.client.addConsistency(wire)
	if c.body == nil {
		if c.encode != nil {
			return Wire{}, errors.New("the body is nil; give what is to be sent")
		}
		return wire, nil
	}
	if wire.Body, err = c.encode(c.body); err != nil {
		return Wire{}, err
	}
	wire.Header["Content-Type"] = isJSON
	if c.contentType != "" {
		wire.Header["Content-Type"] = []string{c.contentType}
	}
	if err := c.checkBinds(wire.Body); err != nil {
		return Wire{}, err
	}
	return wire, c.checkBody(wire.Body)
}

// isJSON is the value of headers in every request. It is full, so that append copies it.
var isJSON = []string{"application/json"}

// checkBody refuses unknownFutureValue, which services send in place of members of an enumeration
// that a client may not know.
func (c *call) checkBody(body []byte) error {
	if c.node.client.allow.unknownFutureValue || !bytes.Contains(body, []byte("unknownFutureValue")) {
		return nil
	}
	if path, found := odata.UnknownFutureValue(c.body); found {
		return fmt.Errorf("%s: is unknownFutureValue, which stands for a member that was not sent; set another (graph.IncludeUnknownEnumMembers "+
			"reads the true one), or ClientOptions.AllowUnknownFutureValue", path)
	}
	return nil
}

// do sends the request and decodes the reply into *out. The result is ignored if out is nil.
func (c *call) do(ctx context.Context, out any, options []Option) error {
	x, r, err := c.send(ctx, options)
	switch {
	case err != nil:
		return err
	case out == nil:
		return c.node.client.drop(x, r)
	}
	return c.decode(x, r, out)
}

// send sends the request and reads the reply.
func (c *call) send(ctx context.Context, options []Option) (*exchange, *reply, error) {
	x, err := c.exchange(options)
	if err != nil {
		return nil, nil, err
	}
	r, err := c.node.client.roundTrip(ctx, x)
	x.passHeader()
	return x, r, err
}

// exchange returns the exchange for the request. Its error is [ErrNotSent]: the request cannot be
// built, or the client's cloud is known not to have it.
func (c *call) exchange(options []Option) (*exchange, error) {
	x, err := c.prepare(options)
	return x, mark(err, ErrNotSent)
}

func (c *call) prepare(options []Option) (*exchange, error) {
	wire, err := c.build()
	if err != nil {
		return nil, err
	}
	client := c.node.client
	set, err := apply(options, wire, c.paged)
	if err != nil {
		return nil, fmt.Errorf("%s %s: %w", wire.Method, wire.Template, err)
	}
	if client.lacks(wire) {
		return nil, client.notInCloud(wire)
	}
	if name := client.lackedType(c.body); name != "" {
		return nil, fmt.Errorf("%w (the body has a %s)", client.notInCloud(wire), name)
	}
	x := client.newExchange(wire, c.body)
	x.settings = set
	return x, nil
}

// decode decodes the body of a reply into *out. Without a body, *out stays as it is.
func (c *call) decode(x *exchange, r *reply, out any) error {
	x.result = out
	if count, ok := out.(*int64); ok && strings.HasSuffix(x.wire.Template, "/$count") {
		return c.decodeCount(x, r, count)
	}
	if r.isEmpty() {
		return nil
	}
	if x.writes && r.isOperation() {
		return nil
	}
	if raw, ok := out.(*[]byte); ok {
		*raw = r.body
		return nil
	}
	err := odata.DecodeReply(r.text(), out, c.node.client.ownMemory)
	if cut, ok := err.(odata.TruncatedError); ok {
		return x.truncated(string(cut))
	}
	if err != nil {
		return c.node.client.misread(x, r, err)
	}
	return nil
}

// decodeCount decodes the number of items in a collection. Nothing, null and a negative number are
// not such a number.
func (c *call) decodeCount(x *exchange, r *reply, count *int64) error {
	n, err := int64(-1), errNoCount
	if !r.isEmpty() {
		err = odata.DecodeReply(r.text(), &n, false)
	}
	if err == nil && n < 0 {
		err = errNoCount
	}
	if err != nil {
		return c.node.client.misread(x, r, err)
	}
	*count = n
	return nil
}
