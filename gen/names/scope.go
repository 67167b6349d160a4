package names

// A scope assigns names in one Go scope.
type scope struct {
	taken  map[string]bool
	keys   map[string]bool
	locked Names // earlier names, which are kept
	given  Names
}

// newScope returns a scope for about size names, in which the earlier names are reserved.
func newScope(size int, locked Names) *scope {
	s := &scope{taken: make(map[string]bool, size), keys: make(map[string]bool, size), locked: locked, given: Names{}}
	for _, n := range locked {
		s.taken[n.Go] = true
	}
	return s
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

// names returns the assigned names, an empty list when there are none.
func (s *scope) names() Names { return Sorted(s.given) }
