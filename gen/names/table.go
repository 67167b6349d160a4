package names

import (
	"slices"
	"strings"
)

// A Table holds names with their origin, by scope. Scopes are the package ([Top]), and the wire
// names of types and Go names of builders for what is within them.
type Table map[string]Names

// Top is the scope of the package.
const Top = "top"

// Names are those of one scope, sorted by key. Most scopes have few and all together have very
// many, for which maps are large.
type Names []Name

// A Name is a Go name with the key of its origin within the scope.
type Name struct{ Key, Go string }

// Of returns the name of a key, "" when there is none.
func (n Names) Of(key string) string {
	if i, ok := slices.BinarySearchFunc(n, key, func(n Name, key string) int { return strings.Compare(n.Key, key) }); ok {
		return n[i].Go
	}
	return ""
}

// Sorted returns names that stand in any order as they stand in a table. Of several for a key the
// last one holds.
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
