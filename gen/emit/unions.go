package emit

import (
	"slices"
	"strings"

	"github.com/intunegen/intunegen/gen/ir"
)

// union writes the sealed interface of a type with derived types, and for the root of a hierarchy the type in which the codec finds
// the models of it. The method that takes it has a fixed name: looking for a method by another keeps the linker from dropping any.
//
//	type Any<Root> interface{ family(typesOf<Root>) }
//	type typesOf<Root> func(*<Root>, *<Derived>, …)
//	type Any<Derived> interface{ Any<Root>; is<Derived>() }
func union(s *source, m *ir.Model) {
	var cases []string
	for _, d := range append(slices.Clone(m.Derived), m) {
		cases = append(cases, "*"+d.Go)
	}
	s.comment(m.AnyName + " is a value of " + m.Wire + " or of a type derived from it: " + list(cases) +
		". A derived type that this package does not know is a *" + m.Go + ".")
	s.put("type ", m.AnyName, " interface {\n")
	if m.TypesName == "" {
		s.put(m.Bases[1].AnyName, "\n")
	}
	s.put(mark(m), "\n}\n")
	if m.TypesName != "" {
		s.comment(m.TypesName + " has the types of the values of " + m.AnyName + " as parameters, each after its base: there the codec finds them.")
		s.put("type ", m.TypesName, " func(", strings.Join(family(m), ", "), ")\n")
	}
}

// mark returns the method of a sealed interface.
func mark(m *ir.Model) string { return m.MarkName + "(" + m.TypesName + ")" }

// family returns the pointers of a model and of those derived from it, each after its base.
func family(m *ir.Model) []string {
	models := append([]*ir.Model{m}, m.Derived...)
	slices.SortStableFunc(models, func(a, b *ir.Model) int { return depth(a) - depth(b) })
	var pointers []string
	for _, m := range models {
		pointers = append(pointers, "*"+m.Go)
	}
	return pointers
}

// depth counts the types that a model is derived from.
func depth(m *ir.Model) int {
	if m.Base == nil {
		return 0
	}
	return 1 + depth(m.Base)
}
