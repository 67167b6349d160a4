package overlay

import (
	"slices"
	"strings"

	"github.com/intunegen/intunegen/spec"
	"github.com/intunegen/intunegen/spec/csdljson"
)

// add adds the target of an entry, which does not exist yet. The value is CSDL JSON. It is read
// within a document that is made for it.
func (a *applier) add(e *Entry) *spec.Error {
	if isPattern(e.Target) || strings.Contains(e.Target, " ") {
		return spec.Errorf(e.Pos, "name one type, property, member, operation or parameter", "%s cannot be added", e.Target)
	}
	owner, member, has := strings.Cut(e.Target, "/")
	name, rest, operation := strings.Cut(owner, "(")
	switch {
	case operation && !has:
		return a.addTo(e, spec.Member{Name: name, Value: listOf(e.Value)})
	case operation:
		return a.addParameter(e, name, strings.TrimSuffix(rest, ")"), member)
	case !has:
		return a.addTo(e, spec.Member{Name: local(owner), Value: e.Value})
	}
	owners := a.types(owner)
	if len(owners) != 1 {
		return spec.Errorf(e.Pos, a.missing(owner), "the description has no type %s to add %s to", owner, member)
	}
	return a.addMember(e, owners[0], member)
}

func local(name string) string { return name[strings.LastIndexByte(name, '.')+1:] }

func listOf(v spec.Value) spec.Value {
	if v.Kind == spec.List {
		return v
	}
	return spec.Value{Kind: spec.List, List: []spec.Value{v}, Pos: v.Pos}
}

// home returns the schema that an added type or operation belongs to. Without a namespace in its
// name, it is the first schema.
func (a *applier) home(name string) *spec.Schema {
	namespace := ""
	if dot := strings.LastIndexByte(name, '.'); dot > 0 {
		full := a.index.Resolve(name)
		namespace = full[:strings.LastIndexByte(full, '.')]
	}
	for _, s := range a.index.Doc.Schemas {
		if namespace == "" || s.Namespace == namespace {
			return s
		}
	}
	return nil
}

// addTo adds a type, an enumeration or an operation to its schema.
func (a *applier) addTo(e *Entry, m spec.Member) *spec.Error {
	name, _, _ := strings.Cut(e.Target, "(")
	home := a.home(name)
	if home == nil {
		return spec.Errorf(e.Pos, "name a namespace of the description", "there is no schema for %s", name)
	}
	m.Name = local(m.Name)
	read, err := decode(e, m)
	if err != nil {
		return err
	}
	home.Types = append(home.Types, read.Types...)
	home.Enums = append(home.Enums, read.Enums...)
	home.TypeDefs = append(home.TypeDefs, read.TypeDefs...)
	home.Operations = append(home.Operations, read.Operations...)
	read.Namespace = home.Namespace
	a.index.Add(read)
	a.addNames(read, home)
	return nil
}

// addMember adds a property, a navigation property or a member of an enumeration.
func (a *applier) addMember(e *Entry, of found, member string) *spec.Error {
	kind := "ComplexType"
	switch owner := of.node.(type) {
	case *spec.EnumType:
		kind = "EnumType"
	case *spec.StructuredType:
		if owner.Entity {
			kind = "EntityType"
		}
	}
	around := spec.Value{Kind: spec.Object, Pos: e.Pos, Members: []spec.Member{{Name: "$Kind", Value: spec.Text(kind)}, {Name: member, Value: e.Value}}}
	read, err := decode(e, spec.Member{Name: "around", Value: around})
	if err != nil {
		return err
	}
	switch owner := of.node.(type) {
	case *spec.EnumType:
		owner.Members = append(owner.Members, read.Enums[0].Members...)
	case *spec.StructuredType:
		owner.Properties = append(owner.Properties, read.Types[0].Properties...)
		owner.Navigations = append(owner.Navigations, read.Types[0].Navigations...)
	}
	return nil
}

// addParameter adds a parameter to every overload of an operation with that binding.
func (a *applier) addParameter(e *Entry, name, binding, parameter string) *spec.Error {
	operations := a.operations(name, binding, "")
	if len(operations) == 0 {
		return spec.Errorf(e.Pos, "correct the target, or remove the entry", "the description has no operation %s(%s)", name, binding)
	}
	if e.Value.Kind != spec.Object {
		return spec.Errorf(e.Value.Pos, "write it as {$Type: …}", "a parameter must be an object")
	}
	v := e.Value
	v.Members = append([]spec.Member{{Name: "$Name", Value: spec.Text(parameter)}}, v.Members...)
	around := spec.Value{Kind: spec.Object, Pos: e.Pos, Members: []spec.Member{{Name: "$Kind", Value: spec.Text("Action")}, {Name: "$Parameter", Value: listOf(v)}}}
	read, err := decode(e, spec.Member{Name: "around", Value: listOf(around)})
	if err != nil {
		return err
	}
	for _, op := range operations {
		node := op.node.(*spec.Operation)
		node.Parameters = append(slices.Clip(node.Parameters), read.Operations[0].Parameters...)
	}
	return nil
}

// decode reads one member of a schema.
func decode(e *Entry, m spec.Member) (*spec.Schema, *spec.Error) {
	schema := spec.Value{Kind: spec.Object, Pos: e.Pos, Members: []spec.Member{m}}
	root := spec.Value{Kind: spec.Object, Pos: e.Pos, Members: []spec.Member{{Name: "$Version", Value: spec.Text("4.01")}, {Name: "overlay", Value: schema}}}
	doc, err := csdljson.Decode(&root)
	if err != nil {
		return nil, spec.Errorf(e.Pos, "", "%s cannot be added: %v", e.Target, err)
	}
	return doc.Schemas[0], nil
}
