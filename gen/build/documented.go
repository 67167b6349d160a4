package build

import "github.com/intunegen/intunegen/gen/ir"

// addDocumentedCalls adds the calls that are documented, and that the schema does not show, because
// no path to the entity is an owned one.
func (s *builder) addDocumentedCalls(p *paths) {
	for _, v := range documentedOperations(s.index) {
		row := rowOf(v)
		at, _ := p.walk(row.Path)
		if at == nil || at.To == nil || called(at.To, row.Method) != nil {
			continue
		}
		if m := s.documentedCall(at.To, row.Method); m != nil {
			at.To.Methods = append(at.To.Methods, m)
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
