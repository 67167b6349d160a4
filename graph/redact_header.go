package graph

import (
	"slices"
	"strings"
)

// ordinaryHeaders are the headers of most requests, which are no secrets.
var ordinaryHeaders = []string{"Accept", "Content-Type", "Prefer", "If-Match", "Client-Request-Id"}

// secretWords are in the names of headers that hold secrets.
var secretWords = []string{"auth", "cookie", "credential", "key", "passw", "secret", "signature", "token"}

// isSecretHeader reports whether a header that the caller sets holds a secret, by its name.
func isSecretHeader(name string) bool {
	if slices.Contains(ordinaryHeaders, name) {
		return false
	}
	name = strings.ToLower(name)
	return slices.ContainsFunc(secretWords, func(word string) bool { return strings.Contains(name, word) })
}

// headerNeedles returns the needles of a header: those of its whole value, and those of the part
// after a scheme such as Bearer.
func headerNeedles(values []string) *needles {
	var secrets []string
	for _, value := range values {
		secrets = append(secrets, value)
		if _, rest, found := strings.Cut(value, " "); found {
			secrets = append(secrets, rest)
		}
	}
	return newNeedles(secrets...)
}
