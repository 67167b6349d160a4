package graph

import (
	"net/http"
	"slices"
)

// A savedHeader is a copy of a request's header from before the first try: policies add to the
// header of each try. The copy needs no memory of its own, because few requests are sent twice.
type savedHeader struct {
	names  [16]string
	values [16][]string
	n      int
	rest   http.Header // the whole header if it has more names
}

func saveHeader(header http.Header) (s savedHeader) {
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

// restore returns the header as it was saved.
func (s *savedHeader) restore() http.Header {
	header := s.rest.Clone()
	if header == nil {
		header = make(http.Header, s.n)
	}
	for i := range s.n {
		header[s.names[i]] = slices.Clip(s.values[i])
	}
	return header
}
