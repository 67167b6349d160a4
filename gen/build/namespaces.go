package build

import (
	"cmp"
	"slices"
	"strings"
)

// root returns the namespace whose types need no prefix: that of the entity container if types are
// in it or below it, else one that all types are in or below, else the one with the most types. It
// does not depend on what is selected.
func (s *builder) root() string {
	sizes := s.namespaceSizes()
	_, home := s.container()
	names := make([]string, 0, len(sizes))
	for name := range sizes {
		names = append(names, name)
	}
	slices.SortFunc(names, func(a, b string) int { return cmp.Or(-cmp.Compare(sizes[a], sizes[b]), cmp.Compare(a, b)) })
	within := func(root string) func(string) bool {
		return func(name string) bool { return name == root || strings.HasPrefix(name, root+".") }
	}
	if home != "" && (len(names) == 0 || slices.ContainsFunc(names, within(home))) {
		return home
	}
	for _, name := range names {
		if !slices.ContainsFunc(names, func(other string) bool { return !within(name)(other) }) {
			return name
		}
	}
	if len(names) > 0 {
		return names[0]
	}
	return ""
}

// namespaceSizes counts the types of each namespace that has any.
func (s *builder) namespaceSizes() map[string]int {
	sizes := map[string]int{}
	for _, schema := range s.index.Doc.Schemas {
		if n := len(schema.Types) + len(schema.Enums); n > 0 {
			sizes[schema.Namespace] += n
		}
	}
	return sizes
}
