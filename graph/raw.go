package graph

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
)

// Do sends a request for which there is no generated method. path is the path after the service
// root, with its query: "/deviceManagement/newThings?$top=5". It can also be a whole link of the
// service, as a next or delta link that it has sent. body is encoded by encoding/json
// (models and patches encode themselves); a []byte or json.RawMessage is sent unchanged; nil sends
// no body. The reply's JSON is decoded into out, a pointer as for json.Unmarshal; nil ignores it.
// Authentication, budgets, retries, clouds and errors are those of every other request.
func (c *Client) Do(ctx context.Context, method, path string, body, out any, options ...Option) error {
	x, err := c.rawExchange(method, path, body, options)
	if err != nil {
		path, _, _ = strings.Cut(path, "?") // the query may be secret
		return mark(fmt.Errorf("%s %s: %w", method, oneLine(path, 200), err), ErrNotSent)
	}
	if !c.allow.unavailable && c.service.Operations.Available(c.cloud, x.wire) == No {
		return mark(c.notInCloud(x.wire), ErrNotSent)
	}
	r, err := c.roundTrip(ctx, x)
	x.passHeader()
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

// rawExchange returns the exchange of a request of Do.
func (c *Client) rawExchange(method, path string, body any, options []Option) (*exchange, error) {
	url, err := c.rawURL(path)
	if err != nil {
		return nil, err
	}
	wire := Wire{Method: strings.ToUpper(method), URL: url, Header: http.Header{"Accept": {"application/json"}}}
	wire.Template = c.pathOf(url)
	if body != nil {
		if wire.Body, err = rawBody(body); err != nil {
			return nil, err
		}
		wire.Header["Content-Type"] = []string{"application/json"}
	}
	c.addConsistency(wire)
	set, err := apply(options, wire, true)
	if err != nil {
		return nil, err
	}
	x := c.newExchange(wire, body)
	x.settings = set
	return x, nil
}

// rawURL returns the URL of a path with its query, or of a whole link.
func (c *Client) rawURL(path string) (url string, err error) {
	switch {
	case strings.HasPrefix(path, "/"):
		url, err = c.resolve(c.root+path, c.root)
	case isRelative(path):
		return "", fmt.Errorf("the path does not begin with a slash; write the part after %s, or a whole link", c.root)
	default:
		url, err = c.ownLink(path)
	}
	if err != nil {
		err = fmt.Errorf("the path is refused: %w", err)
	}
	return url, err
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
