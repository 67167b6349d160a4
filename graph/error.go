package graph

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"
)

// An Error is the reply to a call that did not succeed.
//
// No field of it, and no error that it wraps, shows the token, a secret of the request or the
// signature of an address, in whatever spelling the service repeats it: "[secret]" is in its place.
// If a reply did not decode, the properties of type [odata.Secret] are hidden too. Secrets of fewer
// than 4 characters are not searched for, since they would be found everywhere.
type Error struct {
	Method string
	Path   string // from the service root, without query
	Status int    // of the reply

	Code    string // "BadRequest"; "" if the body has none
	Message string // what went wrong; of Intune's wrapped messages only the text

	ActivityID      string        // Intune's id of the call, for its support
	RequestID       string        // the service's id of the call
	ClientRequestID string        // the client's id of the call
	Diagnostic      string        // the header x-ms-ags-diagnostic
	RetryAfter      time.Duration // the delay that the service asks for; 0 if it asks for none

	Body []byte // the body as received but without secrets, at most 1 MiB

	// Permissions are set for status 403. An application needs one of them for the operation, as
	// documented; they are sorted from least to most privileged. For an operation that applications
	// cannot use, they are those of a user. DelegatedPermissions are those of a user if they
	// differ.
	Permissions, DelegatedPermissions []string

	cause   error
	outcome error // ErrNotSent, ErrOutcomeUnknown or nil
}

// Error returns one line: method, path, status, code, message and ids.
func (e *Error) Error() string {
	text := strings.TrimSuffix(fmt.Sprintf("%s %s: %d %s", e.Method, e.Path, e.Status, e.Code), " ")
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
	if e.outcome != nil && e.Status < 500 { // the status of a gateway says it already
		text += "; " + e.outcome.Error()
	}
	if ids := e.ids(); ids != nil {
		text += " (" + strings.Join(ids, ", ") + ")"
	}
	return oneLine(text, 2000)
}

// ids returns the ids of the call as a message names them.
func (e *Error) ids() (ids []string) {
	switch {
	case e.RequestID != "":
		ids = append(ids, "request "+e.RequestID)
	case e.ClientRequestID != "":
		ids = append(ids, "client request "+e.ClientRequestID)
	}
	if e.ActivityID != "" {
		ids = append(ids, "activity "+e.ActivityID)
	}
	return ids
}

// GoString keeps the body out of %#v.
func (e *Error) GoString() string { return fmt.Sprintf("&graph.Error{%q}", e.Error()) }

// Unwrap returns the error of reading the reply, or nil.
func (e *Error) Unwrap() error { return e.cause }

// IsNotFound reports whether err is a reply that the resource does not exist (404).
func IsNotFound(err error) bool { return hasStatus(err, http.StatusNotFound) }

// IsThrottled reports whether err is a reply that there were too many requests (429). The client
// has sent the request again before, without success.
func IsThrottled(err error) bool { return hasStatus(err, http.StatusTooManyRequests) }

// IsConflict reports whether err is a reply that the resource is in another state than the request
// supposes (409, or 412 to [IfMatch]). The reply to a repetition is not such a reply, because the
// first request may have caused the state: its error is [ErrOutcomeUnknown].
func IsConflict(err error) bool {
	return !errors.Is(err, ErrOutcomeUnknown) && hasStatus(err, http.StatusConflict, http.StatusPreconditionFailed)
}

// IsForbidden reports whether err is a reply that a permission is missing (403). Its text names the
// documented permissions of the operation.
func IsForbidden(err error) bool { return hasStatus(err, http.StatusForbidden) }

func hasStatus(err error, codes ...int) bool {
	var e *Error
	return errors.As(err, &e) && slices.Contains(codes, e.Status)
}
