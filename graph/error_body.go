package graph

import (
	"bytes"
	"encoding/json"
	"strings"
)

// readBody reads what a body says of the error.
func (e *Error) readBody(received []byte) {
	var body struct {
		Error            json.RawMessage
		Message          json.RawMessage
		ErrorDescription string `json:"error_description"`
	}
	if json.NewDecoder(bytes.NewReader(bytes.TrimPrefix(received, byteOrderMark))).Decode(&body) != nil {
		return
	}
	if json.Unmarshal(body.Error, &e.Code) == nil {
		e.setMessage(body.ErrorDescription)
		return
	}
	var inner errorBody
	if json.Unmarshal(body.Error, &inner) != nil {
		e.setMessage(textOf(body.Message))
		return
	}
	e.Code = textOf(inner.Code)
	if e.RequestID == "" {
		e.RequestID = textOf(inner.InnerError["request-id"])
	}
	e.setMessage(textOf(inner.Message))
}

type errorBody struct {
	Code, Message json.RawMessage
	InnerError    errorIDs
}

// errorIDs are the members of innerError, which is of any shape.
type errorIDs map[string]json.RawMessage

// UnmarshalJSON takes objects and leaves everything else.
func (ids *errorIDs) UnmarshalJSON(data []byte) error {
	var members map[string]json.RawMessage
	if json.Unmarshal(data, &members) == nil {
		*ids = members
	}
	return nil
}

// textOf returns a text, the text in an object's value, or the JSON itself.
func textOf(raw json.RawMessage) string {
	var text string
	var object struct{ Value string }
	switch {
	case len(raw) == 0 || string(raw) == "null":
		return ""
	case json.Unmarshal(raw, &text) == nil:
		return text
	case json.Unmarshal(raw, &object) == nil && object.Value != "":
		return object.Value
	}
	return string(raw)
}

// setMessage unwraps Intune's messages: JSON in a text whose Message is the text meant, with ids and a URL at its end.
func (e *Error) setMessage(text string) {
	for range 4 { // deeper than was ever seen
		var wrapped struct{ Message, ErrorCode json.RawMessage }
		if !strings.HasPrefix(strings.TrimSpace(text), "{") || json.Unmarshal([]byte(text), &wrapped) != nil || wrapped.Message == nil {
			break
		}
		text = textOf(wrapped.Message)
		if e.Code == "" {
			e.Code = textOf(wrapped.ErrorCode)
		}
	}
	if _, rest, ok := strings.Cut(text, "Activity ID: "); ok {
		e.ActivityID, _, _ = strings.Cut(rest, " ")
	}
	text, _, _ = strings.Cut(text, " - Operation ID (")
	text, _, _ = strings.Cut(text, " - Activity ID: ")
	e.Message = text
}
