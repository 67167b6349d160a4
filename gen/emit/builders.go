package emit

import (
	"strconv"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/intunegen/intunegen/gen/ir"
	"github.com/intunegen/intunegen/gen/names"
)

// builder writes a request builder: a node of the runtime under a type of its own, so that it costs nothing.
//
//	type <Entity>Builder graph.Node
func builder(f *jen.File, pkg *ir.Package, b *ir.Builder) {
	what := b.Go + " makes requests for one " + b.Model.Wire + "."
	if b.Collection {
		what = b.Go + " makes requests for a collection of " + b.Model.Wire + "."
		if b.Model.Polymorphic {
			what += " graph.OfType narrows its lists to one derived type."
		}
	}
	f.Add(comment(what))
	f.Type().Id(b.Go).Qual(graph, "Node")
	for _, m := range b.Methods {
		method(f, "b *"+b.Go, "(*graph.Node)(b)", b, m)
	}
}

// method writes one method of a builder, nil for the client; node is the expression of the node that it works on.
//
//	func (<receiver>) <Method>(<parameters>) *<Result> { return (*<Result>)(<node>.<Call>(<arguments>)) }
func method(f *jen.File, receiver, node string, of *ir.Builder, m *ir.Method) {
	parameters, call := call(m)
	result := resultType(m)
	f.Add(comment(methodDoc(of, m)...))
	f.Add(text("func (" + receiver + ") " + m.Go)).Params(parameters...).Op("*").Add(result).
		Add(text("{\nreturn (*")).Add(result).Add(text(")(" + node + "." + call.name + "(" + strings.Join(call.arguments, ", ") + "))\n}"))
}

// A runtimeCall is a call of a method of graph.Node.
type runtimeCall struct {
	name      string
	arguments []string
}

// call returns a method's parameters and the call of the runtime that it makes.
func call(m *ir.Method) ([]jen.Code, runtimeCall) {
	switch m.Call {
	case ir.Nav, ir.Cast:
		return nil, runtimeCall{"To", []string{strconv.Quote(m.Segment)}}
	case ir.Key:
		return keyCall(m)
	case ir.Get:
		return queryParameter(), runtimeCall{"Get", []string{"options"}}
	case ir.List:
		return queryParameter(), runtimeCall{"List", []string{"options"}}
	case ir.Count:
		return queryParameter(), runtimeCall{"Count", []string{"options"}}
	case ir.Create:
		return []jen.Code{jen.Id("model").Add(pointerType(m.Model))}, runtimeCall{"Create", []string{"model"}}
	case ir.Replace:
		return []jen.Code{jen.Id("model").Add(pointerType(m.Model))}, runtimeCall{"Put", []string{"model"}}
	case ir.Update:
		if m.Model.AnyPatch != "" {
			return []jen.Code{jen.Id("patch").Id(m.Model.AnyPatch)}, runtimeCall{"Patch", []string{"patch"}}
		}
		return []jen.Code{jen.Id("patch").Id(m.Model.Patch.Go)}, runtimeCall{"Patch", []string{"&patch"}}
	case ir.Delete:
		return nil, runtimeCall{"Delete", nil}
	case ir.Action:
		return operationCall("Action", m.Segment, m)
	}
	parameters, call := operationCall("Function", m.Template, m)
	call.arguments = append(call.arguments, "options")
	return append(parameters, queryParameter()...), call
}

func queryParameter() []jen.Code {
	return []jen.Code{jen.Id("options").Op("...").Qual(odata, "QueryOption")}
}

// keyCall writes the step to one item: Key(name, text) or KeyValue(name, value) for a key that is a segment, else
// Keys(name, value, …).
func keyCall(m *ir.Method) ([]jen.Code, runtimeCall) {
	if len(m.Keys) == 1 && m.KeyAsSegment {
		name := "KeyValue"
		if m.Keys[0].Type.Go == "string" {
			name = "Key"
		}
		return []jen.Code{jen.Id("id").Add(goType(&m.Keys[0].Type))}, runtimeCall{name, []string{strconv.Quote(m.KeyName()), "id"}}
	}
	var parameters []jen.Code
	var arguments []string
	taken := map[string]bool{}
	for _, key := range m.Keys {
		name := names.Parameter(key.Wire)
		for taken[name] { // Go has one name for ID and id
			name += "_"
		}
		taken[name] = true
		parameters = append(parameters, jen.Id(name).Add(goType(&key.Type)))
		arguments = append(arguments, strconv.Quote(key.Wire), name)
	}
	return parameters, runtimeCall{"Keys", arguments}
}

func operationCall(name, segment string, m *ir.Method) ([]jen.Code, runtimeCall) {
	if m.Params == nil {
		return nil, runtimeCall{name, []string{strconv.Quote(segment), "nil"}}
	}
	return []jen.Code{jen.Id("params").Id(m.Params.Go)}, runtimeCall{name, []string{strconv.Quote(segment), "&params"}}
}

// pointerType returns the type by which a model is passed: *X, or AnyX.
func pointerType(m *ir.Model) *jen.Statement { return pointerTypeIn("", m) }

// pointerTypeIn is pointerType for Go that imports the package by path.
func pointerTypeIn(path string, m *ir.Model) *jen.Statement {
	if m.Polymorphic {
		return jen.Qual(path, m.AnyName)
	}
	return jen.Op("*").Qual(path, m.Go)
}

// resultType returns what a method returns a pointer to: a builder, or a request typed by its result.
func resultType(m *ir.Method) *jen.Statement {
	switch m.Call {
	case ir.Nav, ir.Cast, ir.Key:
		return jen.Id(m.To.Go)
	case ir.Get, ir.Create, ir.Update, ir.Replace:
		return typed("Request", pointerType(m.Model))
	case ir.List:
		return typed("List", pointerType(m.Model))
	case ir.Count:
		return typed("Request", jen.Int64())
	case ir.Delete:
		return text("graph.Command")
	}
	return operationResult(m.Result)
}

// typed returns a type of requests of the runtime. The file imports it for its node.
func typed(name string, t *jen.Statement) *jen.Statement {
	return text("graph." + name + "[").Add(t).Op("]")
}

func operationResult(t *ir.Type) *jen.Statement {
	if t == nil {
		return text("graph.Command")
	}
	if t.IsStream() {
		return text("graph.Stream")
	}
	one := *t
	one.Collection = false
	if t.Collection {
		return typed("List", goType(&one))
	}
	return typed("Request", goType(&one))
}
