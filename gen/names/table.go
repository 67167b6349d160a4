package names

import (
	"slices"
	"strings"
)

// A Table holds names with their origin, by scope. The scope of the package is [Top]. The scope of
// a type's properties is its wire name, that of a builder's methods its Go name.
type Table map[string]Names

// Top is the scope of the package.
const Top = "top"

// Names are the names of one scope, sorted by key. They are not in a map, because most of the many
// scopes have few names.
type Names []Name

// A Name is a Go name with the key of its origin within the scope.
type Name struct{ Key, Go string }

// Of returns the Go name of a key, or "".
func (n Names) Of(key string) string {
	if i, ok := slices.BinarySearchFunc(n, key, func(n Name, key string) int { return strings.Compare(n.Key, key) }); ok {
		return n[i].Go
	}
	return ""
}

// Sorted sorts names by key, as a table has them. Of several with the same key it keeps the last.
func Sorted(list Names) Names {
	slices.SortStableFunc(list, func(a, b Name) int { return strings.Compare(a.Key, b.Key) })
	sorted := list[:0]
	for i, n := range list {
		if i+1 == len(list) || list[i+1].Key != n.Key {
			sorted = append(sorted, n)
		}
	}
	return sorted
}
