package graph

import (
	"errors"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"
)

// An Option changes one call. The functions of this package make options. One that does not apply
// to its call is an error of the request, which is not sent; so is the zero Option.
type Option struct{ set func(*settings) error }

// settings are what the options of a call set.
type settings struct {
	header   http.Header  // of the request
	response *http.Header // set to the header of the reply; nil if nobody asks for it
	part     bool         // expanded collections may have further items
	method   string       // of the request
	paged    bool         // the call reads a list page by page
}

// IfMatch sends the request for one version of the resource only, by its ETag: the service answers
// 412 if the resource has changed.
func IfMatch(etag string) Option { return Header("If-Match", etag) }

// PreferMinimal asks for an empty reply (204) to a create or an update.
func PreferMinimal() Option { return preferOfWrite("graph.PreferMinimal", "return=minimal") }

// PreferRepresentation asks for the resource as the reply to a create or an update.
func PreferRepresentation() Option {
	return preferOfWrite("graph.PreferRepresentation", "return=representation")
}

// IncludeUnknownEnumMembers asks for the true names of enumeration members that the service
// otherwise returns as unknownFutureValue.
func IncludeUnknownEnumMembers() Option {
	return Option{func(s *settings) error { return s.prefer("include-unknown-enum-members") }}
}

// MaxPageSize asks for pages of at most n items. It applies to lists and to [Client.Do].
func MaxPageSize(n int) Option {
	return Option{func(s *settings) error {
		switch {
		case n < 1:
			return fmt.Errorf("graph.MaxPageSize(%d) is no size of a page; use 1 or more", n)
		case !s.paged:
			return errors.New("graph.MaxPageSize is for lists; leave it out")
		}
		return s.prefer("odata.maxpagesize=" + strconv.Itoa(n))
	}}
}

// Header sets a header of the request. A malformed header, and one that the client sets itself,
// such as Authorization, is an error of the request.
func Header(name, value string) Option {
	return Option{func(s *settings) error {
		s.header.Set(name, value)
		return nil
	}}
}

// ResponseHeader sets *header to the header of the reply, also to that of a reply without success.
// For a list it is the header of the page read last. Without a reply, *header is unchanged. A call
// that is sent from several goroutines at once needs a header for each of them.
func ResponseHeader(header *http.Header) Option {
	return Option{func(s *settings) error {
		if s.response = header; header == nil {
			return errors.New("graph.ResponseHeader got nil; give the address of an http.Header")
		}
		return nil
	}}
}

// AllowTruncated reads resources although an expanded collection in them may have further items,
// which is [ErrTruncated] otherwise. [Complete] reads the items.
func AllowTruncated() Option {
	return Option{func(s *settings) error {
		s.part = true
		return nil
	}}
}

func preferOfWrite(name, preference string) Option {
	return Option{func(s *settings) error {
		if !isWrite(s.method) || s.method == http.MethodDelete {
			return fmt.Errorf("%s is for requests that create or update; leave it out", name)
		}
		return s.prefer(preference)
	}}
}

func (s *settings) prefer(preference string) error {
	if had := s.header.Get("Prefer"); had != "" {
		preference = had + ", " + preference
	}
	s.header.Set("Prefer", preference)
	return nil
}

// apply applies options to a request, and returns what they set. paged says that the request is for
// a page.
func apply(options []Option, wire Wire, paged bool) (settings, error) {
	s := settings{method: wire.Method, paged: paged}
	if len(options) == 0 {
		return s, nil
	}
	s.header = http.Header{}
	for _, option := range options {
		if option.set == nil {
			return s, errors.New("an Option is empty; use the functions of package graph that return options")
		}
		if err := option.set(&s); err != nil {
			return s, err
		}
	}
	for _, name := range slices.Sorted(maps.Keys(s.header)) {
		if err := checkHeader(name, strings.Join(s.header[name], "")); err != nil {
			return s, err
		}
		wire.Header[name] = s.header[name]
	}
	return s, nil
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
