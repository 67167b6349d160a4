package names

// A scope is one Go scope while names are given in it. It serves for one after the other.
type scope struct {
	taken  map[string]bool
	keys   map[string]bool
	locked Names // names of earlier: they stay
	given  Names
}

func newScope(size int) *scope {
	return &scope{taken: make(map[string]bool, size), keys: make(map[string]bool, size)}
}

// open begins a scope in which earlier names stay.
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

// name returns the name that a key had earlier, else takes one. Nodes that share a key are told
// apart by their order.
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

// close returns the names that were given: an empty list for none, whichever scopes were open
// before.
func (s *scope) close() Names { return Sorted(append(Names{}, s.given...)) }
