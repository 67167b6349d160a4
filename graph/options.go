package graph

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"
)

// An Option changes the header of one request.
type Option func(http.Header)

// IfMatch sends the request for one version of the resource only, by its ETag: the service answers
// 412 if the resource has changed.
func IfMatch(etag string) Option { return Header("If-Match", etag) }

// PreferMinimal asks for an empty reply (204) to a create or an update.
func PreferMinimal() Option { return prefer("return=minimal") }

// PreferRepresentation asks for the resource as the reply to a create or an update.
func PreferRepresentation() Option { return prefer("return=representation") }

// IncludeUnknownEnumMembers asks for the true names of enumeration members that the service
// otherwise returns as unknownFutureValue.
func IncludeUnknownEnumMembers() Option { return prefer("include-unknown-enum-members") }

// MaxPageSize asks for pages of at most n items.
func MaxPageSize(n int) Option { return prefer("odata.maxpagesize=" + strconv.Itoa(n)) }

// Header sets a header. A malformed header, and one that the client sets itself, such as
// Authorization, is an error of the request, which is not sent.
func Header(name, value string) Option { return func(h http.Header) { h.Set(name, value) } }

func prefer(preference string) Option {
	return func(h http.Header) {
		if had := h.Get("Prefer"); had != "" {
			h.Set("Prefer", had+", "+preference)
			return
		}
		h.Set("Prefer", preference)
	}
}

// apply sets the headers of options in the header of a request.
func apply(options []Option, header http.Header) error {
	if len(options) == 0 {
		return nil
	}
	changes := http.Header{}
	for _, option := range options {
		option(changes)
	}
	for name, values := range changes {
		if err := checkHeader(name, strings.Join(values, "")); err != nil {
			return err
		}
		header[name] = values
	}
	return nil
}

// checkHeader returns an error for a header that an option must not set.
func checkHeader(name, value string) error {
	switch name {
	case "Authorization", "Host", "Content-Type", "Content-Length", "Transfer-Encoding", "Connection":
		return fmt.Errorf("the header %s is set by the client; leave out the option", name)
	}
	isToken := func(r rune) bool {
		return r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' || strings.ContainsRune("-_.", r)
	}
	if name == "" || strings.TrimFunc(name, isToken) != "" {
		return fmt.Errorf("%q is not the name of a header; use letters, digits and hyphens", name)
	}
	if strings.ContainsFunc(value, func(r rune) bool { return r < ' ' && r != '\t' || r == 0x7f }) {
		return fmt.Errorf("the header %s has a line break or another control character; remove it", name)
	}
	return nil
}
