package graph

import (
	"encoding/json"
	"net/http"
	"regexp"
	"strings"
)

// newError makes the error of an answer. Whatever the body is, status and ids are there.
func newError(method, path string, status int, header http.Header, body []byte) *Error {
	e := &Error{Method: method, Path: path, Status: status, Body: body,
		RequestID: header.Get(headerRequestID), ClientRequestID: header.Get(headerClientRequestID), RetryAfter: retryAfter(header)}
	e.readBody(body)
	if e.Message == "" {
		e.Message = http.StatusText(status)
	}
	return e
}

// readBody takes over what the body says, if it is JSON in one of the forms seen.
func (e *Error) readBody(body []byte) {
	var outer struct{ Error json.RawMessage }
	if json.Unmarshal(body, &outer) != nil || outer.Error == nil {
		outer.Error = body
	}
	var inner map[string]json.RawMessage
	if json.Unmarshal(outer.Error, &inner) != nil {
		return
	}
	e.Code = textOf(inner["code"])
	e.setMessage(textOf(inner["message"]))
	for name, raw := range inner {
		if strings.EqualFold(name, "innerError") {
			e.readInner(raw)
		}
	}
}

// readInner takes ids from innerError where no header had them.
func (e *Error) readInner(raw json.RawMessage) {
	var ids map[string]json.RawMessage
	if json.Unmarshal(raw, &ids) != nil {
		return
	}
	if e.RequestID == "" {
		e.RequestID = textOf(ids["request-id"])
	}
	if e.ClientRequestID == "" {
		e.ClientRequestID = textOf(ids["client-request-id"])
	}
}

// textOf returns a JSON string, or the member "value" of an object, as some services write messages.
func textOf(raw json.RawMessage) string {
	var text string
	if json.Unmarshal(raw, &text) == nil {
		return text
	}
	var object struct{ Value string }
	if json.Unmarshal(raw, &object) == nil {
		return object.Value
	}
	return ""
}

var (
	activity = regexp.MustCompile(`Activity ID:\s*([0-9A-Fa-f-]{8,})`)
	// support is what Intune appends to a message for its support.
	support = regexp.MustCompile(`\s+-\s+(Operation ID|Activity ID)\b.*$`)
)

// setMessage unwraps the JSON that Intune puts into the text of a message.
func (e *Error) setMessage(text string) {
	for range 3 {
		var nested struct{ Message, ErrorCode string }
		if !strings.HasPrefix(strings.TrimSpace(text), "{") || json.Unmarshal([]byte(text), &nested) != nil || nested.Message == "" {
			break
		}
		text = nested.Message
		if e.Code == "" {
			e.Code = nested.ErrorCode
		}
	}
	if found := activity.FindStringSubmatch(text); found != nil {
		e.ActivityID = found[1]
	}
	e.Message = support.ReplaceAllString(strings.ReplaceAll(text, "\r\n", " "), "")
}
