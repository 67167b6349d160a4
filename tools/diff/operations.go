package diff

import (
	"cmp"
	"strings"

	"github.com/intunegen/intunegen/spec"
)

// several adds the definitions of one name in a schema: overloads of an action or function, terms,
// and a container with the name of a type. Of terms with one name it adds the first.
func (r reader) several(schema, name string, list []spec.Value) {
	path := join(schema, ".", name)
	for i := range list {
		v := &list[i]
		switch kind := v.Get("$Kind").Str(); {
		case kind != "Term":
			r.element(path+"("+r.signature(v)+")", cmp.Or(kinds[kind], strings.ToLower(kind)), v, "/")
		case r.tree[apart+path] == nil:
			r.element(apart+path, kinds[kind], v, "/")
		}
	}
}

// signature identifies an overload of an operation. For an action it is the type of the binding
// parameter; for a function it is followed by the names of the other parameters.
func (r reader) signature(op *spec.Value) string {
	var parts []string
	bound, parameters := op.Get("$IsBound") != nil, op.Get("$Parameter")
	if parameters == nil {
		return ""
	}
	for i := range parameters.List {
		switch p := &parameters.List[i]; {
		case i == 0 && bound && p.Get("$Collection") != nil:
			parts = append(parts, "Collection("+r.name(p.Get("$Type").Str())+")")
		case i == 0 && bound:
			parts = append(parts, r.name(p.Get("$Type").Str()))
		case op.Get("$Kind").Str() == "Function":
			parts = append(parts, p.Get("$Name").Str())
		}
	}
	return strings.Join(parts, ",")
}

// bindingParameter is the kind of a binding parameter, and bindingName its name in paths. Its own
// name does not matter, because calls do not send it.
const (
	bindingParameter = "binding parameter"
	bindingName      = "@binding"
)

func (r reader) parameters(path string, list []spec.Value, bound bool) {
	for i := range list {
		if i == 0 && bound {
			r.record(path+"/"+bindingName, bindingParameter, &list[i])
			continue
		}
		r.record(path+"/"+list[i].Get("$Name").Str(), "parameter", &list[i])
	}
}
