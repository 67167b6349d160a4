package graphtest

import (
	"strings"

	"github.com/intunegen/intunegen/graph"
)

const typeName = "@odata.type"

// A verb says which rules a body follows.
type verb uint8

const (
	creating verb = iota
	inner         // a part of a create, or of the parameters of an action
	patching
	replacing
	setting // one property
	putting // by Put of the test, which may set everything
)

// An input is the body of a create or update, checked.
type input struct {
	typ      *typeInfo
	members  []member // structural properties, and what the schema lacks and takes
	children []child
	binds    []bind
	ignored  bool // it had properties that the service owns
}

// A child is what a body has for a navigation property.
type child struct {
	property *graph.SchemaProperty
	items    []*input
}

// read checks the body of an entity of a declared type. actual is the type of the resource that is
// changed, nil if it does not exist yet.
func (m *model) read(raw []byte, declared, actual *typeInfo, how verb) (*input, *fault) {
	members, ok := membersOf(raw)
	if !ok {
		return nil, badRequest("The body is not a JSON object with names of its own.")
	}
	t, f := m.typeOf(members, declared, actual, how)
	if f != nil {
		return nil, f
	}
	in := &input{typ: t}
	for _, each := range members {
		if f := m.readMember(in, each, how); f != nil {
			return nil, f
		}
	}
	return in, nil
}

// typeOf returns the type of an entity by its @odata.type.
func (m *model) typeOf(members []member, declared, actual *typeInfo, how verb) (*typeInfo, *fault) {
	t := declared
	if actual != nil && how == patching && !declared.Abstract {
		t = actual
	}
	if raw := find(members, typeName); raw != nil {
		name := unquote(raw)
		if t = m.named(name); t == nil && how == putting && strings.Contains(name, ".") {
			t = m.newer(name, declared)
		}
		if t == nil || !t.Is(declared.SchemaType) && !(declared.Name == t.Name) {
			return nil, invalid("A type named '%s' could not be resolved by the model, or is not compatible with '%s'.", strings.TrimPrefix(name, "#"), declared.Name)
		}
		if declared.Is(t.SchemaType) && actual != nil {
			t = actual
		}
	}
	if how == putting && t.Abstract && actual != nil {
		t = actual
	}
	if t.Abstract && (how != inner || find(members, typeName) == nil) { // documented actions name abstract types
		return nil, invalid("Cannot create an abstract class.")
	}
	return t, nil
}

// readMember checks one member of the body of an entity.
func (m *model) readMember(in *input, each member, how verb) *fault {
	name, annotation, annotated := strings.Cut(each.name, "@")
	if annotated {
		if annotation == "odata.bind" {
			return in.bind(name, each.raw)
		}
		return nil
	}
	if strings.HasPrefix(name, "#") {
		return nil // an operation that the service advertises
	}
	p := in.typ.byName[name]
	switch {
	case p != nil && p.Navigation:
		return m.readChild(in, p, each.raw, how)
	case how == putting:
		in.members = append(in.members, each)
		return nil
	case p == nil:
		return in.unknown(each)
	case in.isOwned(p, how):
		in.ignored = true
		return nil
	}
	if f := m.checkValue(each.raw, p, p.Nullable); f != nil {
		return f
	}
	if p.Collection && isNull(each.raw) {
		each.raw = []byte("[]")
	}
	in.members = append(in.members, each)
	return nil
}

// isOwned reports whether the service owns a property, so that it ignores what requests have for
// it. The key is taken from a create where clients choose it.
func (in *input) isOwned(p *graph.SchemaProperty, how verb) bool {
	return p.Class == graph.ReadOnly || how != creating && how != inner && isKey(in.typ, p.Name)
}

func isKey(t *typeInfo, name string) bool {
	for _, key := range t.keys {
		if key == name {
			return true
		}
	}
	return false
}

// unknown takes a property that the type does not have, if the type is open or the documentation
// has it.
func (in *input) unknown(each member) *fault {
	if !in.typ.Open && !isDocumented(in.typ, each.name) {
		return unknownProperty(each.name, in.typ.Name)
	}
	in.members = append(in.members, each)
	return nil
}

func unknownProperty(name, typ string) *fault {
	return invalid("The property '%s' does not exist on type '%s'. Make sure to only use property names that are defined by the type.", name, typ)
}

// readChild checks what a body has for a navigation property.
func (m *model) readChild(in *input, p *graph.SchemaProperty, raw []byte, how verb) *fault {
	target := m.info(p.Type)
	switch {
	case how == patching && (!p.InBody || strings.Contains(in.typ.Calls, "p")): // only PUT replaces parts
		return refused("Cannot apply PATCH to navigation property '%s' on entity type '%s'.", p.Name, in.typ.Name)
	case target == nil || isNull(raw):
		return nil
	}
	raws := [][]byte{raw}
	if p.Collection {
		var ok bool
		if raws, ok = itemsOf(raw); !ok {
			return cannotConvert(raw, "Collection("+p.TypeName+")")
		}
	}
	below := how
	if how != putting {
		below = inner
	}
	c := child{property: p}
	for _, one := range raws {
		item, f := m.read(one, target, nil, below)
		if f != nil {
			return f
		}
		c.items = append(c.items, item)
	}
	in.children = append(in.children, c)
	return nil
}
