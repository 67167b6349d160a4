package graph

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"
)

// An Error is an answer that reports a failure. Use [errors.As] to get it from the error of a call.
type Error struct {
	Method string
	Path   string // from the service root, "/deviceManagement/managedDevices/1", without the query
	Status int    // HTTP status

	Code    string // "BadRequest"; "" when the body says none
	Message string // what went wrong; of Intune's messages the text alone

	RequestID       string        // of the service, for its support
	ClientRequestID string        // of the client
	ActivityID      string        // of Intune's own service, "" when the message names none
	RetryAfter      time.Duration // how long the service asked to wait; 0 when it did not

	Body []byte // the answer as received, up to 1 MiB

	// Permissions are those of which the operation needs one, least privileged first, as documented. They are set for status 403.
	Permissions []string
}

// Error returns one line: method, path, status, code, message and ids.
func (e *Error) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s: %d", e.Method, e.Path, e.Status)
	if e.Code != "" {
		b.WriteString(" " + line(e.Code))
	}
	if e.Message != "" {
		b.WriteString(": " + line(e.Message))
	}
	if len(e.Permissions) > 0 {
		b.WriteString("; the operation needs one of the permissions " + strings.Join(e.Permissions, ", "))
	}
	if ids := e.ids(); ids != "" {
		b.WriteString(" (" + ids + ")")
	}
	return b.String()
}

func (e *Error) ids() string {
	var ids []string
	if e.RequestID != "" {
		ids = append(ids, "request "+line(e.RequestID))
	}
	if e.ClientRequestID != "" && e.RequestID == "" {
		ids = append(ids, "client request "+line(e.ClientRequestID))
	}
	if e.ActivityID != "" {
		ids = append(ids, "activity "+e.ActivityID)
	}
	return strings.Join(ids, ", ")
}

// line returns text from outside as it may stand in one line of a log.
func line(text string) string {
	text = strings.Join(strings.FieldsFunc(text, func(r rune) bool { return r < ' ' || r == 0x7f || r == 0x85 || r == 0x2028 || r == 0x2029 }), " ")
	const most = 1000
	if len(text) > most {
		text = strings.ToValidUTF8(text[:most], "") + "…"
	}
	return text
}

// ErrNotInCloud is in the error of a request that was not sent, as the cloud of the client lacks the operation.
var ErrNotInCloud = errors.New("the operation is not available in this cloud")

// IsNotFound tells whether err says that the resource does not exist (404).
func IsNotFound(err error) bool { return hasStatus(err, http.StatusNotFound) }

// IsThrottled tells whether err says that there were too many requests (429).
func IsThrottled(err error) bool { return hasStatus(err, http.StatusTooManyRequests) }

// IsConflict tells whether err says that the resource is in another state than the request expects (409 or 412).
func IsConflict(err error) bool {
	return hasStatus(err, http.StatusConflict) || hasStatus(err, http.StatusPreconditionFailed)
}

// IsForbidden tells whether err says that a permission is missing (403).
func IsForbidden(err error) bool { return hasStatus(err, http.StatusForbidden) }

func hasStatus(err error, status int) bool {
	var e *Error
	return errors.As(err, &e) && e.Status == status
}
