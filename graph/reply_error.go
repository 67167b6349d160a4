package graph

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
)

// This file finds errors behind a status of success.

// holdsError reports whether the body is an error in place of a result: an object with the member
// error and otherwise at most annotations and members about the error. A resource with a property
// of that name has other members, or its context says that this property was selected.
func (r *reply) holdsError() bool {
	if !bytes.Contains(r.body, []byte("rror")) {
		return false
	}
	decoder := json.NewDecoder(bytes.NewReader(r.text()))
	if token, err := decoder.Token(); err != nil || token != json.Delim('{') {
		return false
	}
	found := false
	for decoder.More() {
		var value json.RawMessage
		token, err := decoder.Token()
		name, ok := token.(string)
		if err != nil || !ok || !mayBeBesideError(name) || decoder.Decode(&value) != nil {
			return false
		}
		switch {
		case isErrorName(name):
			found = value[0] == '{' || value[0] == '"' || value[0] == '[' && string(value) != "[]"
		case name == "@odata.type" || strings.HasSuffix(name, "context") && selectsError(string(value)):
			return false
		case strings.EqualFold(name, "status") && value[0] == '"':
			return false // the state of an operation, not the status of a reply
		}
	}
	return found
}

// errorNames are the names, in lower case, of the member that is the error: that of OData 4, that
// of OData 3, and that of services with several errors.
var errorNames = []string{"error", "odata.error", "errors"}

func isErrorName(name string) bool { return slices.Contains(errorNames, strings.ToLower(name)) }

// besideError are the names, in lower case, of members that services add to an error.
var besideError = []string{"code", "correlationid", "correlation_id", "date", "innererror", "message", "path", "requestid", "request-id", "status",
	"statuscode", "timestamp", "trace_id", "traceid"}

// mayBeBesideError reports whether an object with a member of this name can be an error.
func mayBeBesideError(name string) bool {
	return isErrorName(name) || strings.Contains(name, "@") || strings.HasPrefix(name, "error_") ||
		slices.Contains(besideError, strings.ToLower(name))
}

// selectsError reports whether a context says that a property with the name of an error was
// selected.
func selectsError(context string) bool {
	selected := func(r rune) bool { return strings.ContainsRune("(),", r) }
	return slices.ContainsFunc(strings.FieldsFunc(context, selected), isErrorName)
}
