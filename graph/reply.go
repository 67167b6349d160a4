package graph

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"net/http"
)

// This file checks whether a reply with a status of success can be the result. The login page of a
// proxy or of a network has such a status too.

// A reply is a response whose body was read to its end.
type reply struct {
	status int
	header http.Header
	body   []byte
}

// byteOrderMark is before the number that Microsoft's services answer to $count, and may be before
// any JSON.
var byteOrderMark = []byte("\ufeff")

var (
	errNoCount = errors.New("its body is not a number")
	errNoJSON  = errors.New("its body is not JSON")
	errPart    = errors.New("it is a part of the result, and no part was asked for")
)

// isSuccess reports whether a status is one of success.
func isSuccess(status int) bool { return status >= 200 && status < 300 }

// text returns the body without a byte order mark.
func (r *reply) text() []byte { return bytes.TrimPrefix(r.body, byteOrderMark) }

// isUnaskedPart reports whether a reply with this status has only a part of the result of the
// exchange, whose request does not ask for a part.
func (x *exchange) isUnaskedPart(status int) bool {
	return status == http.StatusPartialContent && x.wire.Header.Get("Range") == "" && x.wire.Header.Get("X-Ms-Range") == ""
}

func (r *reply) isEmpty() bool { return len(bytes.TrimSpace(r.text())) == 0 }

// isOperation reports whether the reply is about an operation that goes on, and not about the
// resource: 202 with the address of the operation's state.
func (r *reply) isOperation() bool {
	address := cmp.Or(r.header.Get("Location"), r.header.Get("Operation-Location"), r.header.Get("Azure-AsyncOperation"))
	return r.status == http.StatusAccepted && address != ""
}

// drop checks the reply to a request without a result.
func (c *Client) drop(x *exchange, r *reply) error {
	if r.isEmpty() || json.Valid(r.text()) {
		return nil
	}
	return c.misread(x, r, errNoJSON)
}
