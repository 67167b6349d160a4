package names

import (
	"strings"

	"github.com/intunegen/intunegen/gen/ir"
)

// assignParams names the parameter structs after the type that the operation is bound to.
func assignParams(pkg *ir.Package, top *scope) {
	owners := map[string]string{}
	for _, b := range pkg.Builders {
		owners[b.Model.Wire] = b.Model.Go
	}
	for _, m := range pkg.Models {
		owners[m.Wire] = m.Go
	}
	for _, p := range pkg.Params {
		operation := p.Operation[strings.LastIndexByte(p.Operation, '.')+1:]
		p.Go = top.name("params:"+signature(p), owners[p.Binding]+Exported(operation)+"Params")
	}
}

// hasFixedName reports whether a method's name does not come from the description.
func hasFixedName(m *ir.Method) bool {
	return m.Call != ir.Nav && m.Call != ir.Cast && m.Call != ir.Action && m.Call != ir.Function
}

// assignMethods names a builder's methods. Methods with fixed names keep them. The names of
// overloads differ by their parameters.
func assignMethods(taken *scope, methods []*ir.Method) {
	for _, m := range methods {
		if m.Call == ir.Key {
			assignKeys(m)
		}
		if hasFixedName(m) {
			taken.take(m.Go)
		}
	}
	seen := map[string]bool{}
	for _, m := range methods {
		switch m.Call {
		case ir.Nav:
			m.Go = taken.name(m.Segment, Exported(m.Segment))
		case ir.Cast:
			m.Go = taken.name("as:"+m.Segment, "As"+m.To.Model.Go)
		case ir.Action, ir.Function:
			m.Go = taken.name("call:"+callKey(m), overload(m, seen))
		}
	}
}

// assignKeys names the parameters of a Key method: id for a key that is a path segment, else the
// parts of the key. When two parts would have the same name in Go, as ID and id, the later one has
// a trailing underscore.
func assignKeys(m *ir.Method) {
	if len(m.Keys) == 1 && m.KeyAsSegment {
		m.Keys[0].Go = "id"
		return
	}
	parameters := newScope(len(m.Keys), nil)
	for _, key := range m.Keys {
		key.Go = parameters.take(Parameter(key.Wire))
	}
}

// signature returns the key of an operation's parameters. It holds their names, in which overloads
// differ.
func signature(p *ir.Params) string {
	key := p.Operation + "(" + p.Binding
	if p.Collection {
		key += "[]"
	}
	var names []string
	for _, f := range p.Fields {
		names = append(names, f.Wire)
	}
	return key + ")(" + strings.Join(names, ",") + ")"
}

// callKey returns the key of an operation's method. It holds the binding type, in which overloads
// from several types differ.
func callKey(m *ir.Method) string {
	if m.Params == nil {
		return m.Segment
	}
	return m.Segment + ":" + signature(m.Params)
}

func overload(m *ir.Method, seen map[string]bool) string {
	name := Exported(m.Segment[strings.LastIndexByte(m.Segment, '.')+1:])
	if !seen[name] {
		seen[name] = true
		return name
	}
	name += "With"
	if m.Params != nil {
		for _, f := range m.Params.Fields {
			name += Exported(f.Wire)
		}
	}
	return name
}
