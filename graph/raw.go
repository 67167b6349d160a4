package graph

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
)

// Do sends a request that no generated method makes, and decodes the reply's JSON into out, a pointer as for json.Unmarshal, or nil to
// drop it. path is what follows the service root, with its query: "/deviceManagement/newThings?$top=5". body is sent as encoding/json
// encodes it (models and patches encode themselves), []byte and json.RawMessage as they are; nil sends none. Authentication, limits,
// sending again, clouds and errors are those of every other request.
func (c *Client) Do(ctx context.Context, method, path string, body, out any, options ...Option) error {
	x, err := c.rawExchange(method, path, body, options)
	if err != nil {
		return mark(fmt.Errorf("%s %s: %w", method, oneLine(path, 200), err), ErrNotSent)
	}
	if !c.allow.unavailable && c.service.Operations.Available(c.cloud, x.wire) == No {
		return mark(c.notInCloud(x.wire), ErrNotSent)
	}
	r, err := c.roundTrip(ctx, x)
	switch {
	case err != nil:
		return err
	case out == nil:
		return c.drop(x, r)
	case r.isEmpty():
		return nil
	}
	if raw, ok := out.(*[]byte); ok {
		*raw = r.body
		return nil
	}
	x.result = out
	if err := json.Unmarshal(r.text(), out); err != nil {
		return c.misread(x, r, err)
	}
	return nil
}

func (c *Client) rawExchange(method, path string, body any, options []Option) (*exchange, error) {
	if !strings.HasPrefix(path, "/") {
		return nil, fmt.Errorf("the path does not begin with a slash; write what follows %s", c.root)
	}
	url, err := c.resolve(c.root+path, c.root)
	if err != nil {
		return nil, fmt.Errorf("the path %w", err)
	}
	wire := Wire{Method: strings.ToUpper(method), URL: url, Header: http.Header{"Accept": {"application/json"}}}
	wire.Template, _, _ = strings.Cut(path, "?")
	if body != nil {
		if wire.Body, err = rawBody(body); err != nil {
			return nil, err
		}
		wire.Header["Content-Type"] = []string{"application/json"}
	}
	return c.newExchange(wire, body), apply(options, wire.Header)
}

func rawBody(body any) ([]byte, error) {
	switch body := body.(type) {
	case []byte:
		return body, nil
	case json.RawMessage:
		return body, nil
	}
	return json.Marshal(body)
}
