package overlay

import (
	"slices"

	"github.com/intunegen/intunegen/spec"
)

// A change is a kind of correction.
type change struct {
	form    string // the form of its value, for the remedy of an error
	accepts func(v *spec.Value) bool
	apply   func(a *applier, n found, e *Entry) outcome
}

// changes are all kinds of correction, by their names in entries.
var changes = map[string]change{
	"add":       {"the added node as CSDL JSON", func(v *spec.Value) bool { return v.Kind != spec.Null }, addExisting},
	"remove":    {"true", (*spec.Value).IsTrue, remove},
	"type":      {"a type, as Edm.Int64 or Collection(graph.user)", isText, retype},
	"nullable":  {"true or false", isBool, nullable},
	"rename":    {"the name that is right", isText, rename},
	"class":     {"writable, managed or readOnly", oneOf("writable", "managed", "readOnly"), class},
	"mark":      {"writeOnly, createOnly, secret, inBody or apart", oneOf(marks...), mark},
	"unmark":    {"writeOnly, createOnly, secret, inBody or apart", oneOf(marks...), unmark},
	"update":    {"PUT, PATCH or {verb: PUT, with: [names of properties]}", isUpdate, update},
	"changedBy": {"the name of an action", isText, changedBy},
	"clouds":    {"an object of global, usgovl4, usgovl5 or china to true or false", isClouds, clouds},
	"alias":     {"the earlier name", isText, alias},
}

// marks are the marks of properties. inBody is for navigation properties, and for create-only
// properties that documented updates carry; apart is for navigation properties. secret is also for
// parameters and results.
var marks = []string{"writeOnly", "createOnly", "secret", "inBody", "apart"}

func isText(v *spec.Value) bool { return v.Str() != "" }

func isBool(v *spec.Value) bool { return v.Kind == spec.Bool }

func oneOf(words ...string) func(v *spec.Value) bool {
	return func(v *spec.Value) bool { return slices.Contains(words, v.Str()) }
}

func isClouds(v *spec.Value) bool {
	return v.Kind == spec.Object && len(v.Members) > 0 && !slices.ContainsFunc(v.Members, func(m spec.Member) bool {
		return !slices.Contains(spec.Clouds, m.Name) || m.Value.Kind != spec.Bool
	})
}

// addExisting is the change of an "add" whose target exists. [applier.add] adds the others.
func addExisting(*applier, found, *Entry) outcome { return already }

func without[T any](list []T, drop func(T) bool) []T {
	return slices.DeleteFunc(slices.Clone(list), drop)
}

func remove(a *applier, n found, _ *Entry) outcome {
	switch node := n.node.(type) {
	case *spec.StructuredType:
		n.schema.Types = without(n.schema.Types, func(t *spec.StructuredType) bool { return t == node })
	case *spec.EnumType:
		n.schema.Enums = without(n.schema.Enums, func(t *spec.EnumType) bool { return t == node })
	case *spec.Operation:
		n.schema.Operations = without(n.schema.Operations, func(o *spec.Operation) bool { return o == node })
	default:
		return removeWithin(n)
	}
	a.index, a.byName = spec.NewIndex(a.index.Doc), nil
	return changed
}

// removeWithin removes a part of a type, an enumeration or an operation.
func removeWithin(n found) outcome {
	switch node := n.node.(type) {
	case *spec.Property:
		owner := n.owner.(*spec.StructuredType)
		owner.Properties = without(owner.Properties, func(p *spec.Property) bool { return p == node })
	case *spec.NavigationProperty:
		owner := n.owner.(*spec.StructuredType)
		owner.Navigations = without(owner.Navigations, func(p *spec.NavigationProperty) bool { return p == node })
	case *spec.EnumMember:
		owner := n.owner.(*spec.EnumType)
		owner.Members = without(owner.Members, func(m *spec.EnumMember) bool { return m == node })
	case *spec.Parameter:
		owner := n.owner.(*spec.Operation)
		owner.Parameters = without(owner.Parameters, func(p *spec.Parameter) bool { return p == node })
	default:
		return unfit
	}
	return changed
}

func nullable(_ *applier, n found, e *Entry) outcome {
	ref := reference(n.node)
	if ref == nil {
		return unfit
	}
	if ref.Nullable == e.Value.IsTrue() {
		return already
	}
	ref.Nullable = e.Value.IsTrue()
	return changed
}

// rename corrects the name of a parameter. A property or type of another name is another one on the
// wire, so it is removed and added instead.
func rename(_ *applier, n found, e *Entry) outcome {
	p, ok := n.node.(*spec.Parameter)
	if !ok {
		return unfit
	}
	if p.Name == e.Value.Text {
		return already
	}
	p.Name = e.Value.Text
	return changed
}

// class states who sets a property of an entity. An entry whose target is a pattern does not
// replace an earlier decision.
func class(a *applier, n found, e *Entry) outcome {
	p, ok := n.node.(*spec.Property)
	if owner, _ := n.owner.(*spec.StructuredType); !ok || !owner.Entity {
		return unfit
	}
	have := "writable"
	decided := spec.Find(p.Annotations, spec.TermClass)
	switch {
	case decided != nil:
		have = decided.Value.Get("class").Str()
	case a.index.Computed(p.Annotations):
		have = "readOnly"
	}
	if have == e.Value.Text || isPattern(e.Target) && have != "writable" {
		return already
	}
	annotate(p, spec.TermClass, e, sourced("class", e.Value.Text, e))
	return changed
}

// sourced returns an object with a decision and its reason.
func sourced(name, value string, e *Entry) spec.Value {
	return spec.Value{Kind: spec.Object, Members: []spec.Member{{Name: name, Value: spec.Text(value)}, {Name: "source", Value: spec.Text(e.Reason)}}}
}

func takesMark(node any, mark string) bool {
	_, navigation := node.(*spec.NavigationProperty)
	_, structural := node.(*spec.Property)
	switch mark {
	case "apart":
		return navigation
	case "inBody":
		return navigation || structural
	case "secret":
		ref := reference(node)
		return ref != nil && spec.CanBeSecret(ref.Name)
	}
	return structural
}

func mark(_ *applier, n found, e *Entry) outcome {
	node := marked(n.node)
	if !takesMark(node, e.Value.Text) {
		return unfit
	}
	return setMember(node, spec.TermMarks, e.Value.Text, e.Reason, e)
}

func unmark(_ *applier, n found, e *Entry) outcome {
	node := marked(n.node)
	if !takesMark(node, e.Value.Text) {
		return unfit
	}
	return dropMember(node, spec.TermMarks, e.Value.Text)
}

// marked returns the node that takes the marks of node: the result of an operation, else node
// itself.
func marked(node any) any {
	if op, ok := node.(*spec.Operation); ok && op.Return != nil {
		return op.Return
	}
	return node
}
