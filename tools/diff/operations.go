package diff

import (
	"strings"

	"github.com/intunegen/intunegen/spec"
)

// overloads adds actions or functions, told apart by what they are bound to and by the names of their parameters.
func (r reader) overloads(path string, list []spec.Value) {
	for i := range list {
		r.element(path+"("+r.signature(&list[i])+")", strings.ToLower(list[i].Get("$Kind").Str()), &list[i], "/")
	}
}

// signature tells the overloads of an operation apart: an action by its binding parameter alone, a function by its parameters too.
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

// bindingParameter is the kind of the parameter that a path stands for, and bindingName its name in paths: calls do not name it, so
// that another name makes it no other parameter.
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
