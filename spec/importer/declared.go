package importer

import (
	"slices"

	"github.com/intunegen/intunegen/spec"
)

// declareAsBefore puts the properties of each type into the order of earlier descriptions, which is
// that of the documentation. Today the service sorts them by name. A table of a page takes
// precedence.
func (im *importer) declareAsBefore() {
	var earlier []*spec.Index
	for _, doc := range slices.Backward(im.opts.Earlier) {
		earlier = append(earlier, spec.NewIndex(doc))
	}
	im.eachType(func(name string, t *spec.StructuredType) {
		var tables [][]string
		for _, before := range earlier {
			if earlierType := before.Types[name]; earlierType != nil {
				tables = append(tables, declaredNames(earlierType))
			}
		}
		sortProperties(t, mergedOrder(tables, declaredNames(t)))
	})
}

func declaredNames(t *spec.StructuredType) []string {
	var names []string
	for _, p := range t.Properties {
		names = append(names, p.Name)
	}
	return names
}

// sortProperties sorts a type's properties by the position of their names in order.
func sortProperties(t *spec.StructuredType, order []string) {
	rank := map[string]int{}
	for i, property := range order {
		rank[property] = i
	}
	slices.SortStableFunc(t.Properties, func(a, b *spec.Property) int { return rank[a.Name] - rank[b.Name] })
}

// mergedOrder sorts names by tables. The first table gives the order, later tables add a name after
// its predecessor, and names that no table has follow in their own order.
func mergedOrder(tables [][]string, all []string) []string {
	var order []string
	for _, table := range tables {
		before := -1
		for _, name := range table {
			if !slices.Contains(all, name) {
				continue
			}
			if at := slices.Index(order, name); at >= 0 {
				before = at
				continue
			}
			before++
			order = slices.Insert(order, before, name)
		}
	}
	for _, name := range all {
		if !slices.Contains(order, name) {
			order = append(order, name)
		}
	}
	return order
}
