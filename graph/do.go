package graph

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"time"
)

// Do sends a request that the generated package does not have, with the same authorization, retries, cloud and errors. path is what
// follows the service root, "/deviceManagement/newThings?$top=5"; body is encoded by encoding/json unless it is []byte or nil; the answer
// is decoded into out by encoding/json unless out is nil, or copied if it is a *[]byte.
func (c *Client) Do(ctx context.Context, method, path string, body, out any, options ...Option) error {
	wire, err := c.raw(method, path, body)
	if err != nil {
		return err
	}
	for _, option := range options {
		option(wire.Header)
	}
	answer, err := c.send(ctx, wire)
	if err != nil || out == nil {
		return err
	}
	if raw, ok := out.(*[]byte); ok {
		*raw = answer
		return nil
	}
	if len(answer) == 0 {
		return nil
	}
	if err := json.Unmarshal(answer, out); err != nil {
		return fmt.Errorf("%s %s: %w", method, c.pathOfText(wire.URL), err)
	}
	return nil
}

func (c *Client) raw(method, path string, body any) (Wire, error) {
	if !strings.HasPrefix(path, "/") || strings.ContainsAny(path, " \r\n#\\") {
		return Wire{}, fmt.Errorf("%s: path %q does not begin with a slash, or has what must be escaped in a URL", method, path)
	}
	wire := Wire{Method: method, URL: c.root + path, Header: http.Header{"Accept": {"application/json"}}}
	wire.Template, _, _ = strings.Cut(path, "?")
	switch b := body.(type) {
	case nil:
		return wire, nil
	case []byte:
		wire.Body = b
	default:
		data, err := json.Marshal(body)
		if err != nil {
			return Wire{}, fmt.Errorf("%s %s: %w", method, wire.Template, err)
		}
		wire.Body = data
	}
	wire.Header.Set("Content-Type", "application/json")
	return wire, nil
}

// WaitFor reads a resource until done says that it is as expected: services need a while until reads show what was written. A resource that
// is not there yet (404) is read again. It ends with the context's error, and then returns what was read last.
func WaitFor[T any](ctx context.Context, r *Request[T], done func(T) bool) (T, error) {
	for delay := 500 * time.Millisecond; ; delay = min(2*delay, 15*time.Second) {
		result, err := r.Do(ctx)
		switch {
		case err == nil && done(result):
			return result, nil
		case err != nil && !IsNotFound(err):
			return result, err
		}
		if stopped := sleep(ctx, delay); stopped != nil {
			if err == nil {
				err = stopped
			}
			return result, err
		}
	}
}
