package emit

import (
	"slices"

	"github.com/dave/jennifer/jen"

	"github.com/intunegen/intunegen/gen/ir"
)

// union writes the sealed interface of a type with derived types, and for the root of a hierarchy the type in which the codec finds
// the models of it. The method that takes it has a fixed name: looking for a method by another keeps the linker from dropping any.
//
//	type Any<Root> interface{ family(typesOf<Root>) }
//	type typesOf<Root> func(*<Root>, *<Derived>, …)
//	type Any<Derived> interface{ Any<Root>; is<Derived>() }
func union(f *jen.File, m *ir.Model) {
	var cases []string
	for _, d := range append(slices.Clone(m.Derived), m) {
		cases = append(cases, "*"+d.Go)
	}
	f.Add(comment(m.AnyName + " is a value of " + m.Wire + " or of a type derived from it: " + list(cases) +
		". A derived type that this package does not know is a *" + m.Go + "."))
	f.Type().Id(m.AnyName).InterfaceFunc(func(g *jen.Group) {
		if m.TypesName == "" {
			g.Id(m.Bases[1].AnyName)
		}
		g.Add(mark(m))
	})
	if m.TypesName != "" {
		f.Add(comment(m.TypesName + " has the types of the values of " + m.AnyName + " as parameters, each after its base: there the codec finds them."))
		f.Type().Id(m.TypesName).Func().Params(family(m)...)
	}
}

// mark returns the method of a sealed interface.
func mark(m *ir.Model) *jen.Statement {
	if m.TypesName == "" {
		return jen.Id(m.MarkName).Params()
	}
	return jen.Id(m.MarkName).Params(jen.Id(m.TypesName))
}

// family returns the pointers of a model and of those derived from it, each after its base.
func family(m *ir.Model) []jen.Code {
	models := append([]*ir.Model{m}, m.Derived...)
	slices.SortStableFunc(models, func(a, b *ir.Model) int { return depth(a) - depth(b) })
	var pointers []jen.Code
	for _, m := range models {
		pointers = append(pointers, jen.Op("*").Id(m.Go))
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
