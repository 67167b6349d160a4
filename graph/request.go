package graph

import "context"

// A package that mentions the client compiles, for every type of result that can be reached from
// it, each method of Request and List once more. So these types have few methods, all others are
// functions, and the methods that need no type of result are promoted from core: one wrapper then
// serves all types of the same memory layout. docs/decisions/2026-11-30-reachability.md has the
// measurements.

// A Call is a request that is not typed by its result yet. Generated code makes a Request, List,
// Command or Stream of it.
type Call struct{ core }

// A Request is a call that answers with one T.
type Request[T any] struct{ core }

// A Command is a call that answers with nothing.
type Command struct{ core }

// core is what all requests are. Its methods are promoted, so it has no others; what the package
// itself needs is a method of call.
type core struct{ c call }

// Build returns the request as it would be sent; of a list, the request for its first page. It
// needs neither network nor credential.
func (r *core) Build() (Wire, error) { return r.c.build() }

// Do sends the request and ignores the result, as that of an action such as assign. The error of an
// answer is an [*Error].
func (r *core) Do(ctx context.Context, options ...Option) error { return r.c.do(ctx, nil, options) }

// Do sends the request and returns what the service answers. An answer without a body, as 204 to an
// update, gives the zero T and no error, and so does 202 with an address to ask how it goes on;
// [Fetch] reads the resource then. The error of an answer is an [*Error].
//
//go:noinline
func (r *Request[T]) Do(ctx context.Context, options ...Option) (T, error) {
	var result T
	err := r.c.do(ctx, &result, options)
	return result, err
}
