package graph

import (
	"net/http"
	"slices"
)

// A savedHeader is a header as it was before the first try: policies add to that of each. Keeping it costs no memory; few requests are
// sent twice.
type savedHeader struct {
	names  [16]string
	values [16][]string
	n      int
	rest   http.Header // all of a header with more names
}

func headerOf(header http.Header) (s savedHeader) {
	if len(header) > len(s.names) {
		s.rest = header.Clone()
		return s
	}
	for name, values := range header {
		s.names[s.n], s.values[s.n] = name, values
		s.n++
	}
	return s
}

func (s *savedHeader) restored() http.Header {
	header := s.rest.Clone()
	if header == nil {
		header = make(http.Header, s.n)
	}
	for i := range s.n {
		header[s.names[i]] = slices.Clip(s.values[i])
	}
	return header
}
