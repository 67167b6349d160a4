package openapi

import (
	"cmp"
	"slices"
	"strings"

	yaml "github.com/oasdiff/yaml3"

	"github.com/intunegen/intunegen/spec"
)

// An operation is an action or function that is being read.
type operation struct {
	namespace string
	op        *spec.Operation
	bound     *model // nil when it is called at the root
	many      bool   // bound to collections
}

// isOperation reports whether the last segment of a path calls an operation.
func (r *reader) isOperation(name, arguments string, item *yaml.Node) bool {
	for _, method := range []string{"post", "get"} {
		switch kind := str(get(item, method), "x-ms-docs-operation-type"); {
		case strings.HasPrefix(kind, "action"), strings.HasPrefix(kind, "function"):
			return true
		}
	}
	onlyPost := get(item, "post") != nil && len(verbs(item)) == 1
	return isQualified(name) || arguments == "()" || strings.Contains(arguments, "=") || onlyPost
}

// verbs lists the HTTP methods of a path item.
func verbs(item *yaml.Node) []string {
	var list []string
	each(item, func(key, _ *yaml.Node) {
		if slices.Contains([]string{"get", "post", "patch", "put", "delete"}, key.Value) {
			list = append(list, key.Value)
		}
	})
	return list
}

func (r *reader) readOperation(at place, name, arguments string, p path) {
	op := r.call(name, arguments, p)
	if op == nil {
		return
	}
	r.shortNames = r.shortNames || !isQualified(name)
	op.op.Bound, op.bound, op.many = true, at.model, at.collection
	binding := &spec.Parameter{Name: "bindingParameter", Pos: op.op.Pos,
		Type: spec.TypeRef{Name: at.model.name, Collection: at.collection, Nullable: !at.collection, Pos: op.op.Pos}}
	op.op.Parameters = append([]*spec.Parameter{binding}, op.op.Parameters...)
}

func (r *reader) readImport(name, arguments string, p path) {
	op := r.call(name, arguments, p)
	if op == nil {
		return
	}
	_, short := splitName(name)
	list := &r.container.ActionImports
	if op.op.Function {
		list = &r.container.FunctionImports
	}
	if !r.imported[short] { // overloads are imported together
		r.imported[short] = true
		*list = append(*list, &spec.OperationImport{Name: short, Operation: op.namespace + "." + op.op.Name, Pos: op.op.Pos})
	}
}

// call reads the operation of a path item, which is an action when its method is POST.
func (r *reader) call(name, arguments string, p path) *operation {
	method := get(p.item, "post")
	function := method == nil
	if function {
		method = get(p.item, "get")
	}
	if method == nil {
		return nil
	}
	namespace, short := splitName(r.resolveName(name))
	op := &spec.Operation{Function: function, Name: short, Pos: r.text.At(p.key), Annotations: annotationsOf(method)}
	switch {
	case !function:
		op.Parameters = r.bodyParameters(method)
	case arguments == "":
		op.Parameters = r.implicit(method)
	default:
		op.Parameters = r.arguments(arguments, p.item, method)
	}
	if t, ok := r.answer(method); ok {
		op.Return = &spec.ReturnType{Type: r.settled(t), Pos: t.Pos}
	}
	read := &operation{namespace: cmp.Or(namespace, r.mainNamespace()), op: op}
	r.operations = append(r.operations, read)
	return read
}

// settled returns the type of a parameter or a result, which allows null unless the schema says
// otherwise.
func (r *reader) settled(t typeInfo) spec.TypeRef {
	t.Nullable = t.Nullable || !r.tells(t)
	return t.TypeRef
}

// arguments reads the parameters of a function from the call in the path: "(a={a},b='{b}',c=@c)".
func (r *reader) arguments(text string, item, method *yaml.Node) []*spec.Parameter {
	var out []*spec.Parameter
	for _, part := range strings.Split(strings.Trim(text, "()"), ",") {
		name, value, ok := strings.Cut(strings.TrimSpace(part), "=")
		if !ok {
			continue
		}
		p := &spec.Parameter{Name: name, Pos: r.text.At(method), Type: spec.TypeRef{Name: untyped, Nullable: true}}
		if node := r.argument(item, name, strings.Trim(value, "'{}")); node != nil {
			p.Pos, p.Annotations = r.text.At(node), passing(node, value)
			p.Type = r.argumentType(node)
		}
		out = append(out, p)
	}
	return out
}

// implicit reads the parameters of a function that is called without parentheses. As OData 4.01
// allows, they are query options whose names do not start with $ or @.
func (r *reader) implicit(method *yaml.Node) []*spec.Parameter {
	var out []*spec.Parameter
	for _, node := range items(get(method, "parameters")) {
		node = r.deref(node)
		name, schema := str(node, "name"), r.parameterSchema(node)
		if str(node, "in") != "query" || name == "" || strings.ContainsAny(name[:1], "$@") || schema == nil {
			continue
		}
		p := &spec.Parameter{Name: name, Pos: r.text.At(node), Type: r.settled(r.typeOf(schema))}
		p.Annotations = passing(node, "")
		out = append(out, p)
	}
	return out
}

// parameter returns a parameter of a path item or of one of its operations, or nil.
func (r *reader) parameter(item *yaml.Node, name string) *yaml.Node {
	lists := []*yaml.Node{get(item, "parameters")}
	each(item, func(_, method *yaml.Node) { lists = append(lists, get(method, "parameters")) })
	for _, list := range lists {
		for _, node := range items(list) {
			if node = r.deref(node); node != nil && str(node, "name") == name {
				return node
			}
		}
	}
	return nil
}

func (r *reader) parameterSchema(node *yaml.Node) *yaml.Node {
	if schema := get(node, "schema"); schema != nil {
		return schema
	}
	return jsonOf(get(node, "content"))
}
