package build

import (
	"cmp"
	"maps"
	"slices"
	"strings"
)

// root returns the namespace whose types have no prefix in Go. It is the first of these: the
// namespace of the entity container, if types are in it or below it; one that all types are in or
// below; the one with the most types. It does not depend on the selection.
func (b *builder) root() string {
	sizes := b.namespaceSizes()
	_, home := b.container()
	names := slices.SortedFunc(maps.Keys(sizes), func(a, b string) int { return cmp.Or(-cmp.Compare(sizes[a], sizes[b]), cmp.Compare(a, b)) })
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
func (b *builder) namespaceSizes() map[string]int {
	sizes := map[string]int{}
	for _, schema := range b.index.Doc.Schemas {
		if n := len(schema.Types) + len(schema.Enums); n > 0 {
			sizes[schema.Namespace] += n
		}
	}
	return sizes
}
