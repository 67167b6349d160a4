package names

// A scope assigns names in one Go scope.
type scope struct {
	taken  map[string]bool
	keys   map[string]bool
	locked Names // earlier names, which are kept
	given  Names
}

func newScope(size int) *scope {
	return &scope{taken: make(map[string]bool, size), keys: make(map[string]bool, size)}
}

// open reserves the earlier names.
func (s *scope) open(locked Names) {
	clear(s.taken)
	clear(s.keys)
	s.locked, s.given = locked, s.given[:0]
	for _, n := range locked {
		s.taken[n.Go] = true
	}
}

// take returns name, or name with as many trailing underscores as make it free.
func (s *scope) take(name string) string {
	for s.taken[name] {
		name += "_"
	}
	s.taken[name] = true
	return name
}

// name returns the earlier name of a key, else takes a new one. Nodes with the same key have
// apostrophes behind it, in their order.
func (s *scope) name(key, name string) string {
	for s.keys[key] {
		key += "'"
	}
	s.keys[key] = true
	given := s.locked.Of(key)
	if given == "" {
		given = s.take(name)
	}
	s.given = append(s.given, Name{key, given})
	return given
}

// close returns the assigned names, an empty list when there are none.
func (s *scope) close() Names { return Sorted(append(Names{}, s.given...)) }
