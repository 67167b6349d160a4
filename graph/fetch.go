package graph

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"
)

// Fetch sends a create or an update and returns the resource as it is then: what the service answers, or what a read gives when it answers
// with nothing. After 202, accepted and still going on, that is an update's resource as it is meanwhile; of a create it is an error that is
// [ErrOutcomeUnknown], since nobody knows yet where the resource will be. So is every error once the create or update is carried out.
func Fetch[T any](ctx context.Context, r *Request[T], options ...Option) (T, error) {
	var result T
	err := r.c.fetch(ctx, &result, options)
	return result, err
}

// WaitFor reads a resource until done says that it is as expected: services need a while until reads show what was written. A resource that
// is not there yet (404) is read again. It reads again after half a second, then more and more rarely, at last every ten seconds, and ends with
// ctx, which should have a deadline: the error then tells of the end and of the last answer, and the result is what was read last.
func WaitFor[T any](ctx context.Context, r *Request[T], done func(T) bool, options ...Option) (T, error) {
	var result T
	err := r.c.waitFor(ctx, &result, options, func() bool { return done(result) })
	return result, err
}

func (c *call) fetch(ctx context.Context, out any, options []Option) error {
	x, err := c.exchange(options)
	if err != nil {
		return err
	}
	r, err := c.node.client.roundTrip(ctx, x)
	switch {
	case err != nil:
		return err
	case !r.isEmpty() && !r.isOperation():
		return c.decode(x, r, out)
	}
	return c.readAgain(ctx, x, r, out)
}

// readAgain reads what a request without a reply has created or updated.
func (c *call) readAgain(ctx context.Context, x *exchange, r *reply, out any) error {
	client, at := c.node.client, x.wire.URL
	if c.method == http.MethodPost {
		var err error
		if at, err = client.locate(r, at); err != nil {
			x.lost = true
			return client.replyError(x, r, err)
		}
	}
	header := x.wire.Header.Clone()
	header.Del("If-Match")
	header.Del("Content-Type")
	again := client.newExchange(Wire{Method: http.MethodGet, URL: at, Header: header, Template: x.wire.Template}, x.subject)
	again.follow(&x.progress)
	r, err := client.roundTrip(ctx, again)
	if err != nil {
		return err
	}
	return c.decode(again, r, out)
}

// locate returns the URL of what a create has made.
func (c *Client) locate(r *reply, from string) (string, error) {
	location := r.header.Get("Location")
	switch {
	case r.status == http.StatusAccepted:
		return "", errors.New("it is accepted and still going on, so there is no result yet; look for the resource until it is there")
	case location == "":
		return "", errors.New("the answer is empty and has no Location, so the result cannot be read")
	}
	url, err := c.resolve(location, from)
	if err != nil {
		err = fmt.Errorf("refused the Location of the result, %w", err)
	}
	return url, err
}

// isOperation reports whether the reply is about what goes on, 202 with an address to ask about it, and not about the resource.
func (r *reply) isOperation() bool {
	return r.status == http.StatusAccepted && cmp.Or(r.header.Get("Location"), r.header.Get("Operation-Location"), r.header.Get("Azure-AsyncOperation")) != ""
}

// How often waitFor reads: rarer and rarer, until ten seconds lie between.
const (
	firstLook  = 500 * time.Millisecond
	rarestLook = 10 * time.Second
)

func (c *call) waitFor(ctx context.Context, out any, options []Option, done func() bool) error {
	for delay := firstLook; ; delay = min(2*delay, rarestLook) {
		err := c.do(ctx, out, options)
		switch {
		case err == nil && done():
			return nil
		case err != nil && !IsNotFound(err):
			return err
		}
		if ended := sleep(ctx, delay); ended != nil {
			path, _ := c.node.path()
			if err != nil {
				return fmt.Errorf("%s %s: not as awaited: %w; last answer: %w", c.method, path, ended, err)
			}
			return fmt.Errorf("%s %s: not as awaited: %w", c.method, path, ended)
		}
	}
}
