package graphtest

import "github.com/intunegen/intunegen/graph"

// A bind is a reference to a resource, by its address.
type bind struct {
	property *graph.SchemaProperty
	links    []string
}

// bind takes the addresses that a navigation property is to refer to.
func (in *input) bind(name string, raw []byte) *fault {
	p := in.typ.byName[name]
	if p == nil || !p.Navigation {
		return unknownProperty(name, in.typ.Name)
	}
	b := bind{property: p}
	raws, many := itemsOf(raw)
	if !many {
		raws = [][]byte{raw}
	}
	if many != p.Collection {
		return cannotConvert(raw, "the address of "+p.TypeName)
	}
	for _, one := range raws {
		if !isString(one) {
			return cannotConvert(one, "the address of "+p.TypeName)
		}
		b.links = append(b.links, unquote(one))
	}
	in.binds = append(in.binds, b)
	return nil
}
