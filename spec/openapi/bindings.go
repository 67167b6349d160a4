package openapi

import (
	"slices"
	"strconv"
	"strings"
)

// addOperations decides the binding type of each operation, and drops those that a base type has
// too.
func (r *reader) addOperations() {
	for _, o := range r.operations {
		if o.bound != nil {
			r.rebind(o)
		}
	}
	first := map[string]*operation{} // by key
	for _, o := range r.operations {
		if key := o.key(o.bound); first[key] == nil {
			first[key] = o
		}
	}
	r.operations = slices.DeleteFunc(r.operations, func(o *operation) bool {
		return first[o.key(o.bound)] != o || r.inherited(o, first)
	})
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

// fillResult makes a binary result a stream if it is one in the other description.
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

// inherited reports whether a base of the type that an operation is bound to has the same
// operation.
func (r *reader) inherited(o *operation, first map[string]*operation) bool {
	if o.bound == nil {
		return false
	}
	return slices.ContainsFunc(r.lineage(o.bound)[1:], func(up *model) bool { return first[o.key(up)] != nil })
}

// key identifies an operation that is bound to a type. Overloads differ by the names of their
// parameters.
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
