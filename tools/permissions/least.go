// Package permissions finds the permissions that a Go program needs for the operations it calls.
package permissions

import (
	"cmp"
	"slices"

	"github.com/intunegen/intunegen/gen/ir"
)

// A Need has the permissions that a set of operations needs for one kind of caller.
type Need struct {
	Permissions   []string  // sorted; they suffice for all supported operations
	NotSupported  []*ir.Row // operations that this kind of caller cannot call
	NotDocumented []*ir.Row
	Inferred      []*ir.Row // operations that have the documentation of another, as a PUT that of the PATCH
}

// Least returns the least privileged set of permissions for operations. of returns the documented
// list of an operation, least privileged first. Any permission of its list satisfies an operation,
// so that a permission that another operation needs may replace a lower one.
func Least(rows []*ir.Row, of func(*ir.Row) []string) Need {
	var need Need
	var lists [][]string
	for _, row := range rows {
		if row.From != "" {
			need.Inferred = append(need.Inferred, row)
		}
		switch list := of(row); {
		case list == nil:
			need.NotDocumented = append(need.NotDocumented, row)
		case len(list) == 0:
			need.NotSupported = append(need.NotSupported, row)
		default:
			lists = append(lists, list)
		}
	}
	slices.SortStableFunc(lists, func(a, b []string) int { return cmp.Or(cmp.Compare(len(a), len(b)), slices.Compare(a, b)) })
	for _, list := range lists { // sorted, so that those with the fewest alternatives come first
		if !satisfied(list, need.Permissions) {
			need.Permissions = append(need.Permissions, list[0])
		}
	}
	need.Permissions = withoutSpare(need.Permissions, lists)
	slices.Sort(need.Permissions)
	return need
}

// satisfied reports whether one of the permissions is in the list.
func satisfied(list, permissions []string) bool {
	return slices.ContainsFunc(list, func(one string) bool { return slices.Contains(permissions, one) })
}

// withoutSpare removes permissions that are not needed to satisfy every list, in the order in which
// they were chosen.
func withoutSpare(permissions []string, lists [][]string) []string {
	for i := 0; i < len(permissions); {
		rest := slices.Delete(slices.Clone(permissions), i, i+1)
		if slices.ContainsFunc(lists, func(list []string) bool { return !satisfied(list, rest) }) {
			i++
			continue
		}
		permissions = rest
	}
	return permissions
}
