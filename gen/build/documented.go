package build

import "github.com/intunegen/intunegen/gen/ir"

// addDocumentedCalls adds the calls that are documented, and that the schema does not show, because
// no path to the entity is an owned one.
func (s *builder) addDocumentedCalls(p *paths) {
	for _, v := range documentedOperations(s.index) {
		row := rowOf(v)
		steps, _ := p.walk(row.Path)
		if steps == nil {
			continue
		}
		to := steps[len(steps)-1].To
		if to == nil || called(to, row.Method) != nil {
			continue
		}
		if m := s.documentedCall(to, row.Method); m != nil {
			to.Methods = append(to.Methods, m)
		}
	}
}

// documentedCall returns the method of a builder for a documented call. It returns nil for what
// cannot be called: another verb, an update of what is replaced, or a type that is not wanted.
func (s *builder) documentedCall(b *ir.Builder, verb string) *ir.Method {
	switch {
	case !s.includes(builderKey{b.Model.Wire, b.Collection}, verb):
		return nil
	case verb == "PATCH" && !b.Collection && s.updatable(b.Model) && called(b, "PUT") == nil:
		return &ir.Method{Call: ir.Update, Go: "Patch", Model: b.Model}
	case verb == "DELETE" && !b.Collection:
		return &ir.Method{Call: ir.Delete, Go: "Delete"}
	case verb == "POST" && b.Collection:
		return &ir.Method{Call: ir.Create, Go: "Create", Model: b.Model}
	}
	return nil
}
