package importer

import (
	"slices"

	"github.com/intunegen/intunegen/spec"
	"github.com/intunegen/intunegen/spec/msdocs"
)

// orderParameters puts the parameters of actions into the order of their page's table, because
// bodies have them in the order of the description. A table is for every overload of the action
// that has exactly its names. Of several tables the first is used.
func (im *importer) orderParameters() {
	ordered := map[*spec.Operation]bool{}
	for _, folder := range im.opts.Docs {
		for _, op := range folder.Operations {
			if op.Kind != "action" || len(op.Properties) < 2 {
				continue
			}
			for _, schema := range im.opts.Metadata.Schemas {
				for _, action := range schema.Operations {
					if !ordered[action] && action.Name == op.Verb {
						ordered[action] = orderParameters(action, op.Properties)
					}
				}
			}
		}
	}
}

// orderParameters sorts the parameters of an action, except the binding parameter. It reports
// whether the table has exactly their names.
func orderParameters(op *spec.Operation, table []msdocs.Property) bool {
	parameters := op.Parameters
	if op.Bound && len(parameters) > 0 {
		parameters = parameters[1:]
	}
	at := func(p *spec.Parameter) int {
		return slices.IndexFunc(table, func(row msdocs.Property) bool { return row.Name == p.Name })
	}
	unlisted := func(p *spec.Parameter) bool { return at(p) < 0 }
	if len(parameters) != len(table) || slices.ContainsFunc(parameters, unlisted) {
		return false
	}
	slices.SortStableFunc(parameters, func(a, b *spec.Parameter) int { return at(a) - at(b) })
	return true
}
