package graph

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/http"

	"github.com/intunegen/intunegen/odata"
)

// A pager reads a collection page by page.
type pager struct {
	call    *call
	options []Option
	at      *exchange // the next page; nil before the first
	last    bool
	seen    map[string]bool // the pages read, so that a loop is found
	ahead   readAhead
	err     error
	later   error // one that does not keep from reading
}

func (c *call) pages(options []Option) *pager { return &pager{call: c, options: options} }

// next reads a page into items, a pointer to a slice, and tells whether there was one.
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
	if r, p.err = p.ahead.reply(ctx, p.call.node.client, p.at); p.err != nil {
		return false
	}
	return p.accept(ctx, r, items)
}

// accept decodes a page, and turns to the one it links to.
func (p *pager) accept(ctx context.Context, r *reply, items any) bool {
	client, read := p.call.node.client, p.at
	p.last, read.result = true, items
	if r.isEmpty() && r.status == http.StatusNoContent && read.wire.Method != http.MethodGet {
		return true // the result of an action is null
	}
	err := odata.DecodePage(r.text(), items, client.ownMemory, func(next string) {
		p.last = false
		if p.err = p.turn(r, next); p.err == nil { // else it is for the next call: the items come first
			p.ahead.begin(ctx, client, p.at)
		}
	}, p.call.total)
	switch {
	case errors.Is(err, odata.ErrCount):
		p.later = client.misread(read, r, err)
	case err != nil:
		p.err = client.misread(read, r, err)
		return false
	}
	return true
}

// close ends what is under way.
func (p *pager) close() { p.ahead.end() }

// turn goes to the page that a reply links to.
func (p *pager) turn(r *reply, next string) error {
	client := p.call.node.client
	url, err := client.resolve(next, p.at.wire.URL)
	if err != nil {
		err = fmt.Errorf("refused the link to the next page, %w", err)
	} else if p.seen[url] || url == p.at.wire.URL && p.at.wire.Method == http.MethodGet {
		err = errors.New("the next page is one that was read already")
	}
	if err != nil {
		return client.replyError(p.at, r, err)
	}
	if p.seen == nil {
		p.seen = map[string]bool{p.at.wire.URL: true}
	}
	p.seen[url] = true
	header := p.at.wire.Header.Clone()
	header.Del("Content-Type")
	before := p.at
	p.at = client.newExchange(Wire{Method: http.MethodGet, URL: url, Header: header, Template: before.wire.Template}, before.subject)
	p.at.follow(&before.progress)
	return nil
}
