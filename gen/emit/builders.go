package emit

import (
	"github.com/dave/jennifer/jen"

	"github.com/intunegen/intunegen/gen/ir"
)

// builder writes a request builder. Its underlying type is graph.Node, so that conversions between
// builders cost nothing.
//
//	type <Entity>Builder graph.Node
//	func (b *<Entity>Builder) <Method>(…) … { … }
func builder(b *ir.Builder) jen.Code {
	text := b.Go + " makes requests for one " + b.Model.Wire + "."
	if b.Collection {
		text = b.Go + " makes requests for a collection of " + b.Model.Wire + "."
		if b.Model.Polymorphic {
			text += " graph.OfType narrows its lists to one derived type."
		}
	}
	code := []jen.Code{companion(text, b.Model.Doc), jen.Type().Id(b.Go).Qual(graph, "Node")}
	receiver, node := jen.Id("b").Op("*").Id(b.Go), jen.Parens(pointer(jen.Qual(graph, "Node"))).Call(jen.Id("b"))
	for _, m := range b.Methods {
		code = append(code, method(receiver, node, b, m))
	}
	return lines(code...)
}

// method writes one method of a builder, or of the client, for which owner is nil. node is the
// expression for the graph.Node of the receiver.
//
//	func (<receiver>) <Method>(<parameters>) *<Result> {
//		return (*<Result>)(<node>.<Call>(<arguments>))
//	}
func method(receiver, node jen.Code, owner *ir.Builder, m *ir.Method) jen.Code {
	call, result := callOf(m), pointer(resultType(m))
	request := jen.Add(node).Op(".").Add(call.method).Call(call.arguments...)
	return lines(methodDoc(owner, m), jen.Func().Params(receiver).Id(m.Go).Params(call.parameters...).Add(result).Block(
		jen.Return(jen.Parens(result).Call(request))))
}

// A runtimeCall is a call of a method of graph.Node, with the parameters of the generated method
// around it.
type runtimeCall struct {
	method                *jen.Statement
	parameters, arguments []jen.Code
}

// callOf returns the call of the runtime in a method's body.
func callOf(m *ir.Method) runtimeCall {
	switch m.Call {
	case ir.Nav, ir.Cast:
		return runtimeCall{method: jen.Id("To"), arguments: []jen.Code{jen.Lit(m.Segment)}}
	case ir.Key:
		return keyCall(m)
	case ir.Get:
		return runtimeCall{method: jen.Id("Get")}.queried()
	case ir.List:
		return runtimeCall{method: jen.Id("List")}.queried()
	case ir.Count:
		return runtimeCall{method: jen.Id("Count")}.queried()
	case ir.Create:
		return modelCall("Create", m.Model)
	case ir.Replace:
		return modelCall("Put", m.Model)
	case ir.Update:
		return patchCall(m.Model)
	case ir.Delete:
		return runtimeCall{method: jen.Id("Delete")}
	case ir.Action:
		return operationCall("Action", m.Segment, m.Params)
	}
	return operationCall("Function", m.Template, m.Params).queried()
}

// queried returns the call with query options as a further parameter.
//
//	options ...odata.QueryOption
func (c runtimeCall) queried() runtimeCall {
	c.parameters = append(c.parameters, jen.Id("options").Op("...").Qual(odata, "QueryOption"))
	c.arguments = append(c.arguments, jen.Id("options"))
	return c
}

// modelCall returns a call that sends a model.
//
//	model *<Model>
//	<name>(model)
func modelCall(name string, m *ir.Model) runtimeCall {
	return runtimeCall{jen.Id(name), []jen.Code{jen.Id("model").Add(modelType(here, m))}, []jen.Code{jen.Id("model")}}
}

// patchCall returns the call that sends an update.
//
//	patch <Model>Patch        patch Any<Model>Patch
//	Patch(&patch)             Patch(patch)
func patchCall(m *ir.Model) runtimeCall {
	if m.AnyPatch != "" {
		return runtimeCall{jen.Id("Patch"), []jen.Code{jen.Id("patch").Id(m.AnyPatch)}, []jen.Code{jen.Id("patch")}}
	}
	return runtimeCall{jen.Id("Patch"), []jen.Code{jen.Id("patch").Id(m.Patch.Go)}, []jen.Code{jen.Op("&").Id("patch")}}
}

// keyCall returns the call that leads to one item, by a key that is a segment or is in parentheses.
//
//	Key("<name>", <key>)             for a text
//	KeyValue("<name>", <key>)        for another value
//	Keys("<wire>", <key>, …)
func keyCall(m *ir.Method) runtimeCall {
	call := runtimeCall{method: jen.Id("Keys")}
	for _, key := range m.Keys {
		call.parameters = append(call.parameters, jen.Id(key.Go).Add(goType(here, &key.Type)))
		call.arguments = append(call.arguments, jen.Lit(key.Wire), jen.Id(key.Go))
	}
	if len(m.Keys) == 1 && m.KeyAsSegment {
		call.method, call.arguments[0] = jen.Id("KeyValue"), jen.Lit(m.KeyName())
		if m.Keys[0].Type.Go == "string" {
			call.method = jen.Id("Key")
		}
	}
	return call
}

// operationCall returns the call of an action or function.
//
//	params <Params>
//	<name>("<segment>", &params)     <name>("<segment>", nil)
func operationCall(name, segment string, p *ir.Params) runtimeCall {
	if p == nil {
		return runtimeCall{method: jen.Id(name), arguments: []jen.Code{jen.Lit(segment), jen.Nil()}}
	}
	return runtimeCall{jen.Id(name), []jen.Code{jen.Id("params").Id(p.Go)}, []jen.Code{jen.Lit(segment), jen.Op("&").Id("params")}}
}

// resultType writes the type that a method returns a pointer to: a builder, or a request for a
// result of type T.
//
//	<Builder>
//	graph.Request[<T>]   graph.List[<T>]   graph.Command   graph.Stream
func resultType(m *ir.Method) *jen.Statement {
	switch m.Call {
	case ir.Nav, ir.Cast, ir.Key:
		return jen.Id(m.To.Go)
	case ir.Get, ir.Create, ir.Update, ir.Replace:
		return jen.Qual(graph, "Request").Types(modelType(here, m.Model))
	case ir.List:
		return jen.Qual(graph, "List").Types(modelType(here, m.Model))
	case ir.Count:
		return jen.Qual(graph, "Request").Types(jen.Int64())
	case ir.Delete:
		return jen.Qual(graph, "Command")
	}
	return operationResult(m.Result)
}

// operationResult is resultType for an action or function with a result of type t, nil for none.
func operationResult(t *ir.Type) *jen.Statement {
	switch {
	case t == nil:
		return jen.Qual(graph, "Command")
	case t.IsStream():
		return jen.Qual(graph, "Stream")
	case t.Collection:
		return jen.Qual(graph, "List").Types(goType(here, t.Item()))
	}
	return jen.Qual(graph, "Request").Types(goType(here, t))
}
