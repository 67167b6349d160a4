package graph

import (
	"net/http"
	"strconv"
)

// An Option changes one request.
type Option func(http.Header)

// IfMatch makes a request depend on the ETag of the resource: the service refuses it with 412 if the resource has changed.
func IfMatch(etag string) Option { return Header("If-Match", etag) }

// PreferMinimal asks for an empty answer (204) to a create or an update.
func PreferMinimal() Option { return prefer("return=minimal") }

// PreferRepresentation asks for the resource as the answer to a create or an update.
func PreferRepresentation() Option { return prefer("return=representation") }

// IncludeUnknownEnumMembers asks for enumeration members that would be sent as unknownFutureValue.
func IncludeUnknownEnumMembers() Option { return prefer("include-unknown-enum-members") }

// MaxPageSize asks for pages of at most n items.
func MaxPageSize(n int) Option { return prefer("odata.maxpagesize=" + strconv.Itoa(n)) }

// Header sets a header. A value with a line break is refused when the request is sent.
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
