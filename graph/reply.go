package graph

import (
	"bytes"
	"encoding/json"
	"errors"
	"net/http"
	"strings"
)

// This file finds out of a reply whose status is one of success whether it can be what was asked for. The page of a proxy, or of a network that
// wants a login first, has that status too.

// byteOrderMark stands before the number that Microsoft's services answer to $count, and may stand before any JSON.
var byteOrderMark = []byte("\ufeff")

var (
	errNoCount = errors.New("it has no number")
	errNoJSON  = errors.New("its body is not JSON")
)

// isSuccess reports whether a status is one of success. What is below 200 is none, or not that of a final answer.
func isSuccess(status int) bool { return status >= 200 && status < 300 }

// text returns the body without the mark before it.
func (r *reply) text() []byte { return bytes.TrimPrefix(r.body, byteOrderMark) }

func (r *reply) isEmpty() bool { return len(bytes.TrimSpace(r.text())) == 0 }

func (r *reply) isNull() bool { return string(bytes.TrimSpace(r.text())) == "null" }

// drop checks the reply to a request whose result nobody wants.
func (c *Client) drop(x *exchange, r *reply) error {
	if r.isEmpty() || json.Valid(r.text()) {
		return nil
	}
	return c.misread(x, r, errNoJSON)
}

// holdsError reports whether the body is an error in place of a result: an object with the member error, and beside it at most annotations and
// members about the error. A resource with a property of that name has others, or says by its context that this one was selected.
func (r *reply) holdsError() bool {
	if !bytes.Contains(r.body, []byte(`"error"`)) {
		return false
	}
	decoder := json.NewDecoder(bytes.NewReader(r.text()))
	if token, err := decoder.Token(); err != nil || token != json.Delim('{') {
		return false
	}
	found := false
	for decoder.More() {
		var value json.RawMessage
		name, err := decoder.Token()
		if text, ok := name.(string); err != nil || !ok || !mayStandByError(text) || decoder.Decode(&value) != nil {
			return false
		} else if text == "error" {
			found = value[0] == '{' || value[0] == '"'
		} else if text == "@odata.type" || strings.HasSuffix(text, "context") && bytes.Contains(value, []byte("(error)")) {
			return false
		}
	}
	return found
}

func mayStandByError(name string) bool {
	return name == "error" || strings.Contains(name, "@") || strings.HasPrefix(name, "error_")
}

// A reply is what came back, read to its end.
type reply struct {
	status int
	header http.Header
	body   []byte
}
