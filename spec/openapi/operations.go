package openapi

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	yaml "github.com/oasdiff/yaml3"

	"github.com/intunegen/intunegen/spec"
)

// An operation is an action or function while it is read.
type operation struct {
	namespace string
	op        *spec.Operation
	bound     *model // nil when it is called at the root
	many      bool   // bound to collections
}

// isOperation tells whether the last segment of a path calls an operation.
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

// call reads the operation that a path's item describes: an action when it is called by POST.
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
	op := &spec.Operation{Function: function, Name: short, Pos: r.text.At(p.key), Annotations: describe(str(method, "description"))}
	if function {
		op.Parameters = r.arguments(arguments, p.item, method)
	} else {
		op.Parameters = r.bodyParameters(method)
	}
	if t, ok := r.answer(method); ok {
		op.Return = &spec.ReturnType{Type: r.settled(t), Pos: t.Pos}
	}
	read := &operation{namespace: cmp.Or(namespace, r.mainNamespace()), op: op}
	r.operations = append(r.operations, read)
	return read
}

// settled returns a type that stands alone, for which "not told" means that null is allowed.
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
		node := r.parameter(item, strings.Trim(value, "'{}"))
		if schema := r.parameterSchema(node); schema != nil {
			p.Pos, p.Type, p.Annotations = r.text.At(node), r.settled(r.typeOf(schema)), nil
		}
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

// bodyParameters reads the parameters of an action: the properties of the object that its body is.
func (r *reader) bodyParameters(method *yaml.Node) []*spec.Parameter {
	body := r.body(method)
	if body == nil {
		return nil
	}
	if body = r.deref(body); body == nil {
		return nil
	}
	var out []*spec.Parameter
	for _, p := range r.shape(body).props {
		if !strings.Contains(p.key.Value, "@") {
			out = append(out, &spec.Parameter{Name: p.key.Value, Pos: r.text.At(p.key), Type: r.settled(r.typeOf(p.value)),
				Annotations: describe(r.shape(p.value).text())})
		}
	}
	return out
}

// body returns the schema of an operation's request body, or nil.
func (r *reader) body(method *yaml.Node) *yaml.Node {
	body := get(method, "requestBody")
	if body == nil {
		return nil
	}
	return jsonOf(get(r.deref(body), "content"))
}

// answer returns the type that an operation answers with when it succeeds; the items of a page, not the page.
func (r *reader) answer(method *yaml.Node) (typeInfo, bool) {
	responses := get(method, "responses")
	for _, status := range []string{"200", "2XX", "201", "202"} {
		response := get(responses, status)
		if response == nil {
			continue
		}
		content := get(r.deref(response), "content")
		if schema := jsonOf(content); schema != nil {
			return r.unwrapped(schema), true
		}
		if content != nil && len(content.Content) > 0 {
			return typeInfo{spec.TypeRef{Name: "Edm.Stream", Nullable: true, Pos: r.text.At(content)}, true}, true
		}
	}
	return typeInfo{}, false
}

// unwrapped returns the type of a result: that of value where the answer is an object of that property and control information.
func (r *reader) unwrapped(schema *yaml.Node) typeInfo {
	if c := r.componentOf(schema); c != nil && c.role != helper {
		return r.typeOf(schema)
	}
	target := r.deref(schema)
	if target == nil {
		return typeInfo{}
	}
	var value *yaml.Node
	for _, p := range r.shape(target).props {
		switch {
		case p.key.Value == "value":
			value = p.value
		case !strings.Contains(p.key.Value, "@"):
			return r.typeOf(schema)
		}
	}
	if value == nil {
		return r.typeOf(schema)
	}
	return r.typeOf(value)
}

// jsonOf returns the schema of the JSON representation among the media types of a content.
func jsonOf(content *yaml.Node) *yaml.Node {
	var found *yaml.Node
	each(content, func(media, value *yaml.Node) {
		if found == nil && strings.Contains(media.Value, "json") {
			found = get(value, "schema")
		}
	})
	return found
}

// addOperations settles what each operation is bound to, and drops those that a base type has too.
func (r *reader) addOperations() {
	for _, o := range r.operations {
		if o.bound != nil {
			r.rebind(o)
		}
	}
	first := map[string]*operation{} // by what tells overloads apart
	for _, o := range r.operations {
		if key := o.key(o.bound); first[key] == nil {
			first[key] = o
		}
	}
	var kept []*operation
	for _, o := range r.operations {
		if first[o.key(o.bound)] == o && !r.inherited(o, first) {
			kept = append(kept, o)
		}
	}
	r.operations = kept
}

// rebind binds an operation to the ancestor that the other description binds it to.
func (r *reader) rebind(o *operation) {
	line := r.lineage(o.bound)
	if o.op.Return != nil && o.op.Return.Type.Name == binary {
		r.fillResult(o)
	}
	if len(line) < 2 || line[1].name == rootEntity {
		return
	}
	for _, up := range line {
		if r.knownBinding(o, up.name) {
			r.gaps.note(gapBinding, true)
			o.bound = up
			o.op.Parameters[0].Type.Name = up.name
			return
		}
	}
	r.gaps.note(gapBinding, false)
}

// fillResult makes a binary result a stream where the other description says that.
func (r *reader) fillResult(o *operation) {
	known := r.knownOperations[o.namespace+"."+o.op.Name]
	r.gaps.note(gapStream, len(known) > 0)
	if len(known) > 0 && known[0].Return != nil && known[0].Return.Type.Name == "Edm.Stream" {
		o.op.Return.Type.Name = "Edm.Stream"
	}
}

func (r *reader) knownBinding(o *operation, name string) bool {
	for _, known := range r.knownOperations[o.namespace+"."+o.op.Name] {
		if len(known.Parameters) > 0 && known.Bound && known.Function == o.op.Function {
			if t := known.Parameters[0].Type; t.Collection == o.many && r.known.Resolve(t.Name) == name {
				return true
			}
		}
	}
	return false
}

// inherited tells whether a base of the type that an operation is bound to has the same operation.
func (r *reader) inherited(o *operation, first map[string]*operation) bool {
	if o.bound == nil {
		return false
	}
	return slices.ContainsFunc(r.lineage(o.bound)[1:], func(up *model) bool { return first[o.key(up)] != nil })
}

// key returns what tells an operation bound to a type from others: overloads differ by the names of their parameters.
func (o *operation) key(bound *model) string {
	parts := []string{o.namespace, o.op.Name, strconv.FormatBool(o.op.Function), strconv.FormatBool(o.many)}
	if bound != nil {
		parts = append(parts, bound.name)
	}
	for _, p := range o.op.Parameters {
		parts = append(parts, p.Name)
	}
	return strings.Join(parts, " ")
}
