package graph

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"
)

// An Error is a call that did not succeed, as the service answered it.
//
// No field of it, and nothing that it unwraps to, shows the token, a secret of the request or the
// signature of an address, in whatever spelling the service repeats it: "[secret]" stands there.
// Where a reply did not decode, the properties that hold an [odata.Secret] are hidden too. Secrets
// of fewer than 4 characters are not searched for, since they would be found everywhere.
type Error struct {
	Method string
	Path   string // from the service root, without query
	Status int    // of the reply

	Code    string // "BadRequest"; "" when the body says none
	Message string // what went wrong; of Intune's messages the text alone

	ActivityID      string        // Intune's id of the call, for its support
	RequestID       string        // the service's id of the call
	ClientRequestID string        // the client's id of the call
	Diagnostic      string        // the header x-ms-ags-diagnostic
	RetryAfter      time.Duration // how long the service asks to wait, 0 if it does not

	Body []byte // the answer as received but for secrets, at most 1 MiB

	// Permissions are those of which an application needs one for the operation, least privileged first, as documented; of an operation
	// that applications cannot use, those of a user. DelegatedPermissions are those of a user where they differ. They are set for status 403.
	Permissions, DelegatedPermissions []string

	cause   error
	outcome error // ErrNotSent, ErrOutcomeUnknown or nil
}

// Error returns one line: method, path, status, code, message and ids.
func (e *Error) Error() string {
	var ids []string
	if id := e.RequestID; id != "" {
		ids = append(ids, "request "+id)
	} else if e.ClientRequestID != "" {
		ids = append(ids, "client request "+e.ClientRequestID)
	}
	if e.ActivityID != "" {
		ids = append(ids, "activity "+e.ActivityID)
	}
	text := fmt.Sprintf("%s %s: %d %s", e.Method, e.Path, e.Status, e.Code)
	text = strings.TrimSuffix(text, " ")
	if e.Message != "" {
		text += ": " + e.Message
	}
	if e.cause != nil && e.Status >= 300 && e.Message != e.cause.Error() {
		text += "; " + e.cause.Error()
	}
	if len(e.Permissions) > 0 {
		text += "; the operation needs one of the permissions " + strings.Join(e.Permissions, ", ")
	}
	if len(e.DelegatedPermissions) > 0 {
		text += ", or of a user one of " + strings.Join(e.DelegatedPermissions, ", ")
	}
	if e.outcome != nil && e.Status < 500 { // that of a gateway speaks for itself
		text += "; " + e.outcome.Error()
	}
	if ids != nil {
		text += " (" + strings.Join(ids, ", ") + ")"
	}
	return oneLine(text, 2000)
}

// GoString keeps the body out of %#v.
func (e *Error) GoString() string { return fmt.Sprintf("&graph.Error{%q}", e.Error()) }

// Unwrap returns what went wrong while the reply was read, or nil.
func (e *Error) Unwrap() error { return e.cause }

// IsNotFound tells whether err is a reply that what was asked for does not exist (404).
func IsNotFound(err error) bool { return hasStatus(err, http.StatusNotFound) }

// IsThrottled tells whether err is a reply that there were too many requests (429), after the client has sent it again in vain.
func IsThrottled(err error) bool { return hasStatus(err, http.StatusTooManyRequests) }

// IsConflict tells whether err is a reply that the resource is in another state than the request supposes (409, or 412 to [IfMatch]). The reply to
// a repetition is none, since the state may be what the request has made of it: that is [ErrOutcomeUnknown].
func IsConflict(err error) bool {
	return !errors.Is(err, ErrOutcomeUnknown) && hasStatus(err, http.StatusConflict, http.StatusPreconditionFailed)
}

// IsForbidden tells whether err is a reply that a permission is missing (403); its text names those that the operation documents.
func IsForbidden(err error) bool { return hasStatus(err, http.StatusForbidden) }

func hasStatus(err error, codes ...int) bool {
	var e *Error
	if !errors.As(err, &e) {
		return false
	}
	for _, code := range codes {
		if e.Status == code {
			return true
		}
	}
	return false
}
