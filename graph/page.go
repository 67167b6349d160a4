package graph

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"github.com/intunegen/intunegen/odata"
)

// A pager reads a collection page by page.
type pager struct {
	call    *call
	options []Option
	at      *exchange // the next page; nil before the first
	last    bool
	read    map[string]bool // the URLs that were read, to find a loop
	ahead   readAhead
	err     error
	later   error // an error that does not stop the reading

	page  odata.Page // the page read last
	count *int64     // set to the number of all items; nil for the call's own
	link  string     // the link to the one after it, absolute; "" for none
}

func (c *call) pages(options []Option) *pager {
	call := *c
	call.paged = true
	return &pager{call: &call, options: options}
}

// next reads a page into items, a pointer to a slice, and reports whether there was one.
func (p *pager) next(ctx context.Context, items any) bool {
	if p.err != nil || p.last {
		p.err = cmp.Or(p.err, p.later)
		return false
	}
	if p.at == nil {
		if p.at, p.err = p.call.exchange(p.options); p.err != nil {
			return false
		}
	}
	var r *reply
	r, p.err = p.ahead.reply(ctx, p.call.node.client, p.at)
	p.at.passHeader()
	if p.err != nil {
		return false
	}
	return p.accept(ctx, r, items)
}

// accept decodes a page, and turns to the next one.
func (p *pager) accept(ctx context.Context, r *reply, items any) bool {
	client, current := p.call.node.client, p.at
	p.last, current.result = true, items
	if r.isEmpty() && r.status == http.StatusNoContent && current.wire.Method != http.MethodGet {
		return true // the result of an action is null
	}
	page := &p.page
	*page = odata.Page{Total: cmp.Or(p.count, p.call.total), Changes: page.Changes, Own: client.ownMemory, Row: p.call.row, Memory: page.Memory}
	p.link = ""
	page.Link = func(next string) {
		p.last = false
		if p.err = p.turn(r, next); p.err == nil { // the items come before an error
			p.ahead.start(ctx, client, p.at)
		}
	}
	err := odata.DecodePage(r.text(), items, page)
	switch {
	case errors.Is(err, odata.ErrCount):
		p.later = client.misread(current, r, err)
	case errors.Is(err, odata.ErrPartial):
		p.later = client.replyError(current, r, nil)
	case err != nil:
		p.err = client.misread(current, r, err)
		return false
	}
	if p.call.total != nil && p.count != nil && *p.count >= 0 {
		*p.call.total = *p.count
	}
	p.later = cmp.Or(p.later, current.truncated(page.Truncated), p.resolveDelta(r, current))
	return true
}

// resolveDelta makes the delta link of a page absolute.
func (p *pager) resolveDelta(r *reply, x *exchange) error {
	if p.page.Delta == "" {
		return nil
	}
	client := p.call.node.client
	url, err := client.resolveLink(x, p.page.Delta)
	if p.page.Delta = wholeLink(p.page.Delta, url); err != nil {
		return client.replyError(x, r, fmt.Errorf("refused the link to later changes: %w", err))
	}
	return nil
}

// wholeLink returns a link as it was received if it is absolute, and else the URL that it leads to.
func wholeLink(link, url string) string {
	if url == "" || isRelative(link) || strings.HasPrefix(link, "//") {
		return url
	}
	return link
}

// close ends the reading of the next page.
func (p *pager) close() { p.ahead.stop() }

// turn prepares the request for the next page, to which a reply links.
func (p *pager) turn(r *reply, next string) error {
	client := p.call.node.client
	url, err := client.resolveLink(p.at, next)
	if err != nil {
		err = fmt.Errorf("refused the link to the next page: %w", err)
	} else if p.read[url] || url == p.at.wire.URL && p.at.wire.Method == http.MethodGet {
		err = errors.New("the link to the next page leads to a page that was read already")
	}
	if err != nil {
		return client.replyError(p.at, r, err)
	}
	if p.read == nil {
		p.read = map[string]bool{p.at.wire.URL: true}
	}
	p.read[url] = true
	p.link = wholeLink(next, url)
	header := p.at.wire.Header.Clone()
	header.Del("Content-Type")
	before := p.at
	p.at = client.newExchange(Wire{Method: http.MethodGet, URL: url, Header: header, Template: before.wire.Template}, before.subject)
	p.at.follow(&before.progress)
	p.at.settings = before.settings
	return nil
}
