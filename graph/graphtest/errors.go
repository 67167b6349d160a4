package graphtest

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
)

// A fault is a refusal of the service.
type fault struct {
	status        int
	code, message string
	unknown       bool // the service has no such path
	gateway       bool // written by Graph itself, not by Intune behind it
	header        http.Header
}

func (f *fault) Error() string { return fmt.Sprintf("%d %s: %s", f.status, f.code, f.message) }

// badRequest is a refusal by Graph itself: of a path or of a query.
func badRequest(format string, args ...any) *fault {
	return &fault{status: http.StatusBadRequest, code: "BadRequest", message: fmt.Sprintf(format, args...), gateway: true}
}

// invalid is a refusal of a body by Intune.
func invalid(format string, args ...any) *fault {
	return &fault{status: http.StatusBadRequest, code: "ModelValidationFailure", message: fmt.Sprintf(format, args...)}
}

// refused is a refusal by Intune of a request that it understands.
func refused(format string, args ...any) *fault {
	return &fault{status: http.StatusBadRequest, code: "BadRequest", message: fmt.Sprintf(format, args...)}
}

func notFound() *fault {
	return &fault{status: http.StatusNotFound, code: "ResourceNotFound", message: "An error has occurred"}
}

func unknownSegment(segment string) *fault {
	f := badRequest("Resource not found for the segment '%s'.", segment)
	f.unknown = true
	return f
}

func notAllowed(method, what string) *fault {
	f := badRequest("The method %s is not allowed on %s.", method, what)
	f.status, f.code = http.StatusMethodNotAllowed, "MethodNotAllowed"
	return f
}

// reply returns the reply of a fault, in the form of Graph. Intune puts JSON into the message,
// whose text ends with ids and an address.
func (f *fault) reply(c *Call) Reply {
	message := f.message
	if !f.gateway {
		message = nested(f.message, c)
	}
	body := map[string]any{"error": map[string]any{"code": f.code, "message": message, "innerError": map[string]any{
		"date": strings.TrimSuffix(c.now.UTC().Format("2006-01-02T15:04:05"), "Z"), "request-id": c.requestID, "client-request-id": c.Header.Get("client-request-id")}}}
	data, _ := json.Marshal(body) // strings always encode
	return Reply{Status: f.status, Header: f.header, Body: json.RawMessage(data)}
}

// nested returns the JSON that Intune puts into the message of an error.
func nested(text string, c *Call) string {
	text += " - Operation ID (for customer support): 00000000-0000-0000-0000-000000000000 - Activity ID: " + c.requestID +
		" - Url: https://fef.graphtest.example/StatelessService" + strings.Split(c.Path, "?")[0] + "?api-version=5025-01-01"
	message := struct {
		Version     int    `json:"_version"`
		Message     string `json:"Message"`
		Phrase      string `json:"CustomApiErrorPhrase"`
		RetryAfter  any    `json:"RetryAfter"`
		ErrorSource string `json:"ErrorSourceService"`
		HTTPHeaders string `json:"HttpHeaders"`
	}{Version: 3, Message: text, HTTPHeaders: "{}"}
	data, _ := json.MarshalIndent(message, "", "  ") // strings always encode
	return strings.ReplaceAll(string(data), "\n", "\r\n")
}
