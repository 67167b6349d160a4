package graph

import (
	"context"
	"fmt"
	"iter"
	"net/http"
	"strings"

	"github.com/intunegen/intunegen/odata"
)

// A Page is one page of a list.
type Page[T any] struct {
	Items []T
	// Next is the link to the next page, "" after the last one. Delta is the link by which a
	// service tells later what has changed since; only the last page of a delta function has one.
	// [Continue] takes both, also in another run of the program.
	Next, Delta string
	Count       int64     // of the items of all pages, as the service says; -1 if it does not
	Removed     []Removed // what a page of changes no longer has
}

// A Removed is an item that a page of changes lists as removed.
type Removed = odata.Removed

// Pages reads a list page by page. An error comes last, after the pages read so far. It reads ahead
// as [List.All] does. A program that stores Next after each page goes on there after an
// interruption:
//
//	list := client.DeviceManagement().ManagedDevices().List(odata.Top(1000))
//	if next != "" {
//		list = graph.Continue[intunebeta.AnyManagedDevice](client.Client, next)
//	}
//	for page, err := range graph.Pages(ctx, list) {
func Pages[T any](ctx context.Context, l *List[T], options ...Option) iter.Seq2[Page[T], error] {
	return func(yield func(Page[T], error) bool) {
		var page Page[T]
		pages := l.c.pages(options)
		defer pages.close()
		pages.countAll(&page.Count)
		for pages.next(ctx, &page.Items) {
			page.Next, page.Delta, page.Removed = pages.link, pages.page.Delta, pages.page.Removed
			if !yield(page, nil) {
				return
			}
			page = Page[T]{}
			pages.countAll(&page.Count)
		}
		if pages.err != nil {
			yield(Page[T]{Count: -1}, pages.err)
		}
	}
}

// countAll sets where the next page puts the number of all items, and takes out removed items.
func (p *pager) countAll(count *int64) {
	*count = -1
	p.count, p.page.Changes = count, true
}

// Continue returns a list that goes on at the link of a page, [Page].Next or [Page].Delta, with the
// query that the list had. T is the type of its items: *X, or AnyX if X has derived types. An
// address of another host and a relative one are an error of the request, and so is everything that
// would add to the link, as [OfType].
func Continue[T any](client *Client, link string) *List[T] {
	return &List[T]{core{*client.follow(link)}}
}

// follow returns the call that reads at a link of the client's own service.
func (c *Client) follow(link string) *call {
	node := &Node{client: c, segment: "/(link)", pattern: "/(link)"}
	if url, err := c.ownLink(link); err != nil {
		node.err = fmt.Errorf("refused the link: %w", err)
	} else {
		node.link, node.segment = url, c.pathOf(url)
		node.pattern = node.segment
	}
	return &call{node: node, method: http.MethodGet}
}

// ownLink returns an absolute link of the client's own service as a URL.
func (c *Client) ownLink(link string) (string, error) {
	link = strings.TrimSpace(link)
	if isRelative(link) || strings.HasPrefix(link, "//") {
		return "", fmt.Errorf("it is relative; give the whole link, which begins with %s://%s", c.base.Scheme, c.base.Host)
	}
	target, err := c.resolve(link, c.root)
	if err != nil {
		return "", err
	}
	// The host is spelled as in the root, by which the path is found.
	origin := c.base.Scheme + "://"
	host, rest := target[len(origin):], ""
	if i := strings.IndexAny(host, "/?"); i >= 0 {
		rest = host[i:]
	}
	return origin + c.base.Host + rest, nil
}

// address returns the URL of the request and the template of its path.
func (c *call) address() (url, template string, err error) {
	path, template := c.node.path()
	if c.node.link != "" {
		return c.node.link, template, nil
	}
	query, err := odata.EncodeQuery(c.query)
	return c.node.client.root + path + query, template, err
}
