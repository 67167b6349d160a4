package graph

import (
	"context"
	"errors"
	"iter"
	"net/http"
	"reflect"

	"github.com/intunegen/intunegen/odata"
)

// A List is a call that answers with a collection of T.
type List[T any] struct{ core }

// All reads the collection page by page and yields each item. An error comes last, after the items
// read so far. From the second page on, the next one is read while the items of one are decoded and
// yielded; ending the loop ends that reading.
//
//go:noinline
func (l *List[T]) All(ctx context.Context, options ...Option) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var page []T
		pages := l.c.pages(options)
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

// Collect reads a whole collection, also where odata.Top bounds its pages. It reads a page while it
// decodes the one before. With an error it returns the items read so far.
func Collect[T any](ctx context.Context, l *List[T], options ...Option) ([]T, error) {
	var all, page []T
	pages := l.c.pages(options)
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
// T is the type of the items: *X, or AnyX if X has derived types. A T that is not derived from S is
// an error of the request.
func OfType[T, S any](l *List[S]) *List[T] {
	call := l.c
	name, err := odata.DerivedName(reflect.TypeFor[S](), reflect.TypeFor[T]())
	if err == nil && call.method != http.MethodGet {
		err = errors.New("the result of an action cannot be narrowed to a type")
	}
	node := call.node.To(name)
	if node.err == nil {
		node.err = err
	}
	call.node = node
	return &List[T]{core{call}}
}
