package graph

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"net/http"
	"reflect"
	"strings"

	"github.com/intunegen/intunegen/odata"
)

// The methods of generic types are compiled for each type that generated code names: they convert, and behaviour is in the functions
// over Call below. They are not inlined, so that what is compiled for each type is a call.

// A Request is a call that answers with one T.
type Request[T any] Call

// Build returns the request as it would be sent. It needs neither network nor credential.
//
//go:noinline
func (r *Request[T]) Build() (Wire, error) { return (*Call)(r).build() }

// Do sends the request and returns what the service answers. An answer without a body, as 204 to an update, gives the zero T and no error, and so
// does 202 with an address to ask how it goes on; [Fetch] reads the resource then. The error of an answer is an [*Error].
//
//go:noinline
func (r *Request[T]) Do(ctx context.Context, options ...Option) (T, error) {
	var result T
	err := (*Call)(r).do(ctx, &result, options)
	return result, err
}

// A Command is a call that answers with nothing.
type Command Call

// Build returns the request as it would be sent. It needs neither network nor credential.
func (c *Command) Build() (Wire, error) { return (*Call)(c).build() }

// Do sends the request. The error of an answer is an [*Error].
func (c *Command) Do(ctx context.Context, options ...Option) error {
	return (*Call)(c).do(ctx, nil, options)
}

// A List is a call that answers with a collection of T.
type List[T any] Call

// Build returns the request for the first page as it would be sent. It needs neither network nor credential.
//
//go:noinline
func (l *List[T]) Build() (Wire, error) { return (*Call)(l).build() }

// Do sends the request and leaves what the service answers: for actions whose results do not matter, such as assign.
//
//go:noinline
func (l *List[T]) Do(ctx context.Context, options ...Option) error {
	return (*Call)(l).do(ctx, nil, options)
}

// All reads the collection page by page and yields each item. An error comes last, after the items read so far. From the second page
// on, the next one is read while the items of one are decoded and yielded; ending the loop ends that reading.
//
//go:noinline
func (l *List[T]) All(ctx context.Context, options ...Option) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var page []T
		pages := (*Call)(l).pages(options)
		defer pages.close()
		for pages.next(ctx, &page) {
			for _, item := range page {
				if !yield(item, nil) {
					return
				}
			}
		}
		if pages.err != nil {
			var none T
			yield(none, pages.err)
		}
	}
}

// Collect reads the whole collection, also where odata.Top bounds its pages, a page while the one before is decoded. With an error it
// returns the items read so far.
//
//go:noinline
func (l *List[T]) Collect(ctx context.Context, options ...Option) ([]T, error) {
	var all, page []T
	pages := (*Call)(l).pages(options)
	defer pages.close()
	pages.ahead.always = true
	for pages.next(ctx, &page) {
		all = append(all, page...)
	}
	return all, pages.err
}

// OfType narrows a list to the values of one derived type, by the path segment of the type:
//
//	graph.OfType[*intunebeta.Win32LobApp](client.DeviceAppManagement().MobileApps().List())
//
// T is what the list of that type is typed by: *X, or AnyX where X has derived types. One that is not derived from S is an error of the request.
func OfType[T, S any](l *List[S]) *List[T] {
	call := *(*Call)(l)
	name, err := odata.DerivedName(reflect.TypeFor[S](), reflect.TypeFor[T]())
	if err == nil && call.method != http.MethodGet {
		err = errors.New("the result of an action cannot be narrowed to a type")
	}
	node := call.node.To(name)
	if node.err == nil {
		node.err = err
	}
	call.node = node
	return (*List[T])(&call)
}

// do sends the request and decodes the reply into what out points to; out is nil when nobody wants it.
func (c *Call) do(ctx context.Context, out any, options []Option) error {
	x, err := c.exchange(options)
	if err != nil {
		return err
	}
	r, err := c.node.client.roundTrip(ctx, x)
	switch {
	case err != nil:
		return err
	case out == nil:
		return c.node.client.drop(x, r)
	}
	return c.decode(x, r, out)
}

// exchange returns the exchange for the request, which the cloud has as far as is known; an error is that of a request that is not sent.
func (c *Call) exchange(options []Option) (*exchange, error) {
	x, err := c.prepare(options)
	return x, mark(err, ErrNotSent)
}

func (c *Call) prepare(options []Option) (*exchange, error) {
	wire, err := c.build()
	if err != nil {
		return nil, err
	}
	client := c.node.client
	if err := apply(options, wire.Header); err != nil {
		return nil, fmt.Errorf("%s %s: %w", wire.Method, wire.Template, err)
	}
	if client.lacks(wire) {
		return nil, client.notInCloud(wire)
	}
	if name := client.lackedType(c.body); name != "" {
		return nil, fmt.Errorf("%w (the body has a %s)", client.notInCloud(wire), name)
	}
	return client.newExchange(wire, c.body), nil
}

// decode decodes the body of a reply, or leaves what out points to when there is none.
func (c *Call) decode(x *exchange, r *reply, out any) error {
	x.result = out
	switch isCount := strings.HasSuffix(x.wire.Template, "/$count"); {
	case isCount && (r.isEmpty() || r.isNull()):
		return c.node.client.misread(x, r, errNoCount)
	case r.isEmpty():
		return nil
	}
	if x.writes && r.isOperation() {
		return nil
	}
	if raw, ok := out.(*[]byte); ok {
		*raw = r.body
		return nil
	}
	if err := odata.DecodeReply(r.text(), out, c.node.client.ownMemory); err != nil {
		return c.node.client.misread(x, r, err)
	}
	return nil
}
