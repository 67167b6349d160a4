package emit

import (
	"strconv"
	"strings"

	"github.com/intunegen/intunegen/gen/ir"
	"github.com/intunegen/intunegen/gen/names"
)

// builder writes a request builder: a node of the runtime under a type of its own, so that it costs nothing.
//
//	type <Entity>Builder graph.Node
func builder(s *source, b *ir.Builder) {
	what := b.Go + " makes requests for one " + b.Model.Wire + "."
	if b.Collection {
		what = b.Go + " makes requests for a collection of " + b.Model.Wire + "."
		if b.Model.Polymorphic {
			what += " graph.OfType narrows its lists to one derived type."
		}
	}
	s.comment(what)
	s.typed("type ", b.Go, " graph.Node")
	s.put("\n")
	receiver := "b *" + b.Go
	for _, m := range b.Methods {
		method(s, receiver, "(*graph.Node)(b)", b, m)
	}
}

// method writes one method of a builder, nil for the client; node is the expression of the node that it works on.
//
//	func (<receiver>) <Method>(<parameters>) *<Result> { return (*<Result>)(<node>.<Call>(<arguments>)) }
func method(s *source, receiver, node string, of *ir.Builder, m *ir.Method) {
	call, result := call(m), resultType(m)
	methodDoc(s, of, m)
	s.typed("func (", receiver, ") ", m.Go, "(", call.parameters, ") *", result)
	s.put(" {\nreturn (*", result, ")(", node, ".", call.name, "(", call.arguments, "))\n}\n")
}

// A runtimeCall is a call of a method of graph.Node, by a method with those parameters.
type runtimeCall struct{ parameters, name, arguments string }

// call returns the call of the runtime that a method makes.
func call(m *ir.Method) runtimeCall {
	switch m.Call {
	case ir.Nav, ir.Cast:
		return runtimeCall{"", "To", strconv.Quote(m.Segment)}
	case ir.Key:
		return keyCall(m)
	case ir.Get:
		return runtimeCall{queryParameter, "Get", "options"}
	case ir.List:
		return runtimeCall{queryParameter, "List", "options"}
	case ir.Count:
		return runtimeCall{queryParameter, "Count", "options"}
	case ir.Create:
		return runtimeCall{"model " + pointerType(m.Model), "Create", "model"}
	case ir.Replace:
		return runtimeCall{"model " + pointerType(m.Model), "Put", "model"}
	case ir.Update:
		if m.Model.AnyPatch != "" {
			return runtimeCall{"patch " + m.Model.AnyPatch, "Patch", "patch"}
		}
		return runtimeCall{"patch " + m.Model.Patch.Go, "Patch", "&patch"}
	case ir.Delete:
		return runtimeCall{"", "Delete", ""}
	case ir.Action:
		return operationCall("Action", m.Segment, m.Params)
	}
	call := operationCall("Function", m.Template, m.Params)
	if m.Params != nil {
		call.parameters += ", "
	}
	return runtimeCall{call.parameters + queryParameter, call.name, call.arguments + ", options"}
}

const queryParameter = "options ...odata.QueryOption"

// keyCall writes the step to one item: Key(name, text) or KeyValue(name, value) for a key that is a segment, else
// Keys(name, value, …).
func keyCall(m *ir.Method) runtimeCall {
	if len(m.Keys) == 1 && m.KeyAsSegment {
		name := "KeyValue"
		if m.Keys[0].Type.Go == "string" {
			name = "Key"
		}
		return runtimeCall{"id " + typeOf(&m.Keys[0].Type), name, strconv.Quote(m.KeyName()) + ", id"}
	}
	var parameters, arguments []string
	taken := map[string]bool{}
	for _, key := range m.Keys {
		name := names.Parameter(key.Wire)
		for taken[name] { // Go has one name for ID and id
			name += "_"
		}
		taken[name] = true
		parameters = append(parameters, name+" "+typeOf(&key.Type))
		arguments = append(arguments, strconv.Quote(key.Wire), name)
	}
	return runtimeCall{strings.Join(parameters, ", "), "Keys", strings.Join(arguments, ", ")}
}

func operationCall(name, segment string, p *ir.Params) runtimeCall {
	if p == nil {
		return runtimeCall{"", name, strconv.Quote(segment) + ", nil"}
	}
	return runtimeCall{"params " + p.Go, name, strconv.Quote(segment) + ", &params"}
}

// pointerType returns the type by which a model is passed: *X, or AnyX.
func pointerType(m *ir.Model) string {
	if m.Polymorphic {
		return m.AnyName
	}
	return "*" + m.Go
}

// resultType returns what a method returns a pointer to: a builder, or a request typed by its result. The file imports the package of
// requests for its node.
func resultType(m *ir.Method) string {
	switch m.Call {
	case ir.Nav, ir.Cast, ir.Key:
		return m.To.Go
	case ir.Get, ir.Create, ir.Update, ir.Replace:
		return "graph.Request[" + pointerType(m.Model) + "]"
	case ir.List:
		return "graph.List[" + pointerType(m.Model) + "]"
	case ir.Count:
		return "graph.Request[int64]"
	case ir.Delete:
		return "graph.Command"
	}
	return operationResult(m.Result)
}

func operationResult(t *ir.Type) string {
	if t == nil {
		return "graph.Command"
	}
	if t.IsStream() {
		return "graph.Stream"
	}
	one := *t
	one.Collection = false
	if t.Collection {
		return "graph.List[" + typeOf(&one) + "]"
	}
	return "graph.Request[" + typeOf(&one) + "]"
}
