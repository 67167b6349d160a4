package build

import "github.com/intunegen/intunegen/gen/ir"

// addDocumentedCalls adds documented calls that the schema does not show, because no path to the
// entity contains it.
func (b *builder) addDocumentedCalls(p *paths) {
	for _, v := range documentedOperations(b.index) {
		row := rowOf(v)
		steps, _ := p.walk(row.Path)
		if steps == nil {
			continue
		}
		to := steps[len(steps)-1].To
		if to == nil || called(to, row.Method) != nil {
			continue
		}
		if m := b.documentedCall(to, row.Method); m != nil {
			to.Methods = append(to.Methods, m)
		}
	}
}

// documentedCall returns the method of a builder for a documented call. It returns nil for a verb
// that the builder cannot have, and for a type that is not selected.
func (b *builder) documentedCall(of *ir.Builder, verb string) *ir.Method {
	switch {
	case !b.includes(builderKey{of.Model.Wire, of.Collection}, verb):
		return nil
	case verb == "PATCH" && !of.Collection && b.updatable(of.Model):
		return &ir.Method{Call: ir.Update, Go: "Patch", Model: of.Model}
	case verb == "PUT" && !of.Collection:
		return &ir.Method{Call: ir.Replace, Go: "Put", Model: of.Model}
	case verb == "DELETE" && !of.Collection:
		return &ir.Method{Call: ir.Delete, Go: "Delete"}
	case verb == "POST" && of.Collection:
		return &ir.Method{Call: ir.Create, Go: "Create", Model: of.Model}
	}
	return nil
}

// markReplaced marks the patches that no method takes, because PUT updates the type.
func (b *builder) markReplaced(p *paths) {
	patched := map[*ir.Model]bool{}
	for _, of := range p.list {
		if called(of, "PATCH") != nil {
			for _, m := range append(of.Model.Derived, of.Model) {
				patched[m] = true
			}
		}
	}
	for _, m := range b.types.models {
		if m.Patch != nil {
			m.Patch.ByPut = !patched[m] && b.replacement(b.index.Types[m.Wire]) != nil
		}
	}
}
