package emit

import (
	"bytes"
	"fmt"
	"path"

	"github.com/dave/jennifer/jen"
	"golang.org/x/tools/imports"

	"github.com/intunegen/intunegen/gen/ir"
)

// A program writes Go that uses a generated package.
type program struct{ *ir.Program }

// Program writes the file of a program: one function that makes one request.
//
//	func <Func>(ctx context.Context, client *<pkg>.Client) (<result>, error) {
//		patch := <body>
//		return client.<path>.Patch(patch).Do(ctx)
//	}
func Program(ir *ir.Program) ([]byte, error) {
	p := program{ir}
	f := jen.NewFile(p.Package)
	f.ImportNames(map[string]string{odata: "odata", graph: "graph"})
	if p.Name == path.Base(p.Import) {
		f.ImportName(p.Import, p.Name)
	} else {
		f.ImportAlias(p.Import, p.Name)
	}
	last := p.Steps[len(p.Steps)-1].Method
	f.Add(p.doc(last))
	f.Func().Id(p.Func).Params(jen.Id("ctx").Qual("context", "Context"), jen.Id("client").Op("*").Qual(p.Import, p.Client)).
		Add(p.results(last)).BlockFunc(func(g *jen.Group) {
		if m := p.names(); m != nil {
			g.Id("p").Op(":=").Qual(p.Import, m.PropertiesName)
		}
		if p.Body != nil {
			g.Add(argument(last)).Op(":=").Add(p.body())
		}
		p.send(g, last)
	})
	var out bytes.Buffer
	if err := f.Render(&out); err != nil {
		return nil, fmt.Errorf("emit %s: %w", p.Func, err)
	}
	return imports.Process(p.Func+".go", out.Bytes(), &imports.Options{FormatOnly: true, Comments: true, TabIndent: true, TabWidth: 8})
}

// doc writes the comment of the function.
func (p program) doc(last *ir.Method) jen.Code {
	text := p.Func + " performs " + p.Doc + "."
	if p.Helper == nil && last.Result != nil && last.Result.IsStream() || p.Helper != nil && isFile[p.Helper.Func] {
		text += " Close what it returns."
	}
	return comment(text)
}

// argument writes the variable that holds the body of a call.
func argument(m *ir.Method) jen.Code {
	switch m.Call {
	case ir.Update:
		return jen.Id("patch")
	case ir.Create, ir.Replace:
		return jen.Id("model")
	}
	return jen.Id("params")
}

// results writes the results of the function: (T, error), or error.
func (p program) results(m *ir.Method) *jen.Statement {
	t := p.result(m)
	if p.Helper != nil {
		t = helperResult(p.Helper)
	}
	if t == nil {
		return jen.Error()
	}
	return jen.Params(t, jen.Error())
}

// result returns the type of a call's result, nil without a result.
func (p program) result(m *ir.Method) (t *jen.Statement) {
	switch m.Call {
	case ir.Get, ir.Create, ir.Update, ir.Replace:
		t = modelType(p.Import, m.Model)
	case ir.List:
		model := m.Model
		if p.OfType != nil {
			model = p.OfType
		}
		t = jen.Index().Add(modelType(p.Import, model))
	case ir.Count:
		t = jen.Int64()
	case ir.Action, ir.Function:
		if m.Result != nil {
			t = p.operationResult(m.Result)
		}
	}
	return t
}

// operationResult returns the type of an operation's result. Items of a list are pointers.
func (p program) operationResult(t *ir.Type) *jen.Statement {
	switch {
	case t.IsStream():
		return jen.Qual("io", "ReadCloser")
	case t.Collection:
		return jen.Index().Add(goType(p.Import, t.Item()))
	}
	return goType(p.Import, t)
}

// send writes the statements that build the request and send it. Collect reads all pages of a list.
//
//	return <request>.Do(ctx, <options>)
//
//	list := <request>
//	return graph.Collect(ctx, list, <options>)
func (p program) send(g *jen.Group, last *ir.Method) {
	arguments := []jen.Code{jen.Id("ctx")}
	if p.isList(last) {
		g.Id("list").Op(":=").Add(p.chain())
		arguments = append(arguments, jen.Id("list"))
	}
	for _, h := range p.Options {
		arguments = append(arguments, jen.Qual(graph, "Header").Call(jen.Lit(h.Name), jen.Lit(h.Value)))
	}
	if p.isList(last) {
		g.Return(jen.Qual(graph, "Collect").Call(arguments...))
	} else {
		g.Return(p.chain().Dot("Do").Call(arguments...))
	}
}

// chain writes the request.
func (p program) chain() *jen.Statement {
	request := p.request(p.Steps)
	if p.OfType != nil {
		request = jen.Qual(graph, "OfType").Types(modelType(p.Import, p.OfType)).Call(request)
	}
	if p.Helper != nil {
		request = p.helper(request)
	}
	return request
}

// request writes the calls along a path. The last one makes the request.
func (p program) request(steps []*ir.Step) *jen.Statement {
	chain, wide := jen.Id("client"), length(steps) > maxWidth
	for i, step := range steps {
		if step.Of != nil {
			chain = jen.Parens(jen.Op("*").Qual(p.Import, step.Of.Go)).Call(chain)
		}
		chain.Op(".")
		if wide && i > 0 && step.Method.Call != ir.Key {
			chain.Line()
		}
		chain.Id(step.Method.Go).Add(p.arguments(p.given(step)))
	}
	return chain
}

// given returns the arguments of a step: keys, and for the last step the body and query options.
func (p program) given(step *ir.Step) []jen.Code {
	var all []jen.Code
	for _, key := range step.Keys {
		all = append(all, p.item(key))
	}
	if step != p.Steps[len(p.Steps)-1] {
		return all
	}
	if m := step.Method; p.Body != nil {
		all = append(all, argument(m))
	} else if m.Params != nil {
		all = append(all, jen.Qual(p.Import, m.Params.Go).Values())
	}
	return append(all, p.query()...)
}

// maxWidth is the longest chain that is written on one line.
const maxWidth = 100

// length returns about how many characters a chain has.
func length(steps []*ir.Step) int {
	n := 0
	for _, step := range steps {
		n += len(step.Method.Go) + len(".()")
		for _, key := range step.Keys {
			n += len(key.Text) + len(`""`)
		}
	}
	return n
}

// isList reports whether the result of the request is a collection.
func (p program) isList(m *ir.Method) bool {
	if p.Helper != nil {
		return p.Helper.Func == "ListReferences"
	}
	return m.Call == ir.List || m.Result != nil && m.Result.Collection
}
