package importer

import (
	"slices"

	"github.com/intunegen/intunegen/spec"
)

// declareAsBefore puts the properties of each type into the order in which earlier descriptions
// declare them: the services sort theirs by name today, while earlier ones stand as the
// documentation has them. It counts for what no page has in a table.
func (im *importer) declareAsBefore() {
	var earlier []*spec.Index
	for _, doc := range slices.Backward(im.opts.Earlier) {
		earlier = append(earlier, spec.NewIndex(doc))
	}
	im.eachType(func(name string, t *spec.StructuredType) {
		var tables [][]string
		for _, before := range earlier {
			if was := before.Types[name]; was != nil {
				tables = append(tables, declaredNames(was))
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

// sortProperties puts a type's properties into an order of their names.
func sortProperties(t *spec.StructuredType, order []string) {
	rank := map[string]int{}
	for i, property := range order {
		rank[property] = i
	}
	slices.SortStableFunc(t.Properties, func(a, b *spec.Property) int { return rank[a.Name] - rank[b.Name] })
}

// mergedOrder puts names into the order of tables: the first gives the order, later ones add names
// behind their predecessors, and what no table has follows in the order given.
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
