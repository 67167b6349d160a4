package overlay

import (
	"path"
	"strings"

	"github.com/intunegen/intunegen/spec"
)

// A found is a node that an entry's target names, with its owner.
type found struct {
	// node is a *spec.StructuredType, *spec.EnumType, *spec.Property, *spec.NavigationProperty,
	// *spec.EnumMember, *spec.Operation, *spec.Parameter, or the *spec.Value of a documented
	// operation.
	node   any
	schema *spec.Schema
	owner  any // the type, enumeration or operation that has node; nil where node is one itself
}

// find returns the nodes that a target names.
func (a *applier) find(target string) []found {
	method, route, documented := strings.Cut(target, " ")
	name, rest, operation := strings.Cut(target, "(")
	switch {
	case documented && strings.HasPrefix(route, "/"):
		return a.rows(method, route)
	case operation:
		binding, parameter, _ := strings.Cut(rest, "/")
		return a.operations(name, strings.TrimSuffix(binding, ")"), parameter)
	}
	typ, member, has := strings.Cut(target, "/")
	if !has {
		return a.types(typ)
	}
	var all []found
	for _, t := range a.types(typ) {
		all = append(all, members(t, member)...)
	}
	return all
}

// rows finds documented operations by method and path.
func (a *applier) rows(method, route string) []found {
	var all []found
	for _, s := range a.index.Doc.Schemas {
		for _, list := range s.Annotations {
			if list.Term != spec.TermOperations {
				continue
			}
			for i := range list.Value.List {
				if row := &list.Value.List[i]; row.Get("method").Str() == method && row.Get("path").Str() == route {
					all = append(all, found{node: row, schema: s})
				}
			}
		}
	}
	return all
}

// types finds types and enumerations by name, qualified or not.
func (a *applier) types(name string) []found {
	var all []found
	for _, f := range a.called(name) {
		if _, operation := f.node.(*spec.Operation); !operation && a.named(name, f.schema, nameOf(f.node)) {
			all = append(all, f)
		}
	}
	return all
}

// called returns the types, enumerations and operations with a name, in any namespace. For a
// pattern it returns all of them.
func (a *applier) called(name string) []found {
	if a.byName == nil {
		a.byName = map[string][]found{}
		for _, s := range a.index.Doc.Schemas {
			a.addNames(s, s)
		}
	}
	if !isPattern(name) {
		return a.byName[local(name)]
	}
	var all []found
	for _, s := range a.index.Doc.Schemas {
		all = append(all, nodesOf(s, s)...)
	}
	return all
}

// addNames adds to byName the nodes of part, which is schema or has been added to it.
func (a *applier) addNames(part, schema *spec.Schema) {
	for _, f := range nodesOf(part, schema) {
		a.byName[nameOf(f.node)] = append(a.byName[nameOf(f.node)], f)
	}
}

// nodesOf returns the types, enumerations and operations of part, which is schema or a part of it.
func nodesOf(part, schema *spec.Schema) []found {
	var all []found
	for _, t := range part.Types {
		all = append(all, found{node: t, schema: schema})
	}
	for _, e := range part.Enums {
		all = append(all, found{node: e, schema: schema})
	}
	for _, o := range part.Operations {
		all = append(all, found{node: o, schema: schema})
	}
	return all
}

// named reports whether the name in a target means that of a node of schema s.
func (a *applier) named(target string, s *spec.Schema, name string) bool {
	if strings.Contains(target, ".") {
		return matches(a.index.Resolve(target), s.Namespace+"."+name)
	}
	return matches(target, name)
}

// isPattern reports whether a target has a wildcard.
func isPattern(target string) bool { return strings.Contains(target, "*") }

// matches reports whether a name is target, or matches it where it is a pattern. Patterns ignore
// case, because names on the wire do not agree in it.
func matches(target, name string) bool {
	if !isPattern(target) {
		return target == name
	}
	ok, err := path.Match(strings.ToLower(target), strings.ToLower(name))
	return ok && err == nil
}

func members(of found, name string) []found {
	var all []found
	add := func(node any, called string) {
		if matches(name, called) {
			all = append(all, found{node, of.schema, of.node})
		}
	}
	switch owner := of.node.(type) {
	case *spec.StructuredType:
		for _, p := range owner.Properties {
			add(p, p.Name)
		}
		for _, n := range owner.Navigations {
			add(n, n.Name)
		}
	case *spec.EnumType:
		for _, m := range owner.Members {
			add(m, m.Name)
		}
	}
	return all
}

// operations finds the overloads of an operation that are bound to a type, or one of their
// parameters. binding is "mobileApp", "Collection(mobileApp)", or "" for unbound operations.
func (a *applier) operations(name, binding, parameter string) []found {
	var all []found
	for _, f := range a.called(name) {
		op, ok := f.node.(*spec.Operation)
		if !ok || !a.named(name, f.schema, op.Name) || !a.bound(op, binding) {
			continue
		}
		if parameter == "" {
			all = append(all, f)
		}
		for _, p := range op.Parameters {
			if parameter != "" && p.Name == parameter {
				all = append(all, found{p, f.schema, op})
			}
		}
	}
	return all
}

func (a *applier) bound(op *spec.Operation, binding string) bool {
	if !op.Bound || len(op.Parameters) == 0 {
		return binding == ""
	}
	name, collection := strings.CutPrefix(binding, "Collection(")
	ref := op.Parameters[0].Type
	full := a.index.Resolve(ref.Name)
	name = strings.TrimSuffix(name, ")")
	return ref.Collection == collection && (a.index.Resolve(name) == full || full[strings.LastIndexByte(full, '.')+1:] == name)
}
