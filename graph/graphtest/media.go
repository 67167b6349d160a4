package graphtest

import "net/http"

// getMedia answers with a stream: of a property, or of a media entity if the name is empty. The raw
// value of an entity that is not a file is its JSON.
func (x *request) getMedia(r *resource, property string) (Reply, *fault) {
	f, ok := r.files[property]
	if !ok {
		return Reply{}, notFound()
	}
	return Reply{Status: http.StatusOK, Header: http.Header{"Content-Type": {f.contentType}}, Body: f.data}, nil
}

// putMedia replaces a stream.
func (x *request) putMedia(property string) (Reply, *fault) {
	r := x.place.one
	if r == nil {
		return Reply{}, notFound()
	}
	if f := x.matchesETag(r); f != nil {
		return Reply{}, f
	}
	kind := x.Header.Get("Content-Type")
	if kind == "" {
		kind = "application/octet-stream"
	}
	r.settle().putFile(property, file{kind, append([]byte(nil), x.Body...)})
	return NoContent(), nil
}

func (r *resource) putFile(property string, f file) {
	if r.files == nil {
		r.files = map[string]file{}
	}
	r.files[property] = f
	r.version++
}

// PutFile writes the file of the resource at a path: of its property of type Edm.Stream, or, if
// property is empty, of a media entity.
func (s *Server) PutFile(path, property, contentType string, data []byte) {
	s.tb.Helper()
	s.mu.Lock()
	defer s.mu.Unlock()
	p, f := s.state.prepare(path)
	if f == nil && p.one == nil && !p.many {
		f = s.state.make(p)
	}
	if f == nil && p.many {
		f = badRequest("A collection has no file.")
	}
	if f != nil {
		s.tb.Errorf("graphtest: put a file of %s: %v", path, f)
		return
	}
	p.one.settle().putFile(property, file{contentType, append([]byte(nil), data...)})
}
