package graph

import (
	"context"
	"errors"
	"fmt"
	"net/http"
)

// Fetch sends a create or an update and returns the resource as it is afterwards: the service's
// reply, or the result of a read if the reply has no body. After 202 (accepted, and still going
// on), Fetch returns the present resource of an update. For a create it returns an error that is
// [ErrOutcomeUnknown], since nobody knows yet where the resource will be. Every error after the
// create or update was carried out is [ErrOutcomeUnknown] too.
func Fetch[T any](ctx context.Context, r *Request[T], options ...Option) (T, error) {
	var result T
	err := r.c.fetch(ctx, &result, options)
	return result, err
}

func (c *call) fetch(ctx context.Context, out any, options []Option) error {
	x, r, err := c.send(ctx, options)
	switch {
	case err != nil:
		return err
	case !r.isEmpty() && !r.isOperation():
		return c.decode(x, r, out)
	}
	return c.readAgain(ctx, x, r, out)
}

// readAgain reads the resource that a request has created or updated and whose reply had no body.
func (c *call) readAgain(ctx context.Context, x *exchange, r *reply, out any) error {
	client, at := c.node.client, x.wire.URL
	if c.method == http.MethodPost {
		var err error
		if at, err = client.locate(x, r); err != nil {
			x.lost = true
			return client.replyError(x, r, err)
		}
	}
	header := x.wire.Header.Clone()
	header.Del("If-Match")
	header.Del("Content-Type")
	again := client.newExchange(Wire{Method: http.MethodGet, URL: at, Header: header, Template: x.wire.Template}, x.subject)
	again.follow(&x.progress)
	again.settings = x.settings
	r, err := client.roundTrip(ctx, again)
	again.passHeader()
	if err != nil {
		return err
	}
	return c.decode(again, r, out)
}

// locate returns the URL of the resource that a request has created.
func (c *Client) locate(x *exchange, r *reply) (string, error) {
	location := r.header.Get("Location")
	switch {
	case r.status == http.StatusAccepted:
		return "", errors.New("the request was accepted and is still going on, so there is no result yet; read the resource until it is there")
	case location == "":
		return "", errors.New("the reply has neither a body nor a Location, so the result cannot be read")
	}
	url, err := c.resolveLink(x, location)
	if err != nil {
		err = fmt.Errorf("refused the Location of the result: %w", err)
	}
	return url, err
}
