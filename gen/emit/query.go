package emit

import (
	"github.com/dave/jennifer/jen"

	"github.com/intunegen/intunegen/gen/ir"
)

// names returns the model whose properties the query or a helper refers to first. The program has a
// variable p for their names.
func (p program) names() *ir.Model {
	if p.Helper != nil && p.Helper.Property != nil {
		return p.Helper.Property.Model
	}
	for _, option := range p.Query {
		if m := firstModel(option); m != nil {
			return m
		}
	}
	return nil
}

func firstModel(e *ir.Expr) *ir.Model {
	if e.Field != nil {
		return e.Model
	}
	for _, a := range e.Args {
		if m := firstModel(a); m != nil {
			return m
		}
	}
	return nil
}

// query writes the query options: odata.Select(p.<Field>), odata.Top(5).
func (p program) query() []jen.Code {
	var all []jen.Code
	for _, option := range p.Query {
		all = append(all, p.expr(option))
	}
	return all
}

func (p program) expr(e *ir.Expr) *jen.Statement {
	switch {
	case e.Field != nil && e.Model == p.names():
		return jen.Id("p").Dot(e.Field.Go)
	case e.Field != nil:
		return jen.Qual(p.Import, e.Model.PropertiesName).Dot(e.Field.Go)
	case e.Value != nil:
		return p.item(e.Value)
	}
	var arguments []jen.Code
	for _, a := range e.Args {
		arguments = append(arguments, p.expr(a))
	}
	multi := (e.Func == "And" || e.Func == "Or") && len(arguments) > 2
	return jen.Qual(odata, e.Func).Custom(jen.Options{Open: "(", Close: ")", Separator: ",", Multi: multi}, arguments...)
}

// arguments writes the arguments of a call. Several query options are on lines of their own.
func (p program) arguments(all []jen.Code) *jen.Statement {
	return jen.Custom(jen.Options{Open: "(", Close: ")", Separator: ",", Multi: len(all) > 1 && len(p.Query) > 1}, all...)
}
