package graph

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"
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

// Header sets a header. What is no header, and what is the client's own to set, such as Authorization, is refused before the request is sent.
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

// apply changes the header of a request as options say.
func apply(options []Option, header http.Header) error {
	if len(options) == 0 {
		return nil
	}
	own := http.Header{}
	for _, option := range options {
		option(own)
	}
	for name, values := range own {
		if err := checkHeader(name, strings.Join(values, "")); err != nil {
			return err
		}
		header[name] = values
	}
	return nil
}

func checkHeader(name, value string) error {
	switch name {
	case "Authorization", "Host", "Content-Type", "Content-Length", "Transfer-Encoding", "Connection":
		return fmt.Errorf("the header %s is the client's own to set", name)
	}
	isToken := func(r rune) bool {
		return r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' || strings.ContainsRune("-_.", r)
	}
	if name == "" || strings.TrimFunc(name, isToken) != "" {
		return fmt.Errorf("%q is not the name of a header", name)
	}
	if strings.ContainsFunc(value, func(r rune) bool { return r < ' ' && r != '\t' || r == 0x7f }) {
		return fmt.Errorf("the header %s has a line break or another control character", name)
	}
	return nil
}
