package graph

import (
	"context"
	"errors"
	"fmt"
	"reflect"
)

var (
	callType   = reflect.TypeFor[*Call]()
	streamType = reflect.TypeFor[*Stream]()
)

// entryOf returns an entry of a batch for a request of this package's. All of them are a core, so
// that each converts to a Call.
func (c *Client) entryOf(request Sendable) (*batchEntry, error) {
	if command, ok := request.(*Command); ok && command != nil { // nearly all are
		return c.newEntry((*Call)(command)), nil
	}
	v := reflect.ValueOf(request)
	switch {
	case !v.IsValid() || v.Kind() != reflect.Pointer || !v.CanConvert(callType):
		return nil, fmt.Errorf("a %T is no request of package graph; return what a method of a generated package returns", request)
	case v.IsNil():
		return nil, errors.New("the request is nil; return what a method of a generated package returns")
	case v.Type() == streamType:
		return nil, errors.New("a file does not go in a batch; send its request by itself")
	}
	return c.newEntry(v.Convert(callType).Interface().(*Call)), nil
}

// newEntry returns an entry of a batch whose result is not decoded.
func (c *Client) newEntry(call *Call) *batchEntry {
	entry := &batchEntry{call: &call.c}
	entry.accept = func(_ context.Context, r *reply) error { return c.drop(entry.x, r) }
	return entry
}
