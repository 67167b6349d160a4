package emit

import (
	"slices"

	"github.com/dave/jennifer/jen"

	"github.com/intunegen/intunegen/gen/ir"
)

// union writes the sealed interface of a type with derived types. For the root of a hierarchy it
// also writes a function type whose parameters are the models of the hierarchy, where the codec
// finds them. The method with that parameter has a constant name, because the linker keeps all
// methods in a program that looks one up by a name known only at run time.
//
//	type Any<Root> interface {
//		family(typesOf<Root>)
//	}
//	type typesOf<Root> func(*<Root>, *<Derived>, …)
//
//	type Any<Derived> interface {
//		Any<Root>
//		is<Derived>()
//	}
func union(m *ir.Model) jen.Code {
	var cases []string
	for _, d := range append(slices.Clone(m.Derived), m) {
		cases = append(cases, "*"+d.Go)
	}
	doc := companion(m.AnyName+" is a value of "+m.Wire+" or of a type derived from it: "+list(cases)+
		". A derived type that this package does not know is a *"+m.Go+".", m.Doc)
	if m.TypesName == "" {
		return lines(doc, jen.Type().Id(m.AnyName).Interface(jen.Id(m.Bases[1].AnyName), mark(m)))
	}
	var pointers []jen.Code
	for _, d := range family(m) {
		pointers = append(pointers, pointer(jen.Id(d.Go)))
	}
	return lines(doc, jen.Type().Id(m.AnyName).Interface(mark(m)),
		comment(m.TypesName+" has the types of the values of "+m.AnyName+" as parameters, each after its base: there the codec finds them."),
		jen.Type().Id(m.TypesName).Func().Params(pointers...))
}

// marks writes the methods with which a model implements the sealed interfaces.
//
//	// <Model> is a value of Any<Base> and Any<Root>.
//	func (*<Model>) is<Base>() {}
//	func (*<Model>) family(typesOf<Root>) {}
func marks(m *ir.Model) jen.Code {
	var all []jen.Code
	var names []string
	for _, base := range m.Bases {
		names = append(names, base.AnyName)
		all = append(all, jen.Func().Params(pointer(jen.Id(m.Go))).Add(mark(base)).Block())
	}
	if len(all) == 0 {
		return jen.Null()
	}
	return lines(jen.Line(), comment(m.Go+" is a value of "+list(names)+"."), lines(all...))
}

// mark writes the method of a sealed interface.
//
//	is<Model>()
//	family(typesOf<Root>)
func mark(m *ir.Model) *jen.Statement {
	if m.TypesName == "" {
		return jen.Id(m.MarkName).Params()
	}
	return jen.Id(m.MarkName).Params(jen.Id(m.TypesName))
}

// family returns a model and all derived from it, each after its base.
func family(m *ir.Model) []*ir.Model {
	models := append([]*ir.Model{m}, m.Derived...)
	slices.SortStableFunc(models, func(a, b *ir.Model) int { return depth(a) - depth(b) })
	return models
}

// depth returns the number of a model's ancestors.
func depth(m *ir.Model) int {
	if m.Base == nil {
		return 0
	}
	return 1 + depth(m.Base)
}
