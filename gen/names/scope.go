package names

// A scope is one Go scope while names are given in it.
type scope struct {
	taken  map[string]bool
	locked map[string]string // names of earlier, by key: they stay
	given  map[string]string // names given, by key
}

func newScope(locked map[string]string, size int) *scope {
	s := &scope{make(map[string]bool, size), locked, make(map[string]string, size)}
	for _, name := range locked {
		s.taken[name] = true
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

// name returns the name that a key had earlier, else takes one. Nodes that share a key are told apart by their order.
func (s *scope) name(key, name string) string {
	for s.given[key] != "" {
		key += "'"
	}
	given, ok := s.locked[key]
	if !ok {
		given = s.take(name)
	}
	s.given[key] = given
	return given
}
