package graph

import (
	"bytes"
	"encoding/json"
	"strings"
)

// readBody reads the code, the message and the ids of an error from the body of the reply.
func (e *Error) readBody(text []byte) {
	var body struct {
		Error            json.RawMessage
		Earlier          json.RawMessage `json:"odata.error"` // of OData 3
		Message          json.RawMessage
		ErrorDescription string `json:"error_description"`
	}
	if json.NewDecoder(bytes.NewReader(text)).Decode(&body) != nil {
		return
	}
	if body.Error == nil {
		body.Error = body.Earlier
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

// errorBody is the value of the member error.
type errorBody struct {
	Code, Message json.RawMessage
	InnerError    errorIDs
}

// errorIDs are the members of innerError, which may be of any shape.
type errorIDs map[string]json.RawMessage

// UnmarshalJSON decodes an object and ignores every other value.
func (ids *errorIDs) UnmarshalJSON(data []byte) error {
	var members map[string]json.RawMessage
	if json.Unmarshal(data, &members) == nil {
		*ids = members
	}
	return nil
}

// textOf returns the text of a JSON value: of a string, or of an object with a string in its member
// value. Every other value is returned as JSON.
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

// setMessage sets the message. Intune wraps its messages: the text is JSON, and its member Message
// is the message, with ids and a URL at its end.
func (e *Error) setMessage(text string) {
	for range 4 { // no message is known to be wrapped more often
		var wrapped struct{ Message, ErrorCode json.RawMessage }
		isObject := strings.HasPrefix(strings.TrimSpace(text), "{")
		if !isObject || json.Unmarshal([]byte(text), &wrapped) != nil || wrapped.Message == nil {
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
