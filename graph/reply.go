package graph

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"net/http"
	"strings"
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
)

// isSuccess reports whether a status is one of success.
func isSuccess(status int) bool { return status >= 200 && status < 300 }

// text returns the body without a byte order mark.
func (r *reply) text() []byte { return bytes.TrimPrefix(r.body, byteOrderMark) }

func (r *reply) isEmpty() bool { return len(bytes.TrimSpace(r.text())) == 0 }

func (r *reply) isNull() bool { return string(bytes.TrimSpace(r.text())) == "null" }

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

// holdsError reports whether the body is an error in place of a result: an object with the member
// error and otherwise at most annotations and members about the error. A resource with a property
// of that name has other members, or its context says that this property was selected.
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
		text, ok := name.(string)
		if err != nil || !ok || !mayBeBesideError(text) || decoder.Decode(&value) != nil {
			return false
		}
		switch {
		case text == "error":
			found = value[0] == '{' || value[0] == '"'
		case text == "@odata.type" || strings.HasSuffix(text, "context") && bytes.Contains(value, []byte("(error)")):
			return false
		}
	}
	return found
}

// mayBeBesideError reports whether an object with a member of this name can be an error.
func mayBeBesideError(name string) bool {
	return name == "error" || strings.Contains(name, "@") || strings.HasPrefix(name, "error_")
}
