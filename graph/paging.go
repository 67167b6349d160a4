package graph

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"net/http"
	"net/url"
	"strings"

	"github.com/intunegen/intunegen/odata"
)

// All reads the collection page by page and yields each item. An error comes last, after the items read so far.
func (r *List[T]) All(ctx context.Context, options ...Option) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for page, err := range (*Call)(r).pages(ctx, options) {
			var items []T
			if err == nil {
				err = page.decode(&items)
			}
			for _, item := range items {
				if !yield(item, nil) {
					return
				}
			}
			if err != nil {
				var none T
				yield(none, err)
				return
			}
		}
	}
}

// Collect reads the whole collection. With an error it returns the items read so far.
func (r *List[T]) Collect(ctx context.Context, options ...Option) ([]T, error) {
	var all []T
	for item, err := range r.All(ctx, options...) {
		if err != nil {
			return all, err
		}
		all = append(all, item)
	}
	return all, nil
}

// A page is one answer to a list.
type page struct {
	call  *Call
	wire  Wire
	value []byte
}

func (p *page) decode(items any) error {
	if p.value == nil {
		return nil
	}
	if err := odata.UnmarshalResult(p.value, items, p.call.find); err != nil {
		return fmt.Errorf("%s %s: %w", p.wire.Method, p.call.node.client.pathOfText(p.wire.URL), err)
	}
	return nil
}

var errLoop = errors.New("the next page is one that was read already")

// pages reads one page after another, as the links say.
func (c *Call) pages(ctx context.Context, options []Option) iter.Seq2[*page, error] {
	return func(yield func(*page, error) bool) {
		wire, err := c.prepared(options)
		seen := map[string]bool{}
		for err == nil {
			seen[wire.URL] = true
			var p *page
			var next string
			if p, next, err = c.page(ctx, wire); err != nil {
				break
			}
			if !yield(p, nil) || next == "" {
				return
			}
			wire, err = c.follow(wire, next)
			if err == nil && seen[wire.URL] {
				err = fmt.Errorf("%s %s: %w", wire.Method, c.node.client.pathOfText(wire.URL), errLoop)
			}
		}
		yield(nil, err)
	}
}

func (c *Call) page(ctx context.Context, wire Wire) (*page, string, error) {
	body, err := c.node.client.send(ctx, wire)
	if err != nil {
		return nil, "", err
	}
	p := &page{call: c, wire: wire}
	if len(body) == 0 {
		return p, "", nil
	}
	around, err := odata.Unwrap(body)
	if err != nil {
		return nil, "", fmt.Errorf("%s %s: %w", wire.Method, c.node.client.pathOfText(wire.URL), err)
	}
	p.value = around.Value
	if !around.Object {
		p.value = body
	}
	return p, around.NextLink, nil
}

// follow returns the request for the next page. The link must lead to the service that the client is for: the token goes with it.
func (c *Call) follow(wire Wire, link string) (Wire, error) {
	client := c.node.client
	fail := func(what string) (Wire, error) {
		return Wire{}, fmt.Errorf("%s %s: %s", wire.Method, client.pathOfText(wire.URL), what)
	}
	to, err := url.Parse(link)
	if err != nil {
		return fail("the link to the next page is no URL")
	}
	to = client.against(wire, link).ResolveReference(to)
	if !sameHost(to, client.base) || to.User != nil {
		return fail(fmt.Sprintf("refused the link to the next page, which leads to host %q", to.Host))
	}
	next := wire
	next.URL, next.Body, next.Method, next.Header = to.String(), nil, http.MethodGet, wire.Header.Clone()
	next.Header.Del("Content-Type")
	return next, nil
}

// against returns what a link is relative to: the service root if it begins like a path from there, as services write it, else the request.
func (c *Client) against(wire Wire, link string) *url.URL {
	head := func(path string) string {
		first, _, _ := strings.Cut(strings.TrimPrefix(path, "/"), "/")
		first, _, _ = strings.Cut(first, "?")
		return first
	}
	at := wire.URL
	if first := head(link); first != "" && first == head(c.pathOfText(wire.URL)) {
		at = c.root + "/"
	}
	u, err := url.Parse(at)
	if err != nil {
		return c.base
	}
	return u
}
