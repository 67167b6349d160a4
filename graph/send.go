package graph

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/runtime"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/streaming"

	"github.com/intunegen/intunegen/odata"
)

// Do sends the request and returns what the service answers. An answer without a body, as 204 to an update, gives the zero T and no error;
// [Fetch] reads the resource then. The error of an answer is an [*Error].
func (r *Request[T]) Do(ctx context.Context, options ...Option) (T, error) {
	var result T
	err := (*Call)(r).do(ctx, &result, options)
	return result, err
}

// Do sends the request. The error of an answer is an [*Error].
func (r *Command) Do(ctx context.Context, options ...Option) error {
	return (*Call)(r).do(ctx, nil, options)
}

// Fetch sends an update and returns the resource as it is then: what the service answers, or what a read gives when it answers with nothing.
func Fetch[T any](ctx context.Context, r *Request[T], options ...Option) (T, error) {
	var result T
	err := (*Call)(r).fetch(ctx, &result, options)
	return result, err
}

func (c *Call) fetch(ctx context.Context, result any, options []Option) error {
	answered, err := c.exchange(ctx, result, options)
	if err != nil || answered {
		return err
	}
	read := *c
	read.method, read.body, read.encode = http.MethodGet, nil, nil
	return read.do(ctx, result, nil)
}

func (c *Call) do(ctx context.Context, result any, options []Option) error {
	_, err := c.exchange(ctx, result, options)
	return err
}

// exchange sends the request and decodes the answer into result, unless that is nil. It reports whether there was a body.
func (c *Call) exchange(ctx context.Context, result any, options []Option) (bool, error) {
	wire, err := c.prepared(options)
	if err != nil {
		return false, err
	}
	body, err := c.node.client.send(ctx, wire)
	if err != nil || len(body) == 0 || result == nil {
		return false, err
	}
	if err := decode(body, result, c.find); err != nil {
		return false, fmt.Errorf("%s %s: %w", wire.Method, c.node.client.pathOfText(wire.URL), err)
	}
	return true, nil
}

// decode decodes an answer: the value itself, or in the member value of an object.
func decode(body []byte, result any, find Finder) error {
	around, err := odata.Unwrap(body)
	if err != nil {
		return err
	}
	if value := bytes.TrimSpace(around.Value); around.Alone && value != nil && !(odata.IsModel(result) && value[0] != '{') {
		body = value
	}
	return odata.UnmarshalResult(body, result, find)
}

// prepared returns the request as it is sent, checked against what the cloud has.
func (c *Call) prepared(options []Option) (Wire, error) {
	wire, err := c.build()
	if err != nil {
		return Wire{}, err
	}
	for _, option := range options {
		option(wire.Header)
	}
	client := c.node.client
	if !client.allow.unavailable && client.service.Operations.Available(client.cloud, wire) == No {
		return Wire{}, fmt.Errorf("%s %s: %w: %s; use another cloud, or ClientOptions.AllowUnavailable", wire.Method, wire.Template, ErrNotInCloud, client.cloud.Title)
	}
	return wire, nil
}

// send sends a request and returns the body of the answer.
func (c *Client) send(ctx context.Context, wire Wire) ([]byte, error) {
	resp, err := c.roundTrip(ctx, wire, false)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}

// roundTrip sends a request and returns the answer if it reports success. The answer of a stream is read by the caller.
func (c *Client) roundTrip(ctx context.Context, wire Wire, stream bool) (*http.Response, error) {
	path := c.pathOfText(wire.URL)
	req, err := newRequest(ctx, wire, stream)
	if err != nil {
		return nil, fmt.Errorf("%s %s: %w", wire.Method, path, err)
	}
	resp, err := c.pipeline.Do(req)
	if err != nil {
		return nil, fmt.Errorf("%s %s: %w", wire.Method, path, withoutURL(err))
	}
	if resp.StatusCode < http.StatusMultipleChoices {
		return resp, nil
	}
	defer resp.Body.Close()
	body, _ := io.ReadAll(resp.Body) // a body that breaks off is still part of an error
	fault := newError(wire.Method, path, resp.StatusCode, resp.Header, body)
	if fault.ClientRequestID == "" {
		fault.ClientRequestID = req.Raw().Header.Get(headerClientRequestID)
	}
	if fault.Status == http.StatusForbidden {
		fault.Permissions = c.permissions(wire)
	}
	return nil, fault
}

func newRequest(ctx context.Context, wire Wire, stream bool) (*policy.Request, error) {
	for name, values := range wire.Header {
		if strings.ContainsAny(strings.Join(values, ""), "\r\n\x00") {
			return nil, fmt.Errorf("the header %s has a line break", name)
		}
	}
	req, err := runtime.NewRequest(ctx, wire.Method, wire.URL)
	if err != nil {
		return nil, err
	}
	runtime.SkipBodyDownload(req) // the retrier reads it, within bounds
	if stream {
		req.SetOperationValue(streamed{})
	}
	if wire.Body != nil {
		if err := req.SetBody(streaming.NopCloser(bytes.NewReader(wire.Body)), wire.Header.Get("Content-Type")); err != nil {
			return nil, err
		}
	}
	for name, values := range wire.Header {
		req.Raw().Header[name] = values
	}
	return req, nil
}

// withoutURL drops the method and URL that net/http puts before an error: the path stands there already, and a query may hold more than is
// good to log.
func withoutURL(err error) error {
	var u *url.Error
	if errors.As(err, &u) {
		return u.Err
	}
	return err
}

// permissions returns what is documented for a request: of applications if the table has them, else of users.
func (c *Client) permissions(wire Wire) []string {
	op, _ := c.service.Operations.Lookup(wire.Method, wire.Template)
	if len(op.Application) > 0 {
		return op.Application
	}
	return op.Delegated
}

// pathOf returns the path of a URL from the service root.
func (c *Client) pathOf(u *url.URL) string {
	return strings.TrimPrefix(u.EscapedPath(), strings.TrimSuffix(c.base.EscapedPath(), "/"))
}

func (c *Client) pathOfText(text string) string {
	path, _, _ := strings.Cut(strings.TrimPrefix(text, c.root), "?")
	return path
}
