// Package permissions tells which permissions the operations need that a Go package calls.
package permissions

import (
	"cmp"
	"slices"

	"github.com/intunegen/intunegen/gen/ir"
)

// A Need is what a set of operations needs as one kind of caller.
type Need struct {
	Permissions   []string  // sorted; with these every supported operation can be called
	NotSupported  []*ir.Row // operations that this kind of caller cannot call
	NotDocumented []*ir.Row
}

// Least returns the least privileged set for operations; of tells the documented list of an operation, least privileged first. An operation
// is satisfied by any permission of its list, so one that another operation needs anyway takes the place of a lesser one.
func Least(rows []*ir.Row, of func(*ir.Row) []string) Need {
	var need Need
	var lists [][]string
	for _, row := range rows {
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
	for _, list := range lists { // those with the fewest alternatives first
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

// withoutSpare drops the permissions without which every list is satisfied still, the first chosen ones first.
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
