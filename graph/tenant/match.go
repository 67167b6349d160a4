package tenant

import "slices"

// A pair is an item of each state; one of them may be nil.
type pair struct{ have, want *Item }

// matched returns the pairs of items: those of one id, then those of one type and name.
func matched(before, after []Item) []pair {
	var pairs []pair
	for _, key := range []func(*Item) string{
		func(i *Item) string { return i.Collection + "/" + i.ID },
		func(i *Item) string { return i.Collection + "/" + i.Type + "/" + i.Name },
	} {
		found := map[string]*Item{}
		for i := range before {
			found[key(&before[i])] = &before[i]
		}
		var left []Item
		for i := range after {
			item := &after[i]
			if had := found[key(item)]; had != nil {
				pairs = append(pairs, pair{had, item})
				delete(found, key(item))
			} else {
				left = append(left, *item)
			}
		}
		before, after = without(before, pairs), left
	}
	for i := range before {
		pairs = append(pairs, pair{&before[i], nil})
	}
	for i := range after {
		pairs = append(pairs, pair{nil, &after[i]})
	}
	return pairs
}

// without returns the items that no pair has.
func without(items []Item, pairs []pair) []Item {
	has := map[string]bool{}
	for _, p := range pairs {
		has[p.have.Collection+"/"+p.have.ID] = true
	}
	return slices.DeleteFunc(slices.Clone(items), func(i Item) bool { return has[i.Collection+"/"+i.ID] })
}
