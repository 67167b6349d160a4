package graph

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"reflect"

	"github.com/intunegen/intunegen/odata"
)

// ErrTruncated is in the error of a read whose result is there, with an expanded collection in it
// that has further items: the service has sent a link to them. For a list, it comes after all
// items. A program that can do without the items, or reads them by [Complete], passes
// [AllowTruncated].
var ErrTruncated = errors.New("an expanded collection has further items, which were not read")

// truncated returns the error of a reply with an expanded collection of that name that has further
// items. It returns nil if the name is "", or if the caller allows this.
func (x *exchange) truncated(name string) error {
	if name == "" || x.settings.part || x.wire.Method != http.MethodGet {
		return nil
	}
	return fmt.Errorf("%s %s: %w: %.100q; pass graph.AllowTruncated, and read them by graph.Complete", x.wire.Method, x.path, ErrTruncated, name)
}

// Complete reads the further items of each expanded collection in v, at any depth, that ended in a
// link to them, and adds them to their collection. v is a model as a request returns it, a pointer
// or an interface, or a slice of these. After an error, collections have the items read so far, and
// Complete goes on there if it is called again.
//
//	all := client.DeviceManagement().DeviceCompliancePolicies()
//	policies := all.List(odata.Expand(p.Assignments))
//	for policy, err := range policies.All(ctx, graph.AllowTruncated()) {
//		…
//		err = graph.Complete(ctx, client.Client, policy)
func Complete(ctx context.Context, client *Client, v any, options ...Option) error {
	switch kind := reflect.ValueOf(v).Kind(); kind {
	case reflect.Pointer, reflect.Slice:
	default:
		return mark(fmt.Errorf("graph.Complete adds items to a model, and got a %T; give a pointer to a model", v), ErrNotSent)
	}
	options = append(options[:len(options):len(options)], AllowTruncated())
	for cut := odata.NextTruncated(v); cut != nil; cut = odata.NextTruncated(v) {
		if err := client.complete(ctx, cut, options); err != nil {
			return fmt.Errorf("further items of %s: %w", cut.Path, err)
		}
	}
	return nil
}

// complete reads the further items of one collection. Its link is then that of the next page.
func (c *Client) complete(ctx context.Context, cut *odata.Truncated, options []Option) error {
	link, err := c.resolve(cut.Link, c.root)
	if err != nil {
		return mark(fmt.Errorf("refused the link: %w", err), ErrNotSent)
	}
	pages := c.follow(link).pages(options)
	defer pages.close()
	items := cut.Items()
	for pages.next(ctx, items) {
		cut.Append(items, pages.link)
		items = cut.Items()
	}
	return pages.err
}
