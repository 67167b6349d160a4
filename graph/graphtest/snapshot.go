package graphtest

import (
	"maps"
	"math/rand/v2"
)

// A Snapshot is what a server held at one time.
type Snapshot struct {
	root   *resource
	blobs  map[string]*blob
	pcg    rand.PCG
	writes int
}

// Snapshot returns what the server holds: resources and files, not handlers and calls.
func (s *Server) Snapshot() *Snapshot {
	s.mu.Lock()
	defer s.mu.Unlock()
	return &Snapshot{copyOf(s.state.root, map[*resource]*resource{}), copyBlobs(s.state.blobs.blobs), *s.state.pcg, s.state.writes}
}

// Restore makes the server hold what a snapshot has, and make up the same again. A snapshot can be
// restored many times.
func (s *Server) Restore(from *Snapshot) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.state.root, s.state.blobs.blobs = copyOf(from.root, map[*resource]*resource{}), copyBlobs(from.blobs)
	*s.state.pcg, s.state.writes = from.pcg, from.writes
}

// copyOf returns a copy of a resource and of all that it leads to. Records are shared: they are
// never changed.
func copyOf(r *resource, made map[*resource]*resource) *resource {
	if r == nil {
		return nil
	}
	if known := made[r]; known != nil {
		return known
	}
	c := &resource{typ: r.typ, id: r.id, rec: r.rec, version: r.version, by: r.by, gone: r.gone, virtual: r.virtual, files: maps.Clone(r.files)}
	made[r] = c
	c.in = copyOf(r.in, made)
	for name, one := range r.single {
		c.setOne(name, copyOf(one, made))
	}
	for name, list := range r.many {
		to := c.makeList(name)
		for _, item := range list.all() {
			to.add(copyOf(item, made))
		}
	}
	return c
}

func copyBlobs(all map[string]*blob) map[string]*blob {
	copied := map[string]*blob{}
	for name, b := range all {
		one := *b
		one.blocks = maps.Clone(b.blocks)
		copied[name] = &one
	}
	return copied
}
